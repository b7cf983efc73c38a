import { z } from 'zod';
import { GRANT_CAUSES, type Person } from '@/lib/core/gate/person.ts';
import { AUDIENCES, KINDS, MODERATION_RIGHTS, RIGHTS, ROLES } from '@/lib/core/gate/rights.ts';
import { personId, pinId } from '@/lib/core/ids.ts';
import { DEFAULT_PROFILE, FIXABLE, MOST_SCREENS, RESOLUTIONS, type Resolution } from '@/lib/core/profile.ts';
import type { Pin } from '@/lib/core/room/pins.ts';
import {
  CODECS,
  HAND_ORDERS,
  HAND_POLICIES,
  type RoomSettings,
  TOPOLOGIES,
} from '@/lib/core/room/settings.ts';

/**
 * What JSON columns hold. Whatever is read is parsed: a damaged row is named, never believed. A field with a default
 * is one that rows written by earlier versions do not have.
 */
const mark = z.object({ by: z.string().transform(personId).nullable(), byName: z.string(), at: z.number() });
const kinds = z.array(z.enum(KINDS));
const resolution = z.enum(Object.keys(RESOLUTIONS) as [Resolution, ...Resolution[]]);

const foreign = z.record(z.string(), z.number());

const fullProfile = z.object({
  kinds,
  handKinds: kinds,
  data: z.boolean(),
  resolution,
  maxBitrate: z.number(),
  frameRate: z.number(),
  fixed: z.array(z.enum(FIXABLE)),
  adaptive: z.boolean(),
  simulcast: z.boolean(),
  // Once more could be stored than there are lines for.
  screens: z.number().transform((stored) => Math.min(stored, MOST_SCREENS)),
  talkDetection: z.boolean(),
  callDuration: z.number(),
});
/** What is absent in a member's is the room's: no default may fill it. */
const ownProfile = fullProfile.partial();
const profile = fullProfile.extend({
  adaptive: fullProfile.shape.adaptive.default(DEFAULT_PROFILE.adaptive),
});

const membership = z.object({
  role: z.enum(ROLES),
  moderation: z.array(z.enum(MODERATION_RIGHTS)),
  profile: ownProfile,
  expiresAt: z.number().nullable().default(null),
  foreign: foreign.default({}),
});

const override = z.object({
  value: z.enum(['allow', 'deny']),
  media: z.array(z.enum(['audio', 'video'])).exactOptional(),
  kinds: kinds.exactOptional(),
  mark,
});

const grant = z.object({
  kinds: kinds.exactOptional(),
  until: z.number().exactOptional(),
  cause: z.enum(GRANT_CAUSES),
  mark,
});

const person = z.object({
  id: z.string().transform(personId),
  name: z.string(),
  membership: membership.nullable(),
  overrides: z.partialRecord(z.enum(RIGHTS), override),
  grants: z.partialRecord(z.enum(RIGHTS), grant),
  ban: mark.nullable(),
  mute: z.object({ mark, overGrant: z.boolean() }).nullable(),
  pins: z.array(z.string().transform(pinId)),
});

const pin = z.object({
  id: z.string().transform(pinId),
  code: z.string(),
  label: z.string(),
  role: z.enum(['member', 'moderator']),
  moderation: z.array(z.enum(MODERATION_RIGHTS)),
  overrides: z.partialRecord(z.enum(RIGHTS), z.enum(['allow', 'deny'])),
  profile: ownProfile,
  memberSeconds: z.number().nullable(),
  expiresAt: z.number().nullable(),
  maxUses: z.number().nullable(),
  used: z.number(),
});

const audience = z.object({ audience: z.enum(AUDIENCES), mark: mark.nullable() });
const time = z.number().nullable();

const settings = z.object({
  name: z.string(),
  preset: z.string(),
  startsAt: time,
  duration: time.default(null),
  expiresAt: time,
  paused: mark.nullable(),
  deleted: mark.nullable(),
  locked: mark.nullable(),
  lobby: z.boolean().default(false),
  capacity: z.number(),
  audiences: z.record(z.enum(RIGHTS), audience),
  showAttendees: z.boolean(),
  profile,
  hands: z.object({
    policy: z.enum(HAND_POLICIES),
    speakers: z.number().default(1),
    seconds: z.number().nullable().default(null),
    order: z.enum(HAND_ORDERS).default('raised'),
  }),
  muteAll: z
    .object({ mark: mark.nullable(), except: z.array(z.string().transform(personId)) })
    .nullable()
    .default(null),
  muteOnEntry: z.boolean().default(false),
  storeMessages: z.boolean().default(true),
  topology: z.enum(TOPOLOGIES).default('auto'),
  codec: z.enum(CODECS).default('vp8'),
  foreign: foreign.default({}),
});

/** Until 0.2, what a hand gives stood beside the hands, and a profile had fewer fields. */
function fromBefore(value: unknown): unknown {
  const row = value as { profile?: object; hands?: { kinds?: unknown } } | null;
  if (!row?.profile || !row.hands?.kinds) return value;
  const { callDuration, data, fixed, talkDetection } = DEFAULT_PROFILE;
  const added = { callDuration, data, fixed, talkDetection, handKinds: row.hands.kinds };
  return { ...row, profile: { ...added, ...row.profile } };
}

/** A stored row does not hold what it should: somebody else wrote it, or it is damaged. */
export class DamagedRow extends Error {}

export const parsePerson = (
  room: string,
  value: { readonly id: string; readonly [column: string]: unknown },
): Person => parse(person, value, `${value.id} in room ${room}`);
export const parseSettings = (room: string, value: unknown): RoomSettings =>
  parse(settings, fromBefore(value), `room ${room}`);
export const parsePin = (room: string, value: unknown): Pin => parse(pin, value, `a PIN of room ${room}`);

function parse<Schema extends z.ZodType>(schema: Schema, value: unknown, what: string): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new DamagedRow(
    `The database holds something unreadable for ${what}: ${issue?.path.join('.')}: ${issue?.message}`,
  );
}
