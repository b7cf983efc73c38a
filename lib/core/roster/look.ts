import { decide, isLive, moderationRights } from '../gate/decide.ts';
import type { Decision } from '../gate/decision.ts';
import { withoutNames } from '../gate/discreet.ts';
import { mayUnmute } from '../gate/mute.ts';
import type { Person } from '../gate/person.ts';
import { KINDS, mediumOf } from '../gate/rights.ts';
import { askedOnce } from '../gate/sorts.ts';
import { inForce, profileOf } from '../gate/standing.ts';
import { callEnd } from '../room/entrance.ts';
import {
  hasRaised,
  type Participant,
  type Publication,
  personOf,
  queueOf,
  type Room,
  type Waiting,
} from '../room/room.ts';
import { queueOfHands, spokenBy } from '../room/talking.ts';
import { seesPeople, seesQueue, type ViewClass, viewClass } from './sight.ts';
import type {
  HandView,
  PersonView,
  PublicationView,
  RemovedView,
  RoomView,
  SelfView,
  SpeakView,
  View,
  WaitingView,
} from './view.ts';

export { withoutNames } from '../gate/discreet.ts';

/** The whole view of one participant, as sent when they come in or when their class changes. */
export function look(room: Room, viewer: Participant, now: number): View {
  const cls = viewClass(room, viewer, now);
  const publications = [...room.publications.values()].flatMap((publication) => {
    const seen = lookAtPublication(room, publication, cls, now);
    return seen ? [[publication.id, seen] as const] : [];
  });
  return {
    room: lookAtRoom(room),
    self: lookAtSelf(room, viewer, now),
    publications: Object.fromEntries(publications),
    people: seesPeople(cls.sight)
      ? Object.fromEntries(
          [...room.participants.values()].map((p) => [p.id, lookAtPerson(room, p, cls, now)]),
        )
      : null,
    hands: seesPeople(cls.sight) ? lookAtHands(room) : null,
    waiting: seesQueue(cls.sight)
      ? Object.fromEntries(queueOf(room).map((one) => [one.id, lookAtWaiting(room, one)]))
      : null,
    removed: seesQueue(cls.sight) ? lookAtRemoved(room) : null,
  };
}

export const lookAtRoom = ({ settings }: Room): RoomView => ({
  name: settings.name,
  preset: settings.preset,
  hands: settings.hands.policy,
  muteAll: settings.muteAll !== null,
  muteOnEntry: settings.muteOnEntry,
  locked: settings.locked !== null,
});

export function lookAtSelf(room: Room, self: Participant, now: number): SelfView {
  const { own, rights } = lookAtHalves(room, self, now);
  return { ...own, ...rights };
}

/** The same in two halves: what is one's own alone, and the rights, which are one object for all of a sort. */
export function lookAtHalves(
  room: Room,
  self: Participant,
  now: number,
): Readonly<{ own: Omit<SelfView, keyof Rights>; rights: Rights }> {
  const person = inForce(personOf(room, self), now);
  const rights = rightsOf(room.settings, person, now);
  const grant = person.grants.publish;
  const own: Omit<SelfView, keyof Rights> = {
    participant: self.id,
    source: self.source,
    name: self.name,
    role: person.membership?.role ?? 'guest',
    grant:
      grant && isLive(grant, now)
        ? {
            kinds: grant.kinds ?? null,
            until: grant.until ?? null,
            byName: rights.list.allowed ? grant.mark.byName : '',
            cause: grant.cause,
          }
        : null,
    callEnds: callEnd(room, person),
    handRaised: hasRaised(room, self.person),
  };
  return { own, rights };
}

/** What follows from a room's settings and what was decided about a person, and from nothing else of either. */
export type Rights = Pick<
  SelfView,
  'publish' | 'subscribe' | 'list' | 'send' | 'receive' | 'unmute' | 'profile' | 'moderation'
>;

const rightsOf = askedOnce((settings, person, now): Rights => {
  const list = decide(settings, person, { right: 'list' }, now);
  const { allowed: named } = list;
  return {
    publish: {
      microphone: told(named, decide(settings, person, { right: 'publish', kind: 'microphone' }, now)),
      camera: told(named, decide(settings, person, { right: 'publish', kind: 'camera' }, now)),
      screen: told(named, decide(settings, person, { right: 'publish', kind: 'screen' }, now)),
      screenAudio: told(named, decide(settings, person, { right: 'publish', kind: 'screenAudio' }, now)),
    },
    subscribe: {
      audio: told(named, decide(settings, person, { right: 'subscribe', medium: 'audio' }, now)),
      video: told(named, decide(settings, person, { right: 'subscribe', medium: 'video' }, now)),
    },
    list: told(named, list),
    send: told(named, decide(settings, person, { right: 'send' }, now)),
    receive: told(named, decide(settings, person, { right: 'receive' }, now)),
    unmute: told(named, mayUnmute(settings, person, now)),
    profile: profileOf(settings, person),
    moderation: moderationRights(person, now),
  };
});

