import { isUndecided, type Person } from '../gate/person.ts';
import type { ParticipantId, PersonId } from '../ids.ts';
import type { EndReason } from '../session.ts';
import { Table } from '../table.ts';
import { callEnd } from './entrance.ts';
import { closePublication } from './publishing.ts';
import { type Participant, publicationsOf } from './room.ts';
import type { Turn } from './turn.ts';

/** Makes somebody a participant. Whether they may be was asked before. */
export function comeIn(turn: Turn, newcomer: Omit<Participant, 'joinedAt' | 'link'>, person: Person): void {
  const { room } = turn;
  const here = room.presence.get(person.id) ?? [];
  turn.room = {
    ...room,
    people: room.people.set(person.id, person),
    presence: room.presence.set(person.id, [...here, newcomer.id]),
    participants: room.participants.set(newcomer.id, { ...newcomer, joinedAt: turn.now, link: 'good' }),
    // R29: leaving and coming back starts nothing anew.
    arrivals: room.arrivals.has(person.id) ? room.arrivals : room.arrivals.set(person.id, turn.now),
  };
  setCallEnd(turn, person.id);
}

/** R29: has time end this person's stay where their profile says so, as it says now. */
export function setCallEnd(turn: Turn, id: PersonId): void {
  const key = `call:${id}`;
  const { deadlines, presence } = turn.room;
  const end = presence.has(id) ? callEnd(turn.room, turn.person(id)) : null;
  const set = end === null ? deadlines.delete(key) : deadlines.set(key, end);
  if (set !== deadlines) turn.room = { ...turn.room, deadlines: set };
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
  const participants = turn.room.participants.delete(id);
  turn.room = {
    ...turn.room,
    participants,
    deadlines: turn.room.deadlines.delete(`away:${id}`),
    presence: others.length
      ? turn.room.presence.set(participant.person, others)
      : turn.room.presence.delete(participant.person),
    people: forget ? turn.room.people.delete(participant.person) : turn.room.people,
    // The last one out ends the call.
    arrivals: participants.size ? turn.room.arrivals : Table.empty(),
    spoken: participants.size ? turn.room.spoken : Table.empty(),
    undo: others.length ? turn.room.undo : turn.room.undo.delete(participant.person),
  };
  setCallEnd(turn, participant.person);
  turn.effects.push({ type: 'ended', participant: id, reason });
}
