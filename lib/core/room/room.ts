import { type Person, stranger } from '../gate/person.ts';
import type { Kind } from '../gate/rights.ts';
import type { ParticipantId, PersonId, PinId, PublicationId, RoomId, SourceId } from '../ids.ts';
import type { LinkQuality } from '../quality/report.ts';
import type { Session } from '../session.ts';
import { Table } from '../table.ts';
import type { Pin } from './pins.ts';
import { closesAt, type RoomSettings } from './settings.ts';
import type { Undoable } from './undo.ts';

export interface Participant {
  readonly id: ParticipantId;
  readonly person: PersonId;
  readonly source: SourceId;
  /** As shown in this call. */
  readonly name: string;
  readonly joinedAt: number;
  readonly session: Session;
  /** R34: how good their connection is, by what their browser measures. */
  readonly link: LinkQuality;
}

/** R27: somebody who asked to come in and is not inside yet: no participant, and told nothing of the room. */
export interface Waiting extends Omit<Participant, 'joinedAt' | 'link'> {
  readonly since: number;
  /** The order in the queue; smaller is earlier. */
  readonly place: number;
}

export interface Publication {
  readonly id: PublicationId;
  readonly participant: ParticipantId;
  readonly kind: Kind;
  /** When it was opened, milliseconds since the epoch. */
  readonly at: number;
  /** R15: what everybody is told. By the participant's own choice the route stands. */
  readonly muted: boolean;
  /** R15: somebody else muted it: nothing of it is forwarded until its own participant unmutes it. */
  readonly silenced: boolean;
}

export interface Hand {
  readonly person: PersonId;
  readonly at: number;
}

/** One running room, as plain data. `settings`, `people` and `pins` are stored; the rest lives as long as the call. */
export interface Room {
  readonly id: RoomId;
  readonly settings: RoomSettings;
  readonly people: Table<PersonId, Person>;
  /** R28: who was given the floor for a raised hand, whether it is over or not: an index of `people`. */
  readonly floors: Table<PersonId, true>;
  readonly pins: Table<PinId, Pin>;
  readonly participants: Table<ParticipantId, Participant>;
  readonly publications: Table<PublicationId, Publication>;
  /** What a participant sends: an index of `publications`. */
  readonly sends: Table<ParticipantId, readonly PublicationId[]>;
  /** In server order, the first raised first. */
  readonly hands: readonly Hand[];
  /** Which participants a person has: an index of `participants`. */
  readonly presence: Table<PersonId, readonly ParticipantId[]>;
  /** R27: in no order of its own; see {@link queueOf}. */
  readonly waiting: Table<ParticipantId, Waiting>;
  /** R27, R29: when each person first came in to this call; empty when nobody is in, because then the call is over. */
  readonly arrivals: Table<PersonId, number>;
  /** R30: since when a microphone is heard to talk. */
  readonly talking: Table<PublicationId, number>;
  /** R30: how long each person has spoken in this call, milliseconds; forgotten when nobody is in. */
  readonly spoken: Table<PersonId, number>;
  /** R31: whom everybody is shown large. */
  readonly spotlight: PersonId | null;
  /** R32: by its author. */
  readonly undo: Table<PersonId, Undoable>;
  /**
   * When time itself will change something: `grant:{person}:{right}`, `member:{person}`, `away:{participant}`,
   * `call:{person}` (R29), `denied:{person}` (R27), `spoke:{person}` (R13).
   */
  readonly deadlines: Table<string, number>;
}

/** A room as it comes from the store, with nobody in it. */
export function emptyRoom(
  id: RoomId,
  settings: RoomSettings,
  people: Iterable<Person>,
  pins: Iterable<Pin> = [],
): Room {
  const table = Table.from([...people].map((person) => [person.id, person] as const));
  const deadlines = [...table.values()].flatMap((person) => [
    ...Object.entries(person.grants).flatMap(([right, grant]) =>
      grant?.until === undefined ? [] : [[`grant:${person.id}:${right}`, grant.until] as const],
    ),
    ...(person.membership?.expiresAt == null
      ? []
      : [[`member:${person.id}`, person.membership.expiresAt] as const]),
  ]);
  return {
    id,
    settings,
    people: table,
    floors: Table.from([...table.values()].filter(hasFloorByHand).map(({ id }) => [id, true] as const)),
    pins: Table.from([...pins].map((pin) => [pin.id, pin] as const)),
    participants: Table.empty(),
    publications: Table.empty(),
    sends: Table.empty(),
    hands: [],
    presence: Table.empty(),
    waiting: Table.empty(),
    arrivals: Table.empty(),
    talking: Table.empty(),
    spoken: Table.empty(),
    spotlight: null,
    undo: Table.empty(),
    deadlines: Table.from(deadlines),
  };
}

/** R28: whoever answered the hand. */
export const hasFloorByHand = ({ grants: { publish } }: Person): boolean =>
  publish?.cause === 'hand' || publish?.cause === 'queue';

/** The stored person behind a participant; a participant's person is always in `people`. */
export function personOf(room: Room, participant: Participant): Person {
  return room.people.get(participant.person) ?? stranger(participant.person, participant.name);
}

export const publicationsOf = (room: Room, participant: ParticipantId): Publication[] =>
  (room.sends.get(participant) ?? []).flatMap((id) => room.publications.get(id) ?? []);

/** Closes one, whoever's it is; the index with it. */
export function withoutPublication(room: Room, id: PublicationId): Room {
  const { publications, sends } = room;
  const participant = publications.get(id)?.participant;
  if (!participant) return room;
  const others = (sends.get(participant) ?? []).filter((other) => other !== id);
  return {
    ...room,
    publications: publications.delete(id),
    sends: others.length ? sends.set(participant, others) : sends.delete(participant),
  };
}

/** Asked about everybody when a setting changed: of many hands, only once for each room who has one up. */
export function hasRaised({ hands }: Room, person: PersonId): boolean {
  if (hands.length < 8) return hands.some((hand) => hand.person === person);
  let people = raised.get(hands);
  if (!people) {
    people = new Set(hands.map((hand) => hand.person));
    raised.set(hands, people);
  }
  return people.has(person);
}

const raised = new WeakMap<Room['hands'], ReadonlySet<PersonId>>();

/** What a person sends, in all tabs. */
export const publicationsBy = (room: Room, person: PersonId): Publication[] =>
  (room.presence.get(person) ?? []).flatMap((tab) => publicationsOf(room, tab));

/** R27: who is waiting, in the order of coming; a person with several tabs once, by the first of them. */
export function queueOf(room: Room): Waiting[] {
  const first = new Map<PersonId, Waiting>();
  for (const one of [...room.waiting.values()].sort((a, b) => a.place - b.place))
    if (!first.has(one.person)) first.set(one.person, one);
  return [...first.values()];
}

/** R20: when the next deadline falls, or null. Only what has one is looked at. */
export function nextDeadline(room: Room): number | null {
  const first = earliest(room.deadlines);
  const end = closesAt(room.settings);
  if (end === null || room.participants.size + room.waiting.size === 0) return first;
  return first === null ? end : Math.min(first, end);
}

/** Asked several times for every command, and altered by few of them. */
const known = new WeakMap<Room['deadlines'], number | null>();

function earliest(deadlines: Room['deadlines']): number | null {
  const found = known.get(deadlines);
  if (found !== undefined) return found;
  let first: number | null = null;
  for (const at of deadlines.values()) if (first === null || at < first) first = at;
  known.set(deadlines, first);
  return first;
}
