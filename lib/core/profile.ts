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
export type Resolution = keyof typeof RESOLUTIONS;

/** What a person may publish. */
export interface Profile {
  readonly kinds: readonly Kind[];
  readonly resolution: Resolution;
  /** Largest sum over all encodings of one camera, bits per second. */
  readonly maxBitrate: number;
  readonly frameRate: number;
  readonly simulcast: boolean;
  /** How many screens at once. */
  readonly screens: number;
}

/** A member's own settings over the room's; what is absent is the room's. */
export type ProfilePatch = { readonly [Key in keyof Profile]?: Profile[Key] | undefined };

export const DEFAULT_PROFILE: Profile = {
  kinds: KINDS,
  resolution: 'hd',
  maxBitrate: 1_700_000,
  frameRate: 30,
  simulcast: true,
  screens: 1,
};

/** Member over room, field by field. */
export const mergeProfile = (room: Profile, member: ProfilePatch): Profile => ({
  kinds: member.kinds ?? room.kinds,
  resolution: member.resolution ?? room.resolution,
  maxBitrate: member.maxBitrate ?? room.maxBitrate,
  frameRate: member.frameRate ?? room.frameRate,
  simulcast: member.simulcast ?? room.simulcast,
  screens: member.screens ?? room.screens,
});
