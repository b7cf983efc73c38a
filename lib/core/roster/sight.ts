import { decide, mayModerate } from '../gate/decide.ts';
import type { Person } from '../gate/person.ts';
import { askedOnce } from '../gate/sorts.ts';
import { moderates } from '../gate/standing.ts';
import type { ParticipantId } from '../ids.ts';
import { type Participant, personOf, type Room } from '../room/room.ts';
import type { RoomSettings } from '../room/settings.ts';

/**
 * R18: how much of a room a viewer may know.
 * - `nothing`: only what they receive, without names;
 * - `callers`: who is publishing;
 * - `attendees`: also who is present, and the raised hands;
 * - `control`: also what each person may do, and who waits to be let in.
 */
export type Sight = (typeof SIGHTS)[number];
const SIGHTS = ['nothing', 'callers', 'attendees', 'control'] as const;

/**
 * Viewers of one class are told the same things in the same words, so a notice is made once for each class and
 * not once for each viewer.
 */
export interface ViewClass {
  readonly sight: Sight;
  readonly hears: boolean;
  readonly sees: boolean;
  /** R26: whether messages reach them. */
  readonly receives: boolean;
}

/** Who sees least first. */
export const compareSight = (a: ViewClass, b: ViewClass): number =>
  SIGHTS.indexOf(a.sight) - SIGHTS.indexOf(b.sight);

/** The class of every viewer, as they were last told; and what most steps ask for alone, each class once. */
export interface Standing {
  get(participant: ParticipantId): ViewClass | undefined;
  classes(): Iterable<ViewClass>;
}

export const classKey = ({ sight, hears, sees, receives }: ViewClass): string =>
  `${sight}${hears ? '+hears' : ''}${sees ? '+sees' : ''}${receives ? '+receives' : ''}`;

export const sameClass = (a: ViewClass, b: ViewClass): boolean =>
  a === b || (a.sight === b.sight && a.hears === b.hears && a.sees === b.sees && a.receives === b.receives);

export const viewClass = (room: Room, participant: Participant, now: number): ViewClass =>
  classFor(room.settings, personOf(room, participant), now);

const classFor = askedOnce(
  (settings, person, now): ViewClass => ({
    sight: sightOf(settings, person, now),
    hears: decide(settings, person, { right: 'subscribe', medium: 'audio' }, now).allowed,
    sees: decide(settings, person, { right: 'subscribe', medium: 'video' }, now).allowed,
    receives: decide(settings, person, { right: 'receive' }, now).allowed,
  }),
);

function sightOf(settings: RoomSettings, person: Person, now: number): Sight {
  if (!decide(settings, person, { right: 'list' }, now).allowed) return 'nothing';
  if (mayModerate(settings, person, 'controlCalls', now).allowed) return 'control';
  return settings.showAttendees || moderates(person, now) ? 'attendees' : 'callers';
}

export function classOf(room: Room, id: ParticipantId, now: number): ViewClass | null {
  const participant = room.participants.get(id);
  return participant ? viewClass(room, participant, now) : null;
}

/** R27: who waits is known to those alone who let them in. */
export const seesQueue = (sight: Sight): boolean => sight === 'control';

export const seesPeople = (sight: Sight): boolean => sight === 'attendees' || sight === 'control';
