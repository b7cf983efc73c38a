import { FailureError, failure } from '../failure.ts';
import { stranger } from '../gate/person.ts';
import type { PersonId } from '../ids.ts';
import { AWAY_MS } from '../session.ts';
import { Table } from '../table.ts';
import type { CommandOf } from './commands.ts';
import { mustGo } from './enforce.ts';
import type { Hand, Participant, Publication, Room } from './room.ts';
import { endStay, setCallEnd } from './stay.ts';
import type { Turn } from './turn.ts';

/** What lives as long as a call, and no right: kept aside so that a call outlives a restart of the program. */
export interface Live {
  readonly participants: readonly Participant[];
  readonly publications: readonly Publication[];
  readonly hands: readonly Hand[];
  readonly arrivals: readonly (readonly [PersonId, number])[];
  readonly spoken: readonly (readonly [PersonId, number])[];
  readonly spotlight: PersonId | null;
}

/** Null where nobody is in. Who waits at the door asks anew by itself. */
export const liveOf = (room: Room): Live | null =>
  room.participants.size === 0
    ? null
    : {
        participants: [...room.participants.values()],
        publications: [...room.publications.values()],
        hands: room.hands,
        arrivals: [...room.arrivals.entries()],
        spoken: [...room.spoken.entries()],
        spotlight: room.spotlight,
      };

/** Whether anything that is kept aside differs. */
export const livesOtherwise = (before: Room, after: Room): boolean =>
  before.participants !== after.participants ||
  before.publications !== after.publications ||
  before.hands !== after.hands ||
  before.arrivals !== after.arrivals ||
  before.spoken !== after.spoken ||
  before.spotlight !== after.spotlight;

/** The room with everybody in it again who was, as they were, whatever has become of their rights. */
export function asItWas(room: Room, live: Live): Room {
  const { participants, publications, hands, arrivals, spoken, spotlight } = live;
  let { people, presence, sends } = room;
  for (const { id, person, name } of participants) {
    if (!people.has(person)) people = people.set(person, stranger(person, name));
    presence = presence.set(person, [...(presence.get(person) ?? []), id]);
  }
  for (const { id, participant } of publications)
    sends = sends.set(participant, [...(sends.get(participant) ?? []), id]);
  return {
    ...room,
    ...{ people, presence, sends, hands, spotlight },
    participants: Table.from(participants.map((one) => [one.id, one])),
    publications: Table.from(publications.map((one) => [one.id, one])),
    arrivals: Table.from(arrivals),
    spoken: Table.from(spoken),
  };
}

/**
 * R20: the program was restarted, which is the loss of everybody's socket at once: their places, hands and
 * publications are kept for as long as a lost socket's. What each of them may is decided by what is stored now, and
 * enforced before this step is over, as ever.
 */
export function revive(turn: Turn, { live }: CommandOf<'revive'>): void {
  if (turn.actor.type !== 'clock')
    throw new FailureError(failure('bad-request', 'Only the clock can do this.'));
  if (turn.room.participants.size) throw new FailureError(failure('conflict', 'Somebody is here already.'));
  const until = turn.now + AWAY_MS;
  const room = asItWas(turn.room, live);
  const away = [...room.participants.values()].map(
    // R34: how good a connection was says nothing of the one they come back by.
    (one) => ({ ...one, session: { state: 'away', until }, link: 'good' }) as const,
  );
  turn.room = {
    ...room,
    participants: Table.from(away.map((one) => [one.id, one])),
    deadlines: away.reduce((times, { id }) => times.set(`away:${id}`, until), room.deadlines),
  };
  const before = turn.room;
  for (const { id, person } of away) {
    const reason = mustGo(turn, before, id);
    if (reason) endStay(turn, id, reason);
    else setCallEnd(turn, person);
  }
}
