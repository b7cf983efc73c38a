import type { ParticipantId } from '../ids.ts';
import { queueOf, type Room } from '../room/room.ts';
import { Table } from '../table.ts';
import { type Alike, alike, type SelfChange } from './alike.ts';
import { changeOf, comparedOnce, same } from './compare.ts';
import {
  look,
  lookAtHalves,
  lookAtHands,
  lookAtPerson,
  lookAtPublication,
  lookAtRemoved,
  lookAtRoom,
  lookAtSelf,
  lookAtWaiting,
  type Rights,
} from './look.ts';
import {
  classKey,
  compareSight,
  type Standing,
  sameClass,
  seesPeople,
  seesQueue,
  type ViewClass,
  viewClass,
} from './sight.ts';
import type { Notice } from './view.ts';

/** What is to be told after a step: to single participants, and to whole classes of viewers. */
export interface Tidings {
  /** Participants whose class is new or changed, with it; `null` for those who are gone. */
  readonly classes: ReadonlyMap<ParticipantId, ViewClass | null>;
  /** What one participant alone is told. Told before anybody else hears of it. */
  readonly single: ReadonlyMap<ParticipantId, readonly Notice[]>;
  /** What most of a class have come to be alike. Told after `single`, and before `shared`. */
  readonly alike: readonly Alike[];
  /**
   * What everybody of a class is told, except those with a whole new view in `single`. Made as it is read, those first
   * who see least: whom something concerns need not wait for what is written to those who see all.
   */
  readonly shared: Iterable<Shared>;
}

export interface Shared {
  readonly cls: ViewClass;
  readonly notices: readonly Notice[];
}

/**
 * R18: who is told what about the difference of two rooms. Everything is made from `look`, so that nothing can
 * be told that could not be seen. Costs what changed, times the number of classes; everybody is looked at only
 * when a setting changed.
 *
 * @param then when `before` was last told of; every deadline that fell since is carried out in `after`
 * @param standing the classes that viewers have now
 */
export function tidings(before: Room, then: number, after: Room, now: number, standing: Standing): Tidings {
  const classes = new Map<ParticipantId, ViewClass | null>();
  const single = new Map<ParticipantId, readonly Notice[]>();
  const concerned = participantsConcerned(before, after);
  const selves: SelfChange[] = [];
  const changeOfRights = comparedOnce(changeOf<Rights>);

  for (const id of concerned) {
    const participant = after.participants.get(id);
    const had = standing.get(id);
    if (!participant) {
      if (had) classes.set(id, null);
      continue;
    }
    const has = viewClass(after, participant, now);
    if (!had || !sameClass(had, has)) {
      classes.set(id, has);
      single.set(id, [{ is: 'view', view: look(after, participant, now) }]);
      continue;
    }
    const old = before.participants.get(id);
    if (!old) {
      single.set(id, [{ is: 'self', self: lookAtSelf(after, participant, now) }]);
      continue;
    }
    const was = lookAtHalves(before, old, then);
    const is = lookAtHalves(after, participant, now);
    const own = changeOf(was.own, is.own);
    const rights = changeOfRights(was.rights, is.rights);
    selves.push({ participant: id, cls: has, self: own && rights ? { ...own, ...rights } : (own ?? rights) });
  }
  const together = before.settings === after.settings ? [] : alike(selves);
  const apart = new Map(together.map(({ cls, except }) => [classKey(cls), new Set(except)]));
  for (const { participant: id, cls, self } of selves) {
    const participant = self && after.participants.get(id);
    if (participant && (apart.get(classKey(cls))?.has(id) ?? true))
      single.set(id, [{ is: 'self', self: lookAtSelf(after, participant, now) }]);
  }

  const viewers = [...standing.classes()].sort(compareSight);
  function* shared(): Generator<Shared> {
    for (const cls of viewers) yield { cls, notices: noticesFor(before, then, after, now, cls, concerned) };
  }
  return { classes, single, alike: together, shared: { [Symbol.iterator]: shared } };
}

