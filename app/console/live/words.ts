import type { Kind } from '@/lib/core/gate/rights.ts';
import { mediumOf } from '@/lib/core/gate/rights.ts';
import { type Profile, RESOLUTIONS } from '@/lib/core/profile.ts';
import type { Voice } from '../../call/voice/voice.ts';
import type { LiveParticipant } from '../data/shapes.ts';
import { KIND_TITLES } from '../people/rights.ts';

type Publication = LiveParticipant['publications'][number];

/** The state of somebody's voice, as everywhere else. */
export function voiceIn({ publications, speak }: LiveParticipant): Exclude<Voice, 'speaking' | 'listening'> {
  const microphone = publications.find(({ kind }) => kind === 'microphone');
  if (microphone && !microphone.muted) return 'open';
  if (microphone || speak.kinds.includes('microphone')) return speak.lockedBy === null ? 'muted' : 'locked';
  return 'refused';
}

/** What is published, with what was negotiated for it: "Camera, at most 1280 × 720 and 1.7 Mbit/s". */
export function publicationWords({ kind, muted, profile }: Publication): string {
  const { width, height } = RESOLUTIONS[profile.resolution];
  const quiet = muted ? ' (muted)' : '';
  if (mediumOf(kind) === 'audio') return `${KIND_TITLES[kind]}${quiet}`;
  const size = kind === 'camera' ? `${width} × ${height} and ` : '';
  return `${KIND_TITLES[kind]}${quiet}, at most ${size}${bitrate(profile)}`;
}

const bitrate = ({ maxBitrate }: Profile): string =>
  maxBitrate >= 1_000_000
    ? `${Math.round(maxBitrate / 100_000) / 10} Mbit/s`
    : `${Math.round(maxBitrate / 1000)} kbit/s`;

export const LIVE_ROLES: Readonly<Record<string, string>> = {
  owner: 'Owner',
  moderator: 'Moderator',
  member: 'Member',
  guest: 'Guest',
};

/** What somebody may speak with now, as one line; empty for nothing. */
export function floorWords({ speak }: LiveParticipant, time: (at: string) => string): string {
  if (!speak.granted) return '';
  const kinds = speak.kinds.map((kind: Kind) => KIND_TITLES[kind].toLowerCase()).join(', ');
  return `Has the floor${kinds && ` with ${kinds}`}${speak.until ? `, until ${time(speak.until)}` : ''}`;
}

/** People whose name holds what was typed, in the order in which they came in. */
export function found(people: readonly LiveParticipant[], search: string): readonly LiveParticipant[] {
  const text = search.trim().toLocaleLowerCase();
  if (!text) return people;
  return people.filter(
    ({ name, person }) =>
      name.toLocaleLowerCase().includes(text) || person.toLocaleLowerCase().includes(text),
  );
}
