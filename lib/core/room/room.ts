import { type Person, stranger } from '../gate/person.ts';
import type { Kind } from '../gate/rights.ts';
import type { ParticipantId, PersonId, PublicationId, RoomId, SourceId } from '../ids.ts';
import type { Session } from '../session.ts';
import { Table } from '../table.ts';
import type { RoomSettings } from './settings.ts';

export interface Participant {
  readonly id: ParticipantId;
  readonly person: PersonId;
  readonly source: SourceId;
  /** As shown in this call. */
  readonly name: string;
  readonly joinedAt: number;
  readonly session: Session;
}

export interface Publication {
  readonly id: PublicationId;
  readonly participant: ParticipantId;
  readonly kind: Kind;
  /** R15: what everybody is told. By the participant's own choice the route stands. */
  readonly muted: boolean;
  /** R15: somebody else muted it: nothing of it is forwarded until its own participant unmutes it. */
  readonly silenced: boolean;
}

export interface Hand {
  readonly person: PersonId;
  readonly at: number;
}

/** One running room, as plain data. `settings` and `people` are stored; the rest lives as long as the call. */
export interface Room {
  readonly id: RoomId;
  readonly settings: RoomSettings;
  readonly people: Table<PersonId, Person>;
  readonly participants: Table<ParticipantId, Participant>;
  readonly publications: Table<PublicationId, Publication>;
  /** In server order, the first raised first. */
  readonly hands: readonly Hand[];
  /** Which participants a person has: an index of `participants`. */
  readonly presence: Table<PersonId, readonly ParticipantId[]>;
  /** When time itself will change something: `grant:{person}:{right}` and `away:{participant}`. */
  readonly deadlines: Table<string, number>;
}

/** A room as it comes from the store, with nobody in it. */
export function emptyRoom(id: RoomId, settings: RoomSettings, people: Iterable<Person>): Room {
  const table = Table.from([...people].map((person) => [person.id, person] as const));
  const deadlines = [...table.values()].flatMap((person) =>
    Object.entries(person.grants).flatMap(([right, grant]) =>
      grant?.until === undefined ? [] : [[`grant:${person.id}:${right}`, grant.until] as const],
    ),
  );
  return {
    id,
    settings,
    people: table,
    participants: Table.empty(),
    publications: Table.empty(),
    hands: [],
    presence: Table.empty(),
    deadlines: Table.from(deadlines),
  };
}

/** The stored person behind a participant; a participant's person is always in `people`. */
export function personOf(room: Room, participant: Participant): Person {
  return room.people.get(participant.person) ?? stranger(participant.person, participant.name);
}

export const publicationsOf = (room: Room, participant: ParticipantId): Publication[] =>
  [...room.publications.values()].filter((publication) => publication.participant === participant);

/** R20: when the next deadline falls, or null. Only what has one is looked at. */
export function nextDeadline(room: Room): number | null {
  const times = [...room.deadlines.values()];
  if (room.settings.expiresAt !== null && room.participants.size > 0) times.push(room.settings.expiresAt);
  return times.length ? Math.min(...times) : null;
}
