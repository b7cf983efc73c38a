import { z } from '@hono/zod-openapi';
import { PRESETS, type PresetName } from '@/lib/core/room/presets.ts';
import { CODECS, HAND_ORDERS, HAND_POLICIES, TOPOLOGIES } from '@/lib/core/room/settings.ts';
import { count, cursor, Json, limit, name, page, search, Time, TimeIn } from './common.ts';
import { MemberEdit } from './member.ts';
import { Pin } from './pin.ts';
import { Profile, ProfilePatch } from './profile.ts';
import { Audience, Audiences, forEachRight } from './rights.ts';

export const RoomId = z
  .string()
  .regex(
    /^\w[\w:.@-]{0,63}$/,
    'must have 1 to 64 letters, digits or any of _ - . : @, the first a letter, digit or _',
  )
  .openapi({ description: 'The id of a room, as it stands in its links.', example: 'physics-2027' });

export const RoomParams = z.object({
  room: z
    .string()
    .openapi({ param: { name: 'room', in: 'path' }, description: 'The id of a room.', example: 'physics' }),
});

export const Preset = z
  .enum(Object.keys(PRESETS) as [PresetName, ...PresetName[]])
  .openapi('PresetName', { description: 'What a room starts from.', example: 'classroom' });

const policy = z.enum(HAND_POLICIES).openapi({
  description:
    'off: hands are not raised; ask: a moderator answers; auto: raising one gives the floor by itself.',
});
const speakers = count(1, 1000).openapi({
  description: 'With `auto`: how many have the floor through a raised hand at once.',
  example: 1,
});
const handSeconds = count(1, 86_400).openapi({
  description: 'With `auto`: how long each has it; null until it is ended.',
  example: 120,
});

const order = z.enum(HAND_ORDERS).openapi({
  description:
    'Who is next: raised: whoever raised a hand first; least-spoken: whoever spoke least in this call.',
});

const Hands = z
  .object({ policy, speakers, seconds: handSeconds.nullable(), order })
  .openapi('Hands', { description: 'Whether hands may be raised, and what comes of it.' });

const startsAt = 'When the room opens; null when it is open already.';
const duration = 'How long the room is open from its start, seconds; it needs `startsAt`.';
const expiresAt = 'When the room closes for good; null for never.';

/** What every room has, and its plain settings. */
const SETTINGS = {
  paused: z.boolean().openapi({ description: 'Whether the room is closed for now, to everybody.' }),
  locked: z.boolean().openapi({ description: 'Whether newcomers are kept out; who is in stays.' }),
  lobby: z.boolean().openapi({ description: 'Whether newcomers wait until a moderator lets them in.' }),
  capacity: count(1, 100_000).openapi({ description: 'Most participants at once.', example: 1000 }),
  showAttendees: z.boolean().openapi({
    description: 'Whether those who may list see also who is here without publishing.',
  }),
  muteAll: z.boolean().openapi({ description: 'Whether microphones are locked, also of who comes later.' }),
  muteOnEntry: z.boolean().openapi({ description: 'Whether microphones are opened muted.' }),
  storeMessages: z.boolean().openapi({ description: 'Whether messages are kept for those who come later.' }),
  topology: z.enum(TOPOLOGIES).openapi({
    description: 'How media travels: as this server can, from browser to browser, or through a media server.',
  }),
  codec: z.enum(CODECS).openapi({
    description:
      'What pictures are encoded in: VP8, or H.264, which phones and some laptops encode in hardware. From browser to browser it is the first choice, through a media server the only one.',
  }),
};

