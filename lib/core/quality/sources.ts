import { mediumOf } from '../gate/rights.ts';
import { profileOf } from '../gate/standing.ts';
import type { PublicationId } from '../ids.ts';
import { type Participant, type Publication, personOf, type Room } from '../room/room.ts';
import type { Rank, Source } from './allot.ts';
import { layersOf } from './layers.ts';
import { lately, unheard, type Voice } from './voices.ts';

/** What is sent in a room, as its viewers are given of it: the same for all of them. */
export interface Sending {
  readonly sources: ReadonlyMap<PublicationId, Source>;
  /** See {@link lately}. */
  readonly recent: readonly PublicationId[];
  /** Microphones that nobody need be sent: see {@link unheard}. */
  readonly unheard: ReadonlySet<PublicationId>;
}

export const NOTHING_SENT: Sending = { sources: new Map(), recent: [], unheard: new Set() };

/**
 * Everything that is sent in a room, with its layers and its rank.
 *
 * @param before what this gave for the room before its last step
 */
export function sendingOf(room: Room, before: Sending): Sending {
  const voices: Voice[] = [];
  for (const { id, kind, muted, participant } of room.publications.values()) {
    const publisher = room.participants.get(participant);
    if (!publisher || kind !== 'microphone' || muted) continue;
    const { talkDetection } = profileOf(room.settings, personOf(room, publisher));
    voices.push({ publication: id, watched: talkDetection });
  }
  const recent = lately(before.recent, voices, (id) => room.talking.has(id));
  const silent = unheard(recent, voices);
  const speaker = recent[0] === undefined ? undefined : room.publications.get(recent[0])?.participant;
  const sources = new Map<PublicationId, Source>();
  for (const publication of room.publications.values()) {
    const publisher = room.participants.get(publication.participant);
    if (!publisher) continue;
    const rank = rankOf(room, publication, publisher, publisher.id === speaker);
    sources.set(publication.id, sourceOf(room, publication, publisher, rank, silent.has(publication.id)));
  }
  return { sources, recent, unheard: silent };
}

function rankOf(room: Room, { kind }: Publication, { person }: Participant, speaks: boolean): Rank {
  if (kind === 'screen' || room.spotlight === person) return 'first';
  return speaks ? 'speaker' : 'rest';
}

function sourceOf(
  room: Room,
  { id, kind, muted }: Publication,
  publisher: Participant,
  rank: Rank,
  unheard: boolean,
): Source {
  const picture = kind === 'camera' || kind === 'screen';
  const { settings } = room;
  const profile = profileOf(settings, personOf(room, publisher));
  const layers = picture ? layersOf(kind, profile, settings.codec) : [];
  return { publication: id, kind, layers, rank, open: mediumOf(kind) === 'audio' && !muted && !unheard };
}
