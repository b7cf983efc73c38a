import { decide, isLive, moderationRights } from '../gate/decide.ts';
import type { Decision } from '../gate/decision.ts';
import { withoutNames } from '../gate/discreet.ts';
import { mayUnmute } from '../gate/mute.ts';
import { KINDS, type Kind, mediumOf } from '../gate/rights.ts';
import { mergeProfile } from '../profile.ts';
import { type Participant, type Publication, personOf, type Room } from '../room/room.ts';
import { seesPeople, type ViewClass, viewClass } from './sight.ts';
import type { HandView, PersonView, PublicationView, RoomView, SelfView, SpeakView, View } from './view.ts';

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
  };
}

export const lookAtRoom = ({ settings }: Room): RoomView => ({
  name: settings.name,
  preset: settings.preset,
  hands: settings.hands.policy,
  muteAll: settings.muteAll !== null,
});

export function lookAtSelf(room: Room, self: Participant, now: number): SelfView {
  const person = personOf(room, self);
  const { settings } = room;
  const list = decide(settings, person, { right: 'list' }, now);
  // R18: who may not list learns no name from a reason either.
  const show = (decision: Decision) => (list.allowed ? decision : withoutNames(decision));
  const publish = (kind: Kind) => show(decide(settings, person, { right: 'publish', kind }, now));
  const grant = person.grants.publish;
  return {
    participant: self.id,
    source: self.source,
    name: self.name,
    role: person.membership?.role ?? 'guest',
    publish: {
      microphone: publish('microphone'),
      camera: publish('camera'),
      screen: publish('screen'),
      screenAudio: publish('screenAudio'),
    },
    subscribe: {
      audio: show(decide(settings, person, { right: 'subscribe', medium: 'audio' }, now)),
      video: show(decide(settings, person, { right: 'subscribe', medium: 'video' }, now)),
    },
    list: show(list),
    send: show(decide(settings, person, { right: 'send' }, now)),
    receive: show(decide(settings, person, { right: 'receive' }, now)),
    unmute: show(mayUnmute(settings, person, now)),
    grant:
      grant && isLive(grant, now)
        ? {
            kinds: grant.kinds ?? null,
            until: grant.until ?? null,
            byName: list.allowed ? grant.mark.byName : '',
          }
        : null,
    profile: mergeProfile(settings.profile, person.membership?.profile ?? {}),
    handRaised: room.hands.some((hand) => hand.person === self.person),
    moderation: moderationRights(person),
  };
}

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
  const lockedBy = publication.kind === 'microphone' ? lockerOf(room, publisher, now) : null;
  return {
    id: publication.id,
    source: publisher.source,
    kind: publication.kind,
    muted: publication.muted,
    lockedBy: lockedBy && cls.sight === 'nothing' ? '' : lockedBy,
    name: cls.sight === 'nothing' ? null : publisher.name,
    participant: seesPeople(cls.sight) ? publisher.id : null,
  };
}

export function lookAtPerson(room: Room, participant: Participant, cls: ViewClass, now: number): PersonView {
  return {
    participant: participant.id,
    source: participant.source,
    name: participant.name,
    role: personOf(room, participant).membership?.role ?? 'guest',
    joinedAt: participant.joinedAt,
    away: participant.session.state === 'away',
    speak: cls.sight === 'control' ? lookAtSpeaking(room, participant, now) : null,
  };
}

function lookAtSpeaking(room: Room, participant: Participant, now: number): SpeakView {
  const person = personOf(room, participant);
  const grant = person.grants.publish;
  const live = grant !== undefined && isLive(grant, now);
  return {
    kinds: KINDS.filter((kind) => decide(room.settings, person, { right: 'publish', kind }, now).allowed),
    granted: live,
    until: live ? (grant.until ?? null) : null,
    lockedBy: lockerOf(room, participant, now),
  };
}

/** Who locked this person's microphone; empty for nobody in particular, null when it is not locked. */
function lockerOf(room: Room, participant: Participant, now: number): string | null {
  const { allowed, reason } = mayUnmute(room.settings, personOf(room, participant), now);
  return allowed ? null : ((('mark' in reason && reason.mark) || null)?.byName ?? '');
}

export function lookAtHands(room: Room): HandView[] {
  return room.hands.flatMap(({ person, at }) => {
    const id = room.presence.get(person)?.[0];
    const participant = id && room.participants.get(id);
    return participant ? [{ participant: participant.id, name: participant.name, at }] : [];
  });
}
