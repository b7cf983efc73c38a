import { FailureError, failure } from '../failure.ts';
import { moderationRights } from '../gate/decide.ts';
import type { Membership } from '../gate/person.ts';
import { RIGHTS } from '../gate/rights.ts';
import type { SettingsPatch } from './changes.ts';
import type { CommandOf } from './commands.ts';
import { personOf } from './room.ts';
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

/** R16. What was decided about them before still holds. */
export function readmit(turn: Turn, command: CommandOf<'readmit'>): void {
  turn.requireModeration('removeFromCall');
  const person = turn.target(command.target);
  turn.requireRank(person);
  if (person.ban) turn.change({ on: 'ban', person: person.id, before: person.ban, after: null });
}

export function override(turn: Turn, command: CommandOf<'override'>): void {
  turn.requireModeration('controlCalls');
  const person = turn.target(command.target);
  turn.requireRank(person);
  const before = person.overrides[command.right] ?? null;
  if ((before?.value ?? null) === command.value && !command.media && !before?.media) return;
  const media =
    command.right === 'subscribe' && command.value === 'allow' && command.media
      ? { media: command.media }
      : {};
  const after = command.value === null ? null : { value: command.value, ...media, mark: turn.mark() };
  turn.change({ on: 'override', person: person.id, right: command.right, before, after });
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

/** Changes the settings named in the patch; what is absent stays. */
export function settings(turn: Turn, command: CommandOf<'settings'>): void {
  const named = Object.entries(command.patch).filter(([, value]) => value !== undefined);
  if (named.some(([key]) => key === 'deleted')) turn.requireModeration('deleteRoom');
  if (named.some(([key]) => key !== 'deleted')) turn.requireModeration('modifyRoom');
  const entries = named.filter(([key, value]) => turn.room.settings[key as keyof SettingsPatch] !== value);
  if (!entries.length) return;
  const after: SettingsPatch = Object.fromEntries(entries);
  const before: SettingsPatch = Object.fromEntries(
    entries.map(([key]) => [key, turn.room.settings[key as keyof SettingsPatch]]),
  );
  turn.change({ on: 'settings', before, after });
  if (turn.room.settings.hands.policy !== 'off') return;
  for (const hand of turn.room.hands)
    turn.change({ on: 'hand', person: hand.person, before: hand, after: null }, 'revoked');
}

/** Puts somebody on the list, changes their role, or takes them off it (`membership: null`). */
export function member(turn: Turn, command: CommandOf<'member'>): void {
  const before = turn.room.people.get(command.person)?.membership ?? null;
  const ranks = [before?.role, command.membership?.role];
  turn.requireModeration(
    ranks.some((role) => role === 'owner' || role === 'moderator') ? 'editModerators' : 'editMembers',
  );
  turn.requireRank(turn.person(command.person));
  if (turn.actor.type === 'participant') requireOwn(turn, command.membership);
  if (!before && !command.membership)
    throw new FailureError(failure('not-found', 'There is no such member.'));
  if (before?.role === 'owner' && command.membership?.role !== 'owner' && turn.actor.type === 'participant') {
    const others = [...turn.room.people.values()].some(
      (person) => person.id !== command.person && person.membership?.role === 'owner',
    );
    if (!others)
      throw new FailureError(failure('conflict', 'A room needs an owner. Make somebody else one first.'));
  }
  turn.change({
    on: 'membership',
    person: command.person,
    name: command.name,
    before,
    after: command.membership,
  });
}

/** R10: nobody hands out more than they hold: an owner is made by owners, a moderation right by who has it. */
function requireOwn(turn: Turn, given: Membership | null): void {
  const self = personOf(turn.room, turn.self());
  if (!given || self.membership?.role === 'owner') return;
  const held = moderationRights(self);
  const beyond =
    given.role === 'owner' ? 'editModerators' : given.moderation.find((right) => !held.includes(right));
  if (!beyond) return;
  const reason = { rule: 'R10', because: 'not-moderator', needs: beyond } as const;
  turn.require({ allowed: false, right: 'moderate', reason, remedy: { do: 'none' } });
}
