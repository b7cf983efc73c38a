import { z } from '@hono/zod-openapi';
import { AUDIENCES, MODERATION_RIGHTS, RIGHTS, type Right, ROLES } from '@/lib/core/gate/rights.ts';
import { Kinds } from './profile.ts';

export const RightName = z
  .enum(RIGHTS)
  .openapi('Right', { description: 'One of the five rights.', example: 'publish' });

export const Audience = z.enum(AUDIENCES).openapi('Audience', {
  description:
    'Who has a right: every member, only those who were given it themselves (selected), or anyone, guests too.',
  example: 'members',
});

export const Role = z
  .enum(ROLES)
  .openapi('Role', { description: 'Somebody’s role in a room.', example: 'member' });

export const ModerationRights = z
  .array(z.enum(MODERATION_RIGHTS))
  .max(MODERATION_RIGHTS.length)
  .openapi('ModerationRights', {
    description: 'What a moderator may do. An owner has all of them, a member none.',
    example: ['controlCalls'],
  });

/** The same field for each of the five rights. */
export const forEachRight = <Field extends z.ZodType>(field: Field) =>
  Object.fromEntries(RIGHTS.map((right) => [right, field])) as { [Key in Right]: Field };

export const Audiences = z
  .object(forEachRight(Audience))
  .openapi('Audiences', { description: 'For each right, who has it.' });

const Override = z.enum(['allow', 'deny']).nullable();

export const Overrides = z.object(forEachRight(Override)).openapi('Overrides', {
  description: 'For each right: allowed or denied to this person; null where the room’s audience decides.',
  example: { publish: 'allow', subscribe: null, list: null, send: 'deny', receive: null },
});

/** Of `publish`, the one right that is asked for each kind. */
const publishKinds = Kinds.min(1).nullable().openapi({
  description: 'The kinds that `publish` is about, such as the camera alone; null for all of them.',
});

// Spelled out: an extension of another schema would be both of them in the document, and neither allows the other's fields.
export const MemberOverrides = z
  .object({ ...forEachRight(Override), publishKinds })
  .openapi('MemberOverrides', {
    description:
      'For each right: allowed or denied to this person; null where the room’s audience decides. `publish` may be about some kinds alone.',
    example: {
      publish: 'allow',
      publishKinds: ['microphone'],
      subscribe: null,
      list: null,
      send: 'deny',
      receive: null,
    },
  });

export const OverridesPatch = z.strictObject(forEachRight(Override.optional())).openapi('OverridesPatch', {
  description: 'Absent: unchanged. Null: the room’s audience decides.',
  example: { publish: 'allow' },
});

export const MemberOverridesPatch = z
  .strictObject({ ...forEachRight(Override.optional()), publishKinds: publishKinds.optional() })
  .refine(({ publish, publishKinds }) => !publishKinds || publish, {
    path: ['publishKinds'],
    message: 'goes with publish allowed or denied',
  })
  .openapi('MemberOverridesPatch', {
    description:
      'Absent: unchanged. Null: the room’s audience decides. `publish` without `publishKinds` is about every kind.',
    example: { publish: 'allow', publishKinds: ['microphone'] },
  });
