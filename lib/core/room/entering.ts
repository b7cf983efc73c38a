import { FailureError, failure } from '../failure.ts';
import { isLive, mayEnter } from '../gate/decide.ts';
import { isUndecided, stranger } from '../gate/person.ts';
import { RIGHTS } from '../gate/rights.ts';
import type { ParticipantId } from '../ids.ts';
import { AWAY_MS, type EndReason, type Session } from '../session.ts';
import type { CommandOf } from './commands.ts';
import { closePublication } from './publishing.ts';
import { publicationsOf } from './room.ts';
import type { Turn } from './turn.ts';

/** R11. The person is read from what is stored; whatever was decided about them still holds. */
export function join(turn: Turn, command: CommandOf<'join'>): void {
  const { actor, room } = turn;
  if (actor.type !== 'participant')
    throw new FailureError(failure('bad-request', 'Only a participant can join.'));
  if (room.participants.has(actor.id))
    throw new FailureError(failure('conflict', 'You are already in this room.'));
  const known = room.people.get(command.person) ?? stranger(command.person, command.name);
  turn.require(mayEnter(room.settings, known, room.participants.size, turn.now), known);

  const here = room.presence.get(command.person) ?? [];
  turn.room = {
    ...room,
    people: room.people.set(command.person, known),
    presence: room.presence.set(command.person, [...here, actor.id]),
    participants: room.participants.set(actor.id, {
      id: actor.id,
      person: command.person,
      source: command.source,
      name: command.name,
      joinedAt: turn.now,
      session: { state: 'present' },
    }),
  };
}

export function leave(turn: Turn): void {
  endStay(turn, turn.self().id, { why: 'left' });
}

/** The socket is gone, the place is kept for a while: a lost network is not a goodbye. */
export function away(turn: Turn): void {
  const self = turn.self();
  setSession(turn, self.id, { state: 'away', until: turn.now + AWAY_MS });
}

export function back(turn: Turn): void {
  const { id, session } = turn.self();
  if (session.state === 'away') setSession(turn, id, { state: 'present' });
}

function setSession(turn: Turn, id: ParticipantId, session: Session): void {
  const participant = turn.room.participants.get(id);
  if (!participant) return;
  const key = `away:${id}`;
  turn.room = {
    ...turn.room,
    participants: turn.room.participants.set(id, { ...participant, session }),
    deadlines:
      session.state === 'away'
        ? turn.room.deadlines.set(key, session.until)
        : turn.room.deadlines.delete(key),
  };
}

/** Takes a participant out, with everything that hung on them. The last one of a person lowers the hand too. */
export function endStay(turn: Turn, id: ParticipantId, reason: EndReason): void {
  const participant = turn.room.participants.get(id);
  if (!participant) return;
  for (const publication of publicationsOf(turn.room, id)) closePublication(turn, publication.id);

  const others = (turn.room.presence.get(participant.person) ?? []).filter((other) => other !== id);
  const hand = turn.room.hands.find((raised) => raised.person === participant.person);
  if (hand && !others.length)
    turn.change({ on: 'hand', person: participant.person, before: hand, after: null }, 'left');

  const person = turn.room.people.get(participant.person);
  const forget = !others.length && person && isUndecided(person);
  turn.room = {
    ...turn.room,
    participants: turn.room.participants.delete(id),
    deadlines: turn.room.deadlines.delete(`away:${id}`),
    presence: others.length
      ? turn.room.presence.set(participant.person, others)
      : turn.room.presence.delete(participant.person),
    people: forget ? turn.room.people.delete(participant.person) : turn.room.people,
  };
  turn.effects.push({ type: 'ended', participant: id, reason });
}

/** R20. Time passed: what has a deadline that fell is carried out. Only the clock may say so. */
export function tick(turn: Turn): void {
  if (turn.actor.type !== 'clock')
    throw new FailureError(failure('bad-request', 'Only the clock can do this.'));
  for (const [key, at] of [...turn.room.deadlines.entries()]) {
    if (at > turn.now) continue;
    if (key.startsWith('away:')) endStay(turn, key.slice('away:'.length) as ParticipantId, { why: 'lost' });
    else endGrant(turn, key);
  }
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
