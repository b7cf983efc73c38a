import { KINDS, type Kind } from '../gate/rights.ts';
import { DEFAULT_PROFILE, type Fixable, type Profile, type Resolution } from '../profile.ts';
import { givenBack, uint32 } from './kept.ts';

/** Call flags and resolution codes (mesibo-api.md, 4). */
const VALID = 0x1;
const DATA = 0x8;
const SIMULCAST = 0x200;
const TALKING = 0x8000;
const KIND_BITS: readonly (readonly [bit: number, kinds: readonly [Kind, ...Kind[]]])[] = [
  [0x2, ['microphone']],
  [0x4, ['camera']],
  [0x100, ['screen', 'screenAudio']],
];
const FIXED_BITS: readonly (readonly [bit: number, fixed: Fixable])[] = [
  [0x10000, 'bitrate'],
  [0x20000, 'resolution'],
  [0x40000, 'frameRate'],
];
const FIELDS = [
  ...[VALID, DATA, SIMULCAST, TALKING],
  ...KIND_BITS.map(([bit]) => bit),
  ...FIXED_BITS.map(([bit]) => bit),
];
const SUPPORTED = FIELDS.reduce((all, field) => all | field, 0);

/** What call flags say of a profile. */
export const CALL_FIELDS = ['kinds', 'data', 'simulcast', 'talkDetection', 'fixed'] as const;
export type CallProfile = Pick<Profile, (typeof CALL_FIELDS)[number]>;

/** A profile by itself as call flags: they are always valid. */
const own = (profile: CallProfile): number =>
  VALID |
  (profile.data ? DATA : 0) |
  (profile.simulcast ? SIMULCAST : 0) |
  (profile.talkDetection ? TALKING : 0) |
  KIND_BITS.reduce((bits, [bit, [kind]]) => bits | (profile.kinds.includes(kind) ? bit : 0), 0) |
  FIXED_BITS.reduce((bits, [bit, fixed]) => bits | (profile.fixed.includes(fixed) ? bit : 0), 0);

const meaning = (flags: number): number => (flags & SUPPORTED) | VALID;

/** A profile as call flags, unsigned 32 bits. */
export const callFlags = (profile: CallProfile, came: number | undefined): number =>
  givenBack(FIELDS, own(profile), came, meaning(came ?? 0));

/** A profile as call flags have it; what already is as they say is left alone. */
export function profileByCallFlags(flags: number, profile: CallProfile): CallProfile {
  const now = own(profile);
  const differs = (bit: number) => (flags & bit) !== (now & bit);
  const kinds = new Set(profile.kinds);
  for (const [bit, covered] of KIND_BITS) {
    if (!differs(bit)) continue;
    for (const kind of covered) flags & bit ? kinds.add(kind) : kinds.delete(kind);
  }
  const fixed = FIXED_BITS.filter(([bit]) => flags & bit).map(([, name]) => name);
  return {
    kinds: KINDS.filter((kind) => kinds.has(kind)),
    data: Boolean(flags & DATA),
    simulcast: Boolean(flags & SIMULCAST),
    talkDetection: Boolean(flags & TALKING),
    fixed: FIXED_BITS.some(([bit]) => differs(bit)) ? fixed : profile.fixed,
  };
}

/** What of call flags is to be kept because a profile cannot say it again. */
export const keptOfCallFlags = (flags: number): number | undefined =>
  uint32(meaning(flags)) === flags ? undefined : flags;

const CODES: readonly (readonly [code: number, resolution: Resolution])[] = [
  [1, 'qvga'],
  [2, 'vga'],
  [3, 'hd'],
  [4, 'fhd'],
  [5, '4k'],
  [8, 'qqvga'],
  [9, '180p'],
  [10, 'nhd'],
];
/** Stands for whatever the installation has as its default. */
export const DEFAULT_RESOLUTION = 0;

/** What a code stands for; null for one that is not known. */
export const resolutionOf = (code: number): Resolution | null =>
  code === DEFAULT_RESOLUTION
    ? DEFAULT_PROFILE.resolution
    : (CODES.find(([known]) => known === code)?.[1] ?? null);

/** The code of a resolution; 0 where 0 came and it is still what 0 stands for. */
export function resolutionCode(resolution: Resolution, came: number | undefined): number {
  if (came === DEFAULT_RESOLUTION && resolution === DEFAULT_PROFILE.resolution) return DEFAULT_RESOLUTION;
  return CODES.find(([, known]) => known === resolution)?.[0] ?? DEFAULT_RESOLUTION;
}

/** `sflags` of the form API: the resolution code above 24 bits of call flags. */
export const callSettings = (flags: number, resolution: number): number =>
  uint32((resolution << 24) | (flags & 0xffffff));
export const fromCallSettings = (sflags: number) => ({
  callFlags: uint32(sflags) & 0xffffff,
  videoResolution: uint32(sflags) >>> 24,
});
