import type { Foreign, Mark } from '../gate/person.ts';
import type { Audience, Right } from '../gate/rights.ts';
import type { PersonId } from '../ids.ts';
import type { Profile } from '../profile.ts';

export interface AudienceRule {
  readonly audience: Audience;
  /** Who last changed it; null while it is the preset's. */
  readonly mark: Mark | null;
}

export const HAND_POLICIES = ['off', 'ask', 'auto'] as const;
export type HandPolicy = (typeof HAND_POLICIES)[number];

/** Who is next: whoever raised a hand first, or whoever spoke least in this call. */
export const HAND_ORDERS = ['raised', 'least-spoken'] as const;
export type HandOrder = (typeof HAND_ORDERS)[number];

/** Whether hands may be raised, and what comes of it. What a hand gives is `handKinds` of the profile. */
export interface HandRules {
  readonly policy: HandPolicy;
  /** Under `auto`: how many may have the floor through a raised hand at once. */
  readonly speakers: number;
  /** Under `auto`: how long each has it, seconds; null means until it is ended. */
  readonly seconds: number | null;
  readonly order: HandOrder;
}

/** R22: everybody's microphone is locked, also of whoever comes later, but for a few. */
export interface MuteAll {
  /** Who asked for it; null while it is the preset's. */
  readonly mark: Mark | null;
  /** Released one by one. Moderators and those who have the floor need not be on it. */
  readonly except: readonly PersonId[];
}

/** How media travels: as this installation can, from browser to browser, or through a media server. */
export const TOPOLOGIES = ['auto', 'p2p', 'sfu'] as const;
export type Topology = (typeof TOPOLOGIES)[number];

/** What pictures are encoded in. Through a media server it is the only one; two browsers may have to take another. */
export const CODECS = ['vp8', 'h264'] as const;
export type Codec = (typeof CODECS)[number];

/** A room's stored settings: what the gate reads besides the person. Times are milliseconds since the epoch. */
export interface RoomSettings {
  readonly name: string;
  readonly preset: string;
  readonly startsAt: number | null;
  /** How long the room is open from its start, seconds; means nothing without a start. */
  readonly duration: number | null;
  readonly expiresAt: number | null;
  readonly paused: Mark | null;
  readonly deleted: Mark | null;
  readonly locked: Mark | null;
  /** Whether newcomers wait until a moderator lets them in. */
  readonly lobby: boolean;
  /** Most participants at once; owners and moderators always find a place. */
  readonly capacity: number;
  readonly audiences: Readonly<Record<Right, AudienceRule>>;
  /** Whether those who may list also see who is present without publishing. */
  readonly showAttendees: boolean;
  readonly profile: Profile;
  readonly hands: HandRules;
  readonly muteAll: MuteAll | null;
  /** Whether microphones are published muted, for their owners to open. */
  readonly muteOnEntry: boolean;
  /** Whether messages are kept for those who come later. */
  readonly storeMessages: boolean;
  readonly topology: Topology;
  readonly codec: Codec;
  readonly foreign: Foreign;
}

/** What of a room's settings all its links are made for: where it is another, they are made anew. */
export type Way = Pick<RoomSettings, 'topology' | 'codec'>;

export const USUAL_WAY: Way = { topology: 'auto', codec: 'vp8' };

/** R1: when the room closes by itself, milliseconds since the epoch; null when it does not. */
export function closesAt({ startsAt, duration, expiresAt }: RoomSettings): number | null {
  const ends = startsAt !== null && duration !== null ? startsAt + duration * 1000 : null;
  if (ends === null || expiresAt === null) return ends ?? expiresAt;
  return Math.min(ends, expiresAt);
}
