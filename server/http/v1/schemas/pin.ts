import { z } from '@hono/zod-openapi';
import { count, name, Time, TimeIn } from './common.ts';
import { OwnProfile } from './profile.ts';
import { ModerationRights, Overrides, OverridesPatch } from './rights.ts';

const code = z
  .string()
  .regex(/^\d{4,10}$/, 'must have 4 to 10 digits')
  .openapi({
    description: 'What people type: 4 to 10 digits, one of a kind in its room.',
    example: '123456789',
  });
const role = z.enum(['member', 'moderator']);
const memberSeconds = count(1, 315_360_000).openapi({
  description: 'How long whoever comes in with it stays on the list, seconds.',
  example: 7200,
});
const maxUses = count(1, 1_000_000).openapi({ description: 'How many people may use it.', example: 30 });

export const Pin = z
  .object({
    id: z.string().openapi({ example: '0b6f…' }),
    code,
    label: z.string().openapi({ example: 'Speaker' }),
    role: role.openapi({ description: 'The role it gives.' }),
    moderation: ModerationRights,
    overrides: Overrides,
    profile: OwnProfile,
    memberSeconds: z.int().nullable().openapi({
      description: 'How long whoever comes in with it stays on the list, seconds; null without end.',
    }),
    expiresAt: Time.nullable().openapi({ description: 'Until when it may be used.' }),
    maxUses: z.int().nullable().openapi({ description: 'How many people may use it; null for any number.' }),
    used: z.int().openapi({ description: 'How many have used it.', example: 0 }),
    link: z.url().openapi({
      description: 'A link that lets its holder in.',
      example: 'https://meet.example.org/r/physics?pin=123456789',
    }),
  })
  .openapi('Pin', { description: 'Digits that let whoever types them in, with the rights they carry.' });

const FIELDS = {
  code: code.optional(),
  label: name.optional(),
  role: role.optional(),
  moderation: ModerationRights.optional(),
  overrides: OverridesPatch.optional(),
  profile: OwnProfile.optional(),
  memberSeconds: memberSeconds.nullable().optional(),
  expiresAt: TimeIn.nullable().optional(),
  maxUses: maxUses.nullable().optional(),
};

export const NewPin = z.strictObject(FIELDS).openapi('NewPin', {
  description: 'The digits are made up where none are given.',
  example: { label: 'Guests', overrides: { publish: 'deny' }, maxUses: 30 },
});

export const PinPatch = z.strictObject(FIELDS).openapi('PinPatch', {
  description: 'Absent: unchanged. Null: unset. A `profile` is given as a whole.',
  example: { maxUses: null },
});

export const PinList = z.object({ items: z.array(Pin) }).openapi('PinList');

export const PinParams = z.object({
  room: z
    .string()
    .openapi({ param: { name: 'room', in: 'path' }, description: 'The id of a room.', example: 'physics' }),
  pin: z.string().openapi({
    param: { name: 'pin', in: 'path' },
    description: 'The id of a PIN, not its digits.',
    example: '0b6f',
  }),
});
