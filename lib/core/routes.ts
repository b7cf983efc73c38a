import { decide } from './gate/decide.ts';
import { mayUnmute } from './gate/mute.ts';
import { KINDS, type Kind, type Medium, mediumOf } from './gate/rights.ts';
import { askedOnce } from './gate/sorts.ts';
import { profileOf } from './gate/standing.ts';
import type { ParticipantId, PublicationId } from './ids.ts';
import { loses, type Port } from './port.ts';
import { limitsOf, sameLimits } from './quality/limits.ts';
import {
  hasRaised,
  nextDeadline,
  type Participant,
  type Publication,
  personOf,
  type Room,
} from './room/room.ts';
import { Table } from './table.ts';

export interface RoutedPublication {
  readonly id: PublicationId;
  readonly participant: ParticipantId;
  readonly kind: Kind;
}

export interface Route {
  readonly publication: PublicationId;
  readonly subscriber: ParticipantId;
}

/** Who sends what to whom: derived from a room, never edited. */
export interface Plan {
  readonly ports: Table<ParticipantId, Port>;
  readonly publications: Table<PublicationId, RoutedPublication>;
  /** By subscriber, what they receive. */
  readonly routes: Table<ParticipantId, Received>;
  readonly offers: Offers;
}

type Received = readonly PublicationId[];
/** What there is to receive at all, in one order, for those who may be given these media. */
type Offers = Readonly<Record<Medium | 'both', Received>>;

const NOTHING: Received = [];

export const EMPTY_PLAN: Plan = {
  ports: Table.empty(),
  publications: Table.empty(),
  routes: Table.empty(),
  offers: { audio: NOTHING, video: NOTHING, both: NOTHING },
};

/**
 * R17: the whole plan of a room. A route stands exactly where the gate allows both of its ends, and nobody else has
 * muted what it carries.
 */
export function plan(room: Room, now: number): Plan {
  return replan(EMPTY_PLAN, null, room, now);
}

/**
 * The plan of `after`, given that `standing` is the plan of `before`: equal to `plan(after)`, at the cost of what
 * changed between the two.
 */
export function replan(standing: Plan, before: Room | null, after: Room, now: number): Plan {
  let { ports, publications, routes } = standing;

  const altered = before
    ? Table.changedKeys(before.publications, after.publications)
    : new Set(after.publications.keys());
  for (const id of altered) {
    const has = after.publications.get(id);
    const known = publications.get(id);
    if (!has || isSilent(after, has, now)) publications = publications.delete(id);
    else if (known?.kind !== has.kind || known.participant !== has.participant) {
      publications = publications.set(id, { id, participant: has.participant, kind: has.kind });
    }
  }

  const concerned = before ? changed(before, after) : new Set(after.participants.keys());
  const due = nextDeadline(after);
  const asBefore =
    before?.settings === after.settings &&
    publications === standing.publications &&
    // Somebody's time may have ended that the clock has not carried out yet.
    (due === null || due > now) &&
    ![...concerned].some((id) => after.sends.has(id));
  const offers = asBefore ? standing.offers : offersOf(publications, after, now);
  const offered = { ...standing, publications, offers };
  for (const id of concerned) {
    const participant = after.participants.get(id);
    if (!participant) {
      ports = ports.delete(id);
      routes = routes.delete(id);
      continue;
    }
    const port = portOf(after, participant, now);
    if (!samePort(ports.get(id), port)) ports = ports.set(id, port);
    const list = offeredTo(id, port, offered, after);
    if (!sameList(routes.get(id), list)) routes = routes.set(id, list);
  }
  // Everybody else may still do what they might before, and receives something else.
  if (publications !== standing.publications)
    for (const [id, port] of ports.entries()) {
      if (concerned.has(id)) continue;
      const list = offeredTo(id, port, offered, after);
      if (!sameList(routes.get(id), list)) routes = routes.set(id, list);
    }
  return { ports, publications, routes, offers };
}

/**
 * R15, R21, R22: what somebody else muted, and a microphone that is locked, is not open to the engine at all. The
 * port stays as it is, because the right to publish does: an engine stops the packets of this one publication, and
 * unmuting needs no new link where a media server carries it.
 */
function isSilent(room: Room, { kind, participant, silenced }: Publication, now: number): boolean {
  if (silenced || kind !== 'microphone') return silenced;
  const publisher = room.participants.get(participant);
  return !publisher || !mayUnmute(room.settings, personOf(room, publisher), now).allowed;
}

/** Whose ports could differ between two rooms, and who came or went. */
function changed(before: Room, after: Room): Set<ParticipantId> {
  const some = Table.changedKeys(before.participants, after.participants);
  if (before.settings !== after.settings) {
    for (const id of after.participants.keys()) some.add(id);
    return some;
  }
  const people = Table.changedKeys(before.people, after.people);
  if (before.hands !== after.hands) {
    const raised = new Set(before.hands.map((hand) => hand.person));
    for (const { person } of after.hands) if (!raised.delete(person)) people.add(person);
    for (const person of raised) people.add(person);
  }
  for (const person of people) for (const id of after.presence.get(person) ?? []) some.add(id);
  return some;
}

