import type { z } from '@hono/zod-openapi';
import type { ParticipantId } from '@/lib/core/ids.ts';
import { mergeProfile } from '@/lib/core/profile.ts';
import { type Participant, type Publication, personOf, queueOf, type Room } from '@/lib/core/room/room.ts';
import { queueOfHands, spokenBy } from '@/lib/core/room/talking.ts';
import { lookAtSpeaking } from '@/lib/core/roster/look.ts';
import type { Live, LiveParticipant } from '../schemas/live.ts';
import { time, timeOrNull } from './common.ts';
import { showProfile } from './profile.ts';

/** A running call as it is now, whole: a backend sees everything. */
export function showLive(room: Room, now: number): z.output<typeof Live> {
  const published = new Map<ParticipantId, Publication[]>();
  for (const publication of room.publications.values()) {
    const others = published.get(publication.participant);
    if (others) others.push(publication);
    else published.set(publication.participant, [publication]);
  }
  const raised = new Set(room.hands.map(({ person }) => person));
  const participants = [...room.participants.values()]
    .sort((a, b) => a.joinedAt - b.joinedAt || (a.id < b.id ? -1 : 1))
    .map((one) => showParticipant(room, one, published.get(one.id) ?? [], raised.has(one.person), now));
  return {
    running: room.participants.size > 0,
    participants,
    hands: queueOfHands(room).map(({ person, at }) => ({ person, name: nameOf(room, person), at: time(at) })),
    waiting: queueOf(room).map(({ id, person, name, since }) => ({
      participant: id,
      person,
      name,
      since: time(since),
    })),
    muteAll: room.settings.muteAll !== null,
    locked: room.settings.locked !== null,
  };
}

function showParticipant(
  room: Room,
  participant: Participant,
  publications: readonly Publication[],
  handRaised: boolean,
  now: number,
): z.output<typeof LiveParticipant> {
  const person = personOf(room, participant);
  const profile = mergeProfile(room.settings.profile, person.membership?.profile ?? {});
  const { kinds, granted, until, lockedBy } = lookAtSpeaking(room, participant, now);
  return {
    id: participant.id,
    person: participant.person,
    name: participant.name,
    role: person.membership?.role ?? 'guest',
    joinedAt: time(participant.joinedAt),
    away: participant.session.state === 'away',
    handRaised,
    spotlit: room.spotlight === participant.person,
    spoken: spokenBy(room, participant.person) / 1000,
    publications: publications.map(({ id, kind, muted, silenced }) => ({
      id,
      kind,
      muted,
      talking: room.talking.has(id),
      silenced,
      profile: showProfile(profile),
    })),
    speak: { kinds: [...kinds], granted, until: timeOrNull(until), lockedBy },
  };
}

/** As shown in this call. */
function nameOf(room: Room, person: Room['hands'][number]['person']): string {
  const [first] = room.presence.get(person) ?? [];
  const participant = first && room.participants.get(first);
  return participant?.name ?? room.people.get(person)?.name ?? '';
}
