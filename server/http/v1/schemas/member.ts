import { z } from '@hono/zod-openapi';
import { GRANT_CAUSES } from '@/lib/core/gate/person.ts';
import { Address, cursor, limit, name, PersonId, PersonIn, page, search, Time, TimeIn } from './common.ts';
import { Kinds, OwnProfile, ProfilePatch } from './profile.ts';
import { MemberOverrides, MemberOverridesPatch, ModerationRights, Role } from './rights.ts';

export const Mark = z
  .object({
    byName: z.string().openapi({ description: 'Who did it.', example: 'Tess' }),
    at: Time,
  })
  .openapi('Mark', { description: 'Who set something, and when.' });

export const Member = z
  .object({
    person: PersonId,
    address: z.string().nullable().openapi({ description: 'Null for a guest.', example: 'ana@example.org' }),
    name: z.string().openapi({ example: 'Ana' }),
    role: Role,
    moderation: ModerationRights,
    overrides: MemberOverrides,
    profile: OwnProfile,
    expiresAt: Time.nullable().openapi({ description: 'When the membership ends by itself.' }),
    banned: Mark.nullable().openapi({ description: 'Set while this person is removed from the room.' }),
    mute: Mark.nullable().openapi({ description: 'Set while their microphone is locked.' }),
    grant: z
      .object({
        kinds: Kinds.nullable().openapi({ description: 'Null for every kind their profile allows.' }),
        until: Time.nullable(),
        cause: z.enum(GRANT_CAUSES),
        byName: z.string(),
        at: Time,
      })
      .nullable()
      .openapi({ description: 'Set while they were given the floor.' }),
  })
  .openapi('Member', { description: 'Somebody on a room’s list.' });

const FIELDS = {
  name: name.optional().openapi({ description: 'As this room shows them; a user’s own name when left out.' }),
  role: Role.optional(),
  moderation: ModerationRights.optional(),
  overrides: MemberOverridesPatch.optional(),
  profile: ProfilePatch.optional(),
  expiresAt: TimeIn.nullable().optional().openapi({ description: 'When the membership ends by itself.' }),
};

export const MemberPatch = z.strictObject(FIELDS).openapi('MemberPatch', {
  description: 'Absent: unchanged. Null: unset, so that the room decides again.',
  example: { role: 'moderator', moderation: ['controlCalls'] },
});

export const MemberPut = z.strictObject({ ...FIELDS, profile: OwnProfile.optional() }).openapi('MemberPut', {
  description: 'The member as a whole: what is absent is as it is for a plain member.',
  example: { role: 'member', overrides: { publish: 'allow' } },
});

export const MemberEdit = z
  .strictObject({
    address: Address.optional(),
    person: PersonIn.optional(),
    ...FIELDS,
    remove: z.boolean().optional().openapi({ description: 'Takes this person off the list.' }),
  })
  .refine(({ address, person }) => (address === undefined) !== (person === undefined), {
    path: ['address'],
    message: 'exactly one of address and person must be given',
  })
  .refine(
    ({ remove, address: _a, person: _p, ...rest }) =>
      !remove || !Object.values(rest).some((value) => value !== undefined),
    {
      path: ['remove'],
      message: 'goes with nothing but the person',
    },
  )
  .openapi('MemberEdit', {
    description: 'Adds somebody, changes what they have, or takes them off the list.',
    example: { address: 'ana@example.org', overrides: { publish: 'allow' } },
  });

/** Most members in one call. */
export const MOST_MEMBERS = 10_000;

export const MembersEdit = z
  .strictObject({
    members: z.array(MemberEdit).min(1).max(MOST_MEMBERS),
    makeUsers: z.boolean().optional().openapi({
      description:
        'Whether addresses that nobody has yet become users, called as `name` says. Needs `users:write` too.',
    }),
  })
  .openapi('MembersEdit', {
    description: 'All of them or none. Nobody may be named twice.',
    example: { members: [{ address: 'ana@example.org' }, { address: 'ben@example.org', role: 'moderator' }] },
  });

export const MembersChanged = z
  .object({ changed: z.int().openapi({ description: 'How many people were named.', example: 2 }) })
  .openapi('MembersChanged');

export const MemberQuery = z.strictObject({
  search: search.openapi({ description: 'Part of a name or an address.', example: 'ana' }),
  limit,
  cursor,
});

export const MemberPage = page(Member, true).openapi('MemberPage');

export const MemberParams = z.object({
  room: z
    .string()
    .openapi({ param: { name: 'room', in: 'path' }, description: 'The id of a room.', example: 'physics' }),
  person: z.string().openapi({
    param: { name: 'person', in: 'path' },
    description: 'An address, or `user:` and an address, or `guest:` and an id.',
    example: 'ana@example.org',
  }),
});