export const Room = z
  .object({
    id: z.string().openapi({ description: 'As it stands in links.', example: 'physics' }),
    gid: z.int().openapi({ description: 'The number by which mesibo clients know the room.', example: 7 }),
    name: z.string().openapi({ example: 'Physics' }),
    preset: z.string().openapi({ description: 'What the room started from.', example: 'classroom' }),
    createdAt: Time,
    startsAt: Time.nullable().openapi({ description: startsAt }),
    duration: z.int().nullable().openapi({ description: duration, example: 3600 }),
    expiresAt: Time.nullable().openapi({ description: expiresAt }),
    ...SETTINGS,
    audiences: Audiences,
    profile: Profile,
    hands: Hands,
    departures: z
      .array(
        z.object({
          setting: z.string().openapi({ description: 'A path.', example: 'audiences.publish' }),
          preset: Json.openapi({ description: 'What the preset says.' }),
          now: Json.openapi({ description: 'What the room has.' }),
        }),
      )
      .openapi({ description: 'In what the room departs from its preset.' }),
  })
  .openapi('Room', { description: 'A room and its settings.' });

const unset = <Fields extends Record<string, z.ZodType>>(fields: Fields) =>
  Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, field.nullable().optional()])) as {
    [Key in keyof Fields]: z.ZodOptional<z.ZodNullable<Fields[Key]>>;
  };

/** Every setting that may be given or changed. */
const EDITS = {
  startsAt: TimeIn.nullable().optional().openapi({ description: startsAt }),
  duration: count(1, 31_536_000).nullable().optional().openapi({ description: duration, example: 3600 }),
  expiresAt: TimeIn.nullable().optional().openapi({ description: expiresAt }),
  ...unset(SETTINGS),
  audiences: z
    .strictObject(unset(forEachRight(Audience)))
    .optional()
    .openapi({
      description: 'The rights whose audience is to be another.',
      example: { publish: 'selected' },
    }),
  profile: ProfilePatch.optional(),
  hands: z
    .strictObject(unset({ policy, speakers, seconds: handSeconds, order }))
    .optional()
    .openapi({ description: 'What is to be otherwise about hands.', example: { policy: 'ask' } }),
};

export const RoomPatch = z
  .strictObject({ name: name.optional(), preset: Preset.optional(), ...EDITS })
  .openapi('RoomPatch', {
    description:
      'Absent: unchanged. Null: unset, which for a setting that presets have means back to the preset’s value, and for a time none. A new `preset` alone changes only what the room is compared with and reset to.',
    example: { name: 'Physics, Tuesday', audiences: { send: null } },
  });

export const NewRoom = z
  .strictObject({
    id: RoomId.optional().openapi({ description: 'Made up when it is left out.' }),
    name,
    preset: Preset.default('conference'),
    ...EDITS,
    members: z
      .array(MemberEdit)
      .max(10_000)
      .optional()
      .openapi({ description: 'Who is on the list from the start. Users must exist.' }),
  })
  .openapi('NewRoom', {
    description: 'A room as its preset has it, changed by whatever else is given.',
    example: { name: 'Physics', preset: 'classroom' },
  });

export const RoomMade = z
  .object({ room: Room, pins: z.array(Pin) })
  .openapi('RoomMade', { description: 'The room, with a speaker’s and a listener’s PIN.' });

export const ROOM_SORTS = ['createdAt', '-createdAt', 'name', '-name'] as const;

export const RoomQuery = z.strictObject({
  search: search.openapi({ description: 'Part of a name or an id.', example: 'phys' }),
  preset: Preset.optional(),
  sort: z.enum(ROOM_SORTS).default('-createdAt').openapi({ description: 'A minus means downwards.' }),
  limit,
  cursor,
});

export const RoomPage = page(Room, true).openapi('RoomPage');

export const PresetInfo = z
  .object({
    name: Preset,
    title: z.string().openapi({ example: 'Classroom' }),
    settings: Room.pick({
      lobby: true,
      capacity: true,
      audiences: true,
      showAttendees: true,
      profile: true,
      hands: true,
      muteAll: true,
      muteOnEntry: true,
      storeMessages: true,
      topology: true,
      codec: true,
    }),
  })
  .openapi('Preset', { description: 'A starting point for a room.' });