function portOf(room: Room, participant: Participant, now: number): Port {
  const port = coldPort(room.settings, personOf(room, participant), now);
  return hasRaised(room, participant.person) ? { ...port, warm: true } : port;
}

const coldPort = askedOnce((settings, person, now): Port => {
  const profile = profileOf(settings, person);
  return {
    send: KINDS.filter((kind) => decide(settings, person, { right: 'publish', kind }, now).allowed),
    warm: false,
    screens: profile.kinds.includes('screen') ? profile.screens : 0,
    receive: (['audio', 'video'] as const).filter(
      (medium) => decide(settings, person, { right: 'subscribe', medium }, now).allowed,
    ),
    limits: limitsOf(profile),
  };
});

/** What there is to receive. The gate is asked once for each publication, and not by anybody who comes to hear it. */
function offersOf(publications: Plan['publications'], room: Room, now: number): Offers {
  const open = [...publications.values()]
    .filter(({ participant, kind }) => {
      const publisher = room.participants.get(participant);
      if (!publisher) return false;
      return decide(room.settings, personOf(room, publisher), { right: 'publish', kind }, now).allowed;
    })
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const of = (medium: Medium) => open.flatMap(({ id, kind }) => (mediumOf(kind) === medium ? [id] : []));
  return { audio: of('audio'), video: of('video'), both: open.map(({ id }) => id) };
}

/** All who receive the same media and send nothing have the very same list. */
function offeredTo(
  subscriber: ParticipantId,
  { receive }: Port,
  { offers, publications }: Plan,
  room: Room,
): Received {
  const [medium, other] = receive;
  const list = other ? offers.both : medium ? offers[medium] : NOTHING;
  const own = room.sends.get(subscriber);
  return own?.some((id) => publications.has(id)) ? list.filter((id) => !own.includes(id)) : list;
}

/** What an engine must do to get from one plan to another. */
export interface PlanDifference {
  readonly ports: readonly { readonly participant: ParticipantId; readonly port: Port | null }[];
  readonly opened: readonly RoutedPublication[];
  readonly closed: readonly PublicationId[];
  readonly added: readonly Route[];
  readonly removed: readonly Route[];
}

function without(list: Received, others: Received): Received {
  const known = new Set(others);
  return list.filter((id) => !known.has(id));
}

/** By value: what two plans say alike is left alone, however they came about. */
export function difference(from: Plan, to: Plan): PlanDifference {
  const ports = [...Table.changedKeys(from.ports, to.ports)].flatMap((participant) => {
    const port = to.ports.get(participant) ?? null;
    return port && samePort(from.ports.get(participant), port) ? [] : [{ participant, port }];
  });
  const opened: RoutedPublication[] = [];
  const closed: PublicationId[] = [];
  for (const id of Table.changedKeys(from.publications, to.publications)) {
    const had = from.publications.get(id);
    const has = to.publications.get(id);
    if (had?.kind === has?.kind && had?.participant === has?.participant) continue;
    if (had) closed.push(id);
    if (has) opened.push(has);
  }
  const added: Route[] = [];
  const removed: Route[] = [];
  // Most have the very same two lists, see `Offers`.
  let same = { had: NOTHING, has: NOTHING, gains: NOTHING, losses: NOTHING };
  for (const subscriber of Table.changedKeys(from.routes, to.routes)) {
    const had = from.routes.get(subscriber) ?? NOTHING;
    const has = to.routes.get(subscriber) ?? NOTHING;
    if (same.had !== had || same.has !== has)
      same = { had, has, gains: without(has, had), losses: without(had, has) };
    for (const publication of same.gains) added.push({ publication, subscriber });
    for (const publication of same.losses) removed.push({ publication, subscriber });
  }
  return { ports, opened, closed, added, removed };
}

export const isNothing = (change: PlanDifference): boolean =>
  !change.ports.length &&
  !change.opened.length &&
  !change.closed.length &&
  !change.added.length &&
  !change.removed.length;

/** The losing half, to be in force before anybody is told; and the winning half, to follow after. */
export function split(
  change: PlanDifference,
  from: Plan,
): { readonly cut: PlanDifference; readonly add: PlanDifference } {
  const isLoss = ({ participant, port }: PlanDifference['ports'][number]) =>
    loses(from.ports.get(participant), port);
  return {
    cut: {
      ports: change.ports.filter(isLoss),
      opened: [],
      closed: change.closed,
      added: [],
      removed: change.removed,
    },
    add: {
      ports: change.ports.filter((port) => !isLoss(port)),
      opened: change.opened,
      closed: [],
      added: change.added,
      removed: [],
    },
  };
}

const sameItems = <Item>(a: readonly Item[], b: readonly Item[]) =>
  a === b || (a.length === b.length && a.every((item, i) => item === b[i]));
const sameList = (a: readonly PublicationId[] | undefined, b: readonly PublicationId[]) =>
  a ? sameItems(a, b) : false;
const samePort = (a: Port | undefined, b: Port) =>
  a === b ||
  (a !== undefined &&
    a.warm === b.warm &&
    a.screens === b.screens &&
    sameItems(a.send, b.send) &&
    sameItems(a.receive, b.receive) &&
    sameLimits(a.limits, b.limits));
