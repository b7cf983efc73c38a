import { FailureError, failure } from '../failure.ts';
import { moderationRights } from '../gate/decide.ts';
import { MODERATION_RIGHTS, type ModerationRight, RIGHTS } from '../gate/rights.ts';
import type { PersonId } from '../ids.ts';
import type { CommandOf } from './commands.ts';
import { stopWaiting, tabsOf } from './lobby.ts';
import { member } from './members.ts';
import { personOf } from './room.ts';
import { endStay } from './stay.ts';
import type { Turn } from './turn.ts';

/** R16: removes and bans. Holds for every tab, token and rejoin of this person. */
export function remove(turn: Turn, command: CommandOf<'remove'>): void {
  turn.requireModeration('removeFromCall');
  const person = turn.target(command.target);
  turn.requireRank(person);
  if (turn.isSelf({ person: person.id })) {
    throw new FailureError(failure('conflict', 'You cannot remove yourself. Leave instead.'));
  }
  for (const right of RIGHTS) {
    const grant = person.grants[right];
    if (grant) turn.change({ on: 'grant', person: person.id, right, before: grant, after: null }, 'revoked');
  }
  if (!person.ban) turn.change({ on: 'ban', person: person.id, before: null, after: turn.mark() });
}

/** Ends every stay of a person, who may come in again. */
export function disconnect(turn: Turn, command: CommandOf<'disconnect'>): void {
  turn.requireModeration('removeFromCall');
  const person = turn.target(command.target);
  turn.requireRank(person);
  for (const id of turn.room.presence.get(person.id) ?? []) endStay(turn, id, { why: 'disconnected' });
  for (const { id } of tabsOf(turn.room, person.id)) stopWaiting(turn, id, { why: 'disconnected' });
}

/** R16. What was decided about them before still holds. */
export function readmit(turn: Turn, command: CommandOf<'readmit'>): void {
  turn.requireModeration('removeFromCall');
  const person = turn.target(command.target);
  turn.requireRank(person);
  if (person.ban) turn.change({ on: 'ban', person: person.id, before: person.ban, after: null });
}

/** R11: a lock keeps newcomers out; it turns nobody out. */
export function lock(turn: Turn, { locked }: CommandOf<'lock'>): void {
  turn.requireModeration('controlCalls', 'modifyRoom');
  const before = turn.room.settings.locked;
  if ((before !== null) === locked) return;
  turn.change({ on: 'settings', before: { locked: before }, after: { locked: locked ? turn.mark() : null } });
}

/** R33: ends every stay, one's own too, and sends away who waits. Nobody is kept out by it. */
export function endCall(turn: Turn): void {
  turn.requireModeration('controlCalls');
  turn.change({ on: 'call-ended', before: null, after: turn.mark() });
  for (const id of turn.room.participants.keys()) endStay(turn, id, { why: 'call-ended' });
  for (const id of turn.room.waiting.keys()) stopWaiting(turn, id, { why: 'call-ended' });
}

/** What somebody who is made a moderator in a call may do from then on, as far as its giver holds it. */
const TRUST: readonly ModerationRight[] = ['controlCalls', 'removeFromCall', 'editMembers', 'managePins'];

/** R10, R24: somebody who is not on the list comes onto it. */
export function setRole(turn: Turn, { target, role }: CommandOf<'set-role'>): void {
  turn.requireModeration('editModerators');
  const person = turn.target(target);
  if (person.membership?.role === role) return;
  const held =
    turn.actor.type === 'participant'
      ? moderationRights(personOf(turn.room, turn.self()), turn.now)
      : MODERATION_RIGHTS;
  const moderation = role === 'moderator' ? TRUST.filter((right) => held.includes(right)) : [];
  const name = person.name || nameShown(turn, person.id);
  member(turn, { person: person.id, name, membership: { role, moderation } });
}

function nameShown(turn: Turn, person: PersonId): string {
  const [tab] = turn.room.presence.get(person) ?? [];
  return (tab && turn.room.participants.get(tab)?.name) || '';
}

export function audience(turn: Turn, command: CommandOf<'audience'>): void {
  turn.requireModeration('modifyRoom');
  const before = turn.room.settings.audiences[command.right];
  if (before.audience === command.audience) return;
  turn.change({
    on: 'audience',
    right: command.right,
    before,
    after: { audience: command.audience, mark: turn.mark() },
  });
}