/** What viewers of one class are told of the difference. */
export function noticesFor(
  before: Room,
  then: number,
  after: Room,
  now: number,
  cls: ViewClass,
  concerned: ReadonlySet<ParticipantId>,
): Notice[] {
  const notices: Notice[] = [];
  const room = lookAtRoom(after);
  if (before.settings !== after.settings && !same(lookAtRoom(before), room))
    notices.push({ is: 'room', room });

  if (seesPeople(cls.sight)) {
    for (const id of concerned) {
      const had = before.participants.get(id);
      const has = after.participants.get(id);
      if (!has) {
        if (had) notices.push({ is: 'person-gone', participant: id });
        continue;
      }
      const person = lookAtPerson(after, has, cls, now);
      if (!had || !same(lookAtPerson(before, had, cls, then), person)) notices.push({ is: 'person', person });
    }
    // A hand is shown at a person's first tab, so it moves when that tab closes.
    // Its order, and what is told beside it, may depend on who spoke how long.
    const shown = before.presence !== after.presence || before.spoken !== after.spoken;
    const ordered = before.settings !== after.settings;
    if (before.hands !== after.hands || (after.hands.length && (shown || ordered))) {
      const hands = lookAtHands(after);
      if (!same(lookAtHands(before), hands)) notices.push({ is: 'hands', hands });
    }
  }

  if (seesQueue(cls.sight)) {
    notices.push(...queueNotices(before, after));
    if (removedChanged(before, after)) notices.push({ is: 'removed', removed: lookAtRemoved(after) });
  }

  const publications = Table.changedKeys(before.publications, after.publications);
  for (const id of Table.changedKeys(before.talking, after.talking)) publications.add(id);
  // A lock is told with the publication it lies on, and comes and goes with the person or the settings.
  for (const participant of concerned)
    for (const id of after.sends.get(participant) ?? []) publications.add(id);
  for (const id of publications) {
    const had = before.publications.get(id);
    const has = after.publications.get(id);
    const saw = had && lookAtPublication(before, had, cls, then);
    const sees = has && lookAtPublication(after, has, cls, now);
    if (sees) {
      if (!saw || !same(saw, sees)) notices.push({ is: 'publication', publication: sees });
    } else if (saw) notices.push({ is: 'publication-gone', id });
  }
  return notices;
}

/** A ban came or went, or somebody who is banned has another name by now. */
const removedChanged = (before: Room, after: Room): boolean =>
  before.people !== after.people &&
  [...Table.changedKeys(before.people, after.people)].some((id) => {
    const [had, has] = [before.people.get(id), after.people.get(id)];
    return had?.ban !== has?.ban || (has?.ban != null && had?.name !== has.name);
  });

function queueNotices(before: Room, after: Room): Notice[] {
  // Whether somebody who waits is a member is told too.
  if (before.waiting === after.waiting && (!after.waiting.size || before.people === after.people)) return [];
  const views = (room: Room) =>
    new Map(queueOf(room).map((one) => [one.id, lookAtWaiting(room, one)] as const));
  const [had, has] = [views(before), views(after)];
  const notices: Notice[] = [];
  for (const participant of had.keys())
    if (!has.has(participant)) notices.push({ is: 'waiting-gone', participant });
  for (const [participant, waiting] of has)
    if (!same(had.get(participant), waiting)) notices.push({ is: 'waiting', waiting });
  return notices;
}

/** Participants about whom, or for whom, something may be different. */
function participantsConcerned(before: Room, after: Room): Set<ParticipantId> {
  const some = Table.changedKeys(before.participants, after.participants);
  if (before.settings !== after.settings) for (const id of after.participants.keys()) some.add(id);
  const people = Table.changedKeys(before.people, after.people);
  if (before.hands !== after.hands) {
    const raised = new Set(before.hands.map((hand) => hand.person));
    for (const { person } of after.hands) if (!raised.delete(person)) people.add(person);
    for (const person of raised) people.add(person);
  }
  if (before.spotlight !== after.spotlight)
    for (const person of [before.spotlight, after.spotlight]) if (person) people.add(person);
  for (const person of Table.changedKeys(before.spoken, after.spoken)) people.add(person);
  for (const person of people) for (const id of after.presence.get(person) ?? []) some.add(id);
  return some;
}