/** R18: who may not list learns no name from a reason either. */
const told = (named: boolean, decision: Decision): Decision => (named ? decision : withoutNames(decision));

/** Null where this class may not even know that it exists. */
export function lookAtPublication(
  room: Room,
  publication: Publication,
  cls: ViewClass,
  now: number,
): PublicationView | null {
  const received = mediumOf(publication.kind) === 'audio' ? cls.hears : cls.sees;
  const publisher = room.participants.get(publication.participant);
  if (!publisher || (cls.sight === 'nothing' && !received)) return null;
  const person = personOf(room, publisher);
  const lockedBy = publication.kind === 'microphone' ? lockerOf(room, person, now) : null;
  return {
    id: publication.id,
    source: publisher.source,
    kind: publication.kind,
    muted: publication.muted,
    talk: publication.kind === 'microphone' && profileOf(room.settings, person).talkDetection,
    talking: room.talking.has(publication.id),
    spotlit: room.spotlight === publisher.person,
    link: publisher.link,
    lockedBy: lockedBy && cls.sight === 'nothing' ? '' : lockedBy,
    name: cls.sight === 'nothing' ? null : publisher.name,
    participant: seesPeople(cls.sight) ? publisher.id : null,
  };
}

export function lookAtPerson(room: Room, participant: Participant, cls: ViewClass, now: number): PersonView {
  const person = inForce(personOf(room, participant), now);
  return {
    participant: participant.id,
    source: participant.source,
    name: participant.name,
    role: person.membership?.role ?? 'guest',
    joinedAt: participant.joinedAt,
    away: participant.session.state === 'away',
    spotlit: room.spotlight === participant.person,
    speak: cls.sight === 'control' ? speakingOf(room, person, now) : null,
  };
}

const kindsOf = askedOnce((settings, person, now) =>
  KINDS.filter((kind) => decide(settings, person, { right: 'publish', kind }, now).allowed),
);

/** Whether somebody may speak, and how that came about: for those who control the call. */
export const lookAtSpeaking = (room: Room, participant: Participant, now: number): SpeakView =>
  speakingOf(room, inForce(personOf(room, participant), now), now);

function speakingOf(room: Room, person: Person, now: number): SpeakView {
  const grant = person.grants.publish;
  const live = grant !== undefined && isLive(grant, now);
  return {
    kinds: kindsOf(room.settings, person, now),
    granted: live,
    until: live ? (grant.until ?? null) : null,
    lockedBy: lockerOf(room, person, now),
    spoken: spokenBy(room, person.id),
  };
}

/** Who locked this person's microphone; empty for nobody in particular, null when it is not locked. */
function lockerOf(room: Room, person: Person, now: number): string | null {
  const { allowed, reason } = unmuteOf(room.settings, person, now);
  return allowed ? null : ((('mark' in reason && reason.mark) || null)?.byName ?? '');
}

const unmuteOf = askedOnce(mayUnmute);

export const lookAtWaiting = (
  room: Room,
  { id, person, name, since, place, session }: Waiting,
): WaitingView => ({
  participant: id,
  name,
  role: room.people.get(person)?.membership?.role ?? 'guest',
  since,
  place,
  away: session.state === 'away',
});

/** R16: the last removed first. Costs the number of people: asked for when a ban changed, or somebody comes in. */
export const lookAtRemoved = (room: Room): RemovedView[] =>
  [...room.people.values()]
    .flatMap(({ id, name, ban }) => (ban ? [{ person: id, name, byName: ban.byName, at: ban.at }] : []))
    .sort((a, b) => b.at - a.at);

export function lookAtHands(room: Room): HandView[] {
  return queueOfHands(room).flatMap(({ person, at }) => {
    const id = room.presence.get(person)?.[0];
    const participant = id && room.participants.get(id);
    return participant
      ? [{ participant: participant.id, name: participant.name, at, spoken: spokenBy(room, person) }]
      : [];
  });
}
