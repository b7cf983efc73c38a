import { FailureError, failure } from '../failure.ts';
import { profileOf } from '../gate/standing.ts';
import type { PersonId, PublicationId } from '../ids.ts';
import type { CommandOf } from './commands.ts';
import { type Hand, type Participant, type Publication, personOf, type Room } from './room.ts';
import type { Turn } from './turn.ts';

/** R13: how long somebody with a raised hand speaks until the hand has served its end, milliseconds. */
export const SPOKE_MS = 3_000;

/**
 * R30: a microphone is heard to talk, or no longer. The media server says so of anybody, and a browser of its own
 * microphone where there is no media server. What is too late to be true (muted since, closed since) alters nothing.
 */
export function talk(turn: Turn, { publication: id, talking }: CommandOf<'talk'>): void {
  const { type } = turn.actor;
  if (type !== 'engine' && type !== 'participant')
    throw new FailureError(failure('bad-request', 'Only what carries media can hear somebody talk.'));
  const publication = turn.room.publications.get(id);
  if (type === 'participant' && publication?.participant !== turn.self().id)
    throw new FailureError(failure('not-found', 'You are not sending this.'));
  if (!publication) return;
  if (!talking) hush(turn, publication.id);
  else if (!turn.room.talking.has(id) && mayTalk(turn.room, publication))
    turn.room = { ...turn.room, talking: turn.room.talking.set(id, turn.now) };
}

/** Whether it can be heard to talk at all. */
function mayTalk(room: Room, { kind, muted, silenced, participant }: Publication): boolean {
  const publisher = room.participants.get(participant);
  if (!publisher || kind !== 'microphone' || muted || silenced) return false;
  return profileOf(room.settings, personOf(room, publisher)).talkDetection;
}

/** After every command: who was muted, closed or is not to be watched any more has stopped talking. */
export function settleTalk(turn: Turn, before: Room): void {
  for (const id of turn.room.talking.keys()) {
    const publication = turn.room.publications.get(id);
    if (!publication || !mayTalk(turn.room, publication)) hush(turn, id, before);
  }
  const anybody = turn.room.talking.size + before.talking.size > 0;
  if (anybody && (turn.room.talking !== before.talking || turn.room.hands !== before.hands))
    setDeadlines(turn);
}

function hush(turn: Turn, id: PublicationId, before: Room = turn.room): void {
  const since = turn.room.talking.get(id);
  if (since === undefined) return;
  const publisher = publisherOf(turn.room, id) ?? publisherOf(before, id);
  const { room } = turn;
  const talking = room.talking.delete(id);
  // Who is gone from a call that is over has nothing to be remembered.
  if (!publisher || !room.arrivals.has(publisher.person)) {
    turn.room = { ...room, talking };
    return;
  }
  const { person } = publisher;
  const spoken = room.spoken.set(person, (room.spoken.get(person) ?? 0) + turn.now - since);
  turn.room = { ...room, talking, spoken };
}

function publisherOf(room: Room, id: PublicationId): Participant | undefined {
  const publication = room.publications.get(id);
  return publication && room.participants.get(publication.participant);
}

/** R13: a raised hand comes down by itself once its owner has been talking for a while. */
function setDeadlines(turn: Turn): void {
  const since = new Map<PersonId, number>();
  for (const [id, at] of turn.room.talking.entries()) {
    const person = publisherOf(turn.room, id)?.person;
    if (person) since.set(person, Math.min(at, since.get(person) ?? at));
  }
  let { deadlines } = turn.room;
  for (const key of deadlines.keys()) {
    const person = key.startsWith('spoke:') ? (key.slice('spoke:'.length) as PersonId) : null;
    if (person && !(since.has(person) && isRaised(turn.room, person))) deadlines = deadlines.delete(key);
  }
  for (const { person } of turn.room.hands) {
    const at = since.get(person);
    if (at !== undefined) deadlines = deadlines.set(`spoke:${person}`, at + SPOKE_MS);
  }
  if (deadlines !== turn.room.deadlines) turn.room = { ...turn.room, deadlines };
}

const isRaised = (room: Room, person: PersonId) => room.hands.some((hand) => hand.person === person);

/** R13: the hand has served its end. */
export function lowerSpoken(turn: Turn, person: PersonId): void {
  const hand = turn.room.hands.find((raised) => raised.person === person);
  if (hand) turn.change({ on: 'hand', person, before: hand, after: null }, 'answered');
  turn.room = { ...turn.room, deadlines: turn.room.deadlines.delete(`spoke:${person}`) };
}

/** How long somebody has spoken in this call, in all tabs, until they last paused, milliseconds. */
export const spokenBy = (room: Room, person: PersonId): number => room.spoken.get(person) ?? 0;

/** R13: the queue as it is answered: as raised, or who spoke least first where the room has it so. */
export function queueOfHands(room: Room): readonly Hand[] {
  if (room.settings.hands.order === 'raised') return room.hands;
  // Stable: among equals, the first raised stays the first.
  return [...room.hands].sort((a, b) => spokenBy(room, a.person) - spokenBy(room, b.person));
}
