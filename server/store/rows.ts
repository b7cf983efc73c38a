import { z } from 'zod';
import { GRANT_CAUSES, type Person } from '@/lib/core/gate/person.ts';
import { AUDIENCES, KINDS, MODERATION_RIGHTS, RIGHTS, ROLES } from '@/lib/core/gate/rights.ts';
import { personId } from '@/lib/core/ids.ts';
import { RESOLUTIONS, type Resolution } from '@/lib/core/profile.ts';
import { HAND_POLICIES, type RoomSettings } from '@/lib/core/room/settings.ts';

/** What JSON columns hold. Whatever is read is parsed: a damaged row is named, never believed. */
const mark = z.object({ by: z.string().transform(personId).nullable(), byName: z.string(), at: z.number() });
const kinds = z.array(z.enum(KINDS));
const resolution = z.enum(Object.keys(RESOLUTIONS) as [Resolution, ...Resolution[]]);

const profile = z.object({
  kinds,
  resolution,
  maxBitrate: z.number(),
  frameRate: z.number(),
  simulcast: z.boolean(),
  screens: z.number(),
});

const membership = z.object({
  role: z.enum(ROLES),
  moderation: z.array(z.enum(MODERATION_RIGHTS)),
  profile: profile.partial(),
});

const override = z.object({
  value: z.enum(['allow', 'deny']),
  media: z.array(z.enum(['audio', 'video'])).exactOptional(),
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
});

const audience = z.object({ audience: z.enum(AUDIENCES), mark: mark.nullable() });
const time = z.number().nullable();

const settings = z.object({
  name: z.string(),
  preset: z.string(),
  startsAt: time,
  expiresAt: time,
  paused: mark.nullable(),
  deleted: mark.nullable(),
  locked: mark.nullable(),
  capacity: z.number(),
  audiences: z.record(z.enum(RIGHTS), audience),
  showAttendees: z.boolean(),
  profile,
  hands: z.object({ policy: z.enum(HAND_POLICIES), kinds }),
  // Rooms that were stored before there was such a thing go on without it.
  muteAll: z
    .object({ mark: mark.nullable(), except: z.array(z.string().transform(personId)) })
    .nullable()
    .default(null),
});

/** A stored row does not hold what it should: somebody else wrote it, or it is damaged. */
export class DamagedRow extends Error {}

export const parsePerson = (
  room: string,
  value: { readonly id: string; readonly [column: string]: unknown },
): Person => parse(person, value, `${value.id} in room ${room}`);
export const parseSettings = (room: string, value: unknown): RoomSettings =>
  parse(settings, value, `room ${room}`);

function parse<Schema extends z.ZodType>(schema: Schema, value: unknown, what: string): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new DamagedRow(
    `The database holds something unreadable for ${what}: ${issue?.path.join('.')}: ${issue?.message}`,
  );
}
