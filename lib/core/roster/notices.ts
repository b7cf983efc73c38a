import type { ParticipantId } from '../ids.ts';
import type { Room } from '../room/room.ts';
import { Table } from '../table.ts';
import { look, lookAtHands, lookAtPerson, lookAtPublication, lookAtRoom, lookAtSelf } from './look.ts';
import { classKey, classOf, seesPeople, type ViewClass } from './sight.ts';
import type { Notice } from './view.ts';

/** What is to be told after a step: to single participants, and to whole classes of viewers. */
export interface Tidings {
  /** Participants whose class is new or changed, with it; `null` for those who are gone. */
  readonly classes: ReadonlyMap<ParticipantId, ViewClass | null>;
  /** What one participant alone is told. Told before anybody else hears of it. */
  readonly single: ReadonlyMap<ParticipantId, readonly Notice[]>;
  /** What everybody of a class is told, except those with a whole new view in `single`. */
  readonly shared: readonly { readonly cls: ViewClass; readonly notices: readonly Notice[] }[];
}

/**
 * R18: who is told what about the difference of two rooms. Everything is made from `look`, so that nothing can
 * be told that could not be seen. Costs what changed, times the number of classes; everybody is looked at only
 * when a setting changed.
 *
 * @param then when `before` was last told of; every deadline that fell since is carried out in `after`
 * @param standing the classes that viewers have now
 */
export function tidings(
  before: Room,
  then: number,
  after: Room,
  now: number,
  standing: ReadonlyMap<ParticipantId, ViewClass>,
): Tidings {
  const classes = new Map<ParticipantId, ViewClass | null>();
  const single = new Map<ParticipantId, readonly Notice[]>();
  const concerned = participantsConcerned(before, after);

  for (const id of concerned) {
    const participant = after.participants.get(id);
    const had = standing.get(id);
    const has = classOf(after, id, now);
    if (!participant || !has) {
      if (had) classes.set(id, null);
      continue;
    }
    if (!had || classKey(had) !== classKey(has)) {
      classes.set(id, has);
      single.set(id, [{ is: 'view', view: look(after, participant, now) }]);
      continue;
    }
    const self = lookAtSelf(after, participant, now);
    const old = before.participants.get(id);
    if (!old || !same(lookAtSelf(before, old, then), self)) single.set(id, [{ is: 'self', self }]);
  }

  const keys = new Map<string, ViewClass>();
  for (const cls of standing.values()) keys.set(classKey(cls), cls);
  const shared = [...keys.values()].flatMap((cls) => {
    const notices = noticesFor(before, then, after, now, cls, concerned);
    return notices.length ? [{ cls, notices }] : [];
  });
  return { classes, single, shared };
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
    if (before.hands !== after.hands || (after.hands.length && before.presence !== after.presence)) {
      const hands = lookAtHands(after);
      if (!same(lookAtHands(before), hands)) notices.push({ is: 'hands', hands });
    }
  }

  const publications = Table.changedKeys(before.publications, after.publications);
  // A lock is told with the publication it lies on, and comes and goes with the person or the settings.
  for (const { id, participant } of after.publications.values())
    if (concerned.has(participant)) publications.add(id);
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
  for (const person of people) for (const id of after.presence.get(person) ?? []) some.add(id);
  return some;
}

/** Views are small plain data made by one function each, so their text is equal when they are. */
const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
