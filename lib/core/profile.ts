import { KINDS, type Kind } from './gate/rights.ts';

/** Resolution codes with their largest pixel size, by the names of mesibo-api.md section 4.2. */
export const RESOLUTIONS = {
  qqvga: { width: 160, height: 120 },
  qvga: { width: 320, height: 240 },
  '180p': { width: 320, height: 180 },
  nhd: { width: 640, height: 360 },
  vga: { width: 640, height: 480 },
  hd: { width: 1280, height: 720 },
  fhd: { width: 1920, height: 1080 },
  '4k': { width: 3840, height: 2160 },
} as const;

/** The long side of a picture and the short one: phones turn theirs, and an upright one may be as large as a wide one. */
export const sides = ({ width, height }: { readonly width: number; readonly height: number }) =>
  [Math.max(width, height), Math.min(width, height)] as const;
export type Resolution = keyof typeof RESOLUTIONS;

/** What a publisher holds to although the network would rather have less; what is not named adapts. */
export const FIXABLE = ['bitrate', 'resolution', 'frameRate'] as const;
export type Fixable = (typeof FIXABLE)[number];

/**
 * Most screens of one person at once. Each is a line of their link that is there before it is used, and a picture that
 * every viewer decodes whole.
 */
export const MOST_SCREENS = 4;

/** What a person may publish, and how what they receive is fitted to their connection. */
export interface Profile {
  readonly kinds: readonly Kind[];
  /** What "Allow to speak" gives, as far as `kinds` goes. */
  readonly handKinds: readonly Kind[];
  /** Whether apps may send data messages of their own. */
  readonly data: boolean;
  readonly resolution: Resolution;
  /** Largest sum over all encodings of one camera, bits per second. */
  readonly maxBitrate: number;
  readonly frameRate: number;
  readonly fixed: readonly Fixable[];
  /** Whether less is sent to this person when their own connection cannot carry all that they see. */
  readonly adaptive: boolean;
  readonly simulcast: boolean;
  /** How many screens at once, at most {@link MOST_SCREENS}. */
  readonly screens: number;
  /** Whether others are shown when this person talks. */
  readonly talkDetection: boolean;
  /** Longest time in one call, seconds, from first coming in; 0 means no end. */
  readonly callDuration: number;
}

/** A member's own settings over the room's; what is absent is the room's. */
export type ProfilePatch = { readonly [Key in keyof Profile]?: Profile[Key] | undefined };

export const DEFAULT_PROFILE: Profile = {
  kinds: KINDS,
  handKinds: ['microphone', 'camera'],
  data: false,
  resolution: 'hd',
  maxBitrate: 1_700_000,
  frameRate: 30,
  fixed: [],
  adaptive: true,
  simulcast: true,
  screens: 1,
  talkDetection: true,
  callDuration: 0,
};

/** Member over room, field by field. */
export const mergeProfile = (room: Profile, member: ProfilePatch): Profile => ({
  kinds: member.kinds ?? room.kinds,
  handKinds: member.handKinds ?? room.handKinds,
  data: member.data ?? room.data,
  resolution: member.resolution ?? room.resolution,
  maxBitrate: member.maxBitrate ?? room.maxBitrate,
  frameRate: member.frameRate ?? room.frameRate,
  fixed: member.fixed ?? room.fixed,
  adaptive: member.adaptive ?? room.adaptive,
  simulcast: member.simulcast ?? room.simulcast,
  screens: member.screens ?? room.screens,
  talkDetection: member.talkDetection ?? room.talkDetection,
  callDuration: member.callDuration ?? room.callDuration,
});
