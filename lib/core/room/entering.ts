import { FailureError, failure } from '../failure.ts';
import { isLive } from '../gate/decide.ts';
import { stranger } from '../gate/person.ts';
import { RIGHTS } from '../gate/rights.ts';
import type { ParticipantId, PersonId } from '../ids.ts';
import { AWAY_MS, type Session } from '../session.ts';
import type { CommandOf } from './commands.ts';
import { callEnd, mayComeIn, mustWait } from './entrance.ts';
import { queueUp, stopWaiting } from './lobby.ts';
import { endMembership } from './members.ts';
import { pinFor, redemption } from './pins.ts';
import { comeIn, endStay } from './stay.ts';
import { lowerSpoken } from './talking.ts';
import type { Turn } from './turn.ts';

/** R11. The person is read from what is stored; whatever was decided about them still holds. */
export function join(turn: Turn, command: CommandOf<'join'>): void {
  const { actor } = turn;
  if (actor.type !== 'participant')
    throw new FailureError(failure('bad-request', 'Only a participant can join.'));
  if (turn.room.participants.has(actor.id) || turn.room.waiting.has(actor.id))
    throw new FailureError(failure('conflict', 'You are already in this room.'));
  const before = turn.room.people.get(command.person) ?? stranger(command.person, command.name);
  let known = before;
  if (command.pin !== undefined) {
    const pin = pinFor(turn.room, command.pin, known, turn.now);
    for (const change of redemption(pin, known, command.name, turn.now)) turn.change(change);
    known = turn.room.people.get(command.person) ?? known;
  }
  // R18: whom a PIN does not let in is told as little as without it.
  turn.require(mayComeIn(turn.room, known, turn.now), before);

  const newcomer = {
    id: actor.id,
    person: command.person,
    source: command.source,
    name: command.name,
    session: { state: 'present' },
  } as const;
  if (mustWait(turn.room, known, turn.now)) queueUp(turn, newcomer, known);
  else comeIn(turn, newcomer, known);
}

export function leave(turn: Turn): void {
  const waiting = turn.waiting();
  if (waiting) stopWaiting(turn, waiting.id, { why: 'left' });
  else endStay(turn, turn.self().id, { why: 'left' });
}

/** The socket is gone, the place is kept for a while: a lost network is not a goodbye. */
export function away(turn: Turn): void {
  const self = turn.waiting() ?? turn.self();
  setSession(turn, self.id, { state: 'away', until: turn.now + AWAY_MS });
}

export function back(turn: Turn): void {
  const { id, session } = turn.waiting() ?? turn.self();
  if (session.state === 'away') setSession(turn, id, { state: 'present' });
}

function setSession(turn: Turn, id: ParticipantId, session: Session): void {
  const { participants, waiting } = turn.room;
  const participant = participants.get(id);
  const outside = waiting.get(id);
  const key = `away:${id}`;
  turn.room = {
    ...turn.room,
    participants: participant ? participants.set(id, { ...participant, session }) : participants,
    waiting: outside ? waiting.set(id, { ...outside, session }) : waiting,
    deadlines:
      session.state === 'away'
        ? turn.room.deadlines.set(key, session.until)
        : turn.room.deadlines.delete(key),
  };
}

/** R20. Time passed: what has a deadline that fell is carried out. Only the clock may say so. */
export function tick(turn: Turn): void {
  if (turn.actor.type !== 'clock')
    throw new FailureError(failure('bad-request', 'Only the clock can do this.'));
  for (const [key, at] of [...turn.room.deadlines.entries()]) {
    if (at > turn.now) continue;
    const id = key.slice(key.indexOf(':') + 1);
    if (key.startsWith('away:')) giveUp(turn, id as ParticipantId);
    else if (key.startsWith('member:')) endMembership(turn, id as PersonId, 'time');
    else if (key.startsWith('call:')) endCall(turn, id as PersonId);
    else if (key.startsWith('denied:'))
      turn.room = { ...turn.room, deadlines: turn.room.deadlines.delete(key) };
    else if (key.startsWith('spoke:')) lowerSpoken(turn, id as PersonId);
    else endGrant(turn, key);
  }
}

function giveUp(turn: Turn, id: ParticipantId): void {
  if (turn.room.waiting.has(id)) stopWaiting(turn, id, { why: 'lost' });
  else endStay(turn, id, { why: 'lost' });
}

/** R29, in every tab. */
function endCall(turn: Turn, id: PersonId): void {
  const end = callEnd(turn.room, turn.person(id));
  if (end === null || end > turn.now) return;
  for (const tab of turn.room.presence.get(id) ?? []) endStay(turn, tab, { why: 'time-over' });
}

function endGrant(turn: Turn, key: string): void {
  for (const right of RIGHTS) {
    if (!key.endsWith(`:${right}`)) continue;
    const id = key.slice('grant:'.length, -(right.length + 1)) as Parameters<Turn['person']>[0];
    const grant = turn.person(id).grants[right];
    if (grant && !isLive(grant, turn.now))
      turn.change({ on: 'grant', person: id, right, before: grant, after: null }, 'time');
  }
}
