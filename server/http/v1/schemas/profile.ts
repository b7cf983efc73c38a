import { z } from '@hono/zod-openapi';
import { KINDS } from '@/lib/core/gate/rights.ts';
import { DEFAULT_PROFILE, FIXABLE, MOST_SCREENS, RESOLUTIONS, type Resolution } from '@/lib/core/profile.ts';
import { count } from './common.ts';

export const Kind = z
  .enum(KINDS)
  .openapi('Kind', { description: 'What can be published.', example: 'microphone' });

const distinct = <Item extends z.ZodType<string>>(item: Item) =>
  z.array(item).refine((items) => new Set(items).size === items.length, 'must not name anything twice');

export const Kinds = distinct(Kind);

/** The fields of a media profile, each once. A room has every one; a member those that differ. */
export const PROFILE_FIELDS = {
  kinds: Kinds.openapi({ description: 'What may be published at all.', example: ['microphone', 'camera'] }),
  handKinds: Kinds.openapi({
    description: 'What "Allow to speak" gives; each must be among `kinds`.',
    example: ['microphone'],
  }),
  data: z.boolean().openapi({ description: 'Whether apps may send data messages of their own.' }),
  resolution: z.enum(Object.keys(RESOLUTIONS) as [Resolution, ...Resolution[]]).openapi({
    description:
      'Largest picture: qqvga 160×120, qvga 320×240, 180p 320×180, nhd 640×360, vga 640×480, hd 1280×720, fhd 1920×1080, 4k 3840×2160.',
    example: 'hd',
  }),
  maxBitrate: count(1, 1_000_000_000).openapi({
    description: 'Largest sum over all encodings of one camera, bits per second.',
    example: 1_700_000,
  }),
  frameRate: count(1, 240).openapi({ description: 'Most pictures in a second.', example: 30 }),
  fixed: distinct(z.enum(FIXABLE)).openapi({
    description: 'What is kept although the network would rather have less; what is not named adapts.',
    example: [],
  }),
  adaptive: z.boolean().openapi({
    description:
      'Whether less is sent to somebody whose own connection cannot carry all that they see. Off: what comes through comes through.',
  }),
  simulcast: z.boolean().openapi({ description: 'Whether cameras are sent in several sizes at once.' }),
  screens: count(0, MOST_SCREENS).openapi({
    description: `How many screens one person may share at once, at most ${MOST_SCREENS}.`,
    example: 1,
  }),
  talkDetection: z.boolean().openapi({ description: 'Whether others are shown when somebody talks.' }),
  callDuration: count(0, 31_536_000).openapi({
    description: 'Longest time in one call, seconds; 0 means no end.',
    example: 0,
  }),
};

export const Profile = z.object(PROFILE_FIELDS).openapi('Profile', {
  description: 'What people may publish, and how what they receive is fitted to their connection.',
  example: { ...DEFAULT_PROFILE, kinds: [...DEFAULT_PROFILE.kinds], handKinds: ['microphone'], fixed: [] },
});

/** A member's own fields: what is absent is the room's. */
export const OwnProfile = z.strictObject(PROFILE_FIELDS).partial().openapi('OwnProfile', {
  description: 'What differs from the room’s profile for this person.',
  example: {},
});

const nullable = Object.fromEntries(
  Object.entries(PROFILE_FIELDS).map(([key, field]) => [key, field.nullable().optional()]),
) as { [Key in keyof typeof PROFILE_FIELDS]: z.ZodOptional<z.ZodNullable<(typeof PROFILE_FIELDS)[Key]>> };

/** Absent: unchanged. Null: unset, which for a room is the preset’s value and for a member the room’s. */
export const ProfilePatch = z.strictObject(nullable).openapi('ProfilePatch', {
  description:
    'Absent: unchanged. Null: for a room back to what its preset says, for a member back to what the room says.',
  example: { kinds: ['microphone'], maxBitrate: null },
});
