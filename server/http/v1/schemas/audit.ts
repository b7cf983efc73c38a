import { z } from '@hono/zod-openapi';
import { CHANGES } from '@/lib/core/room/changes.ts';
import { cursor, Json, limit, PersonId, Time, TimeIn, text } from './common.ts';

const CAUSES = ['asked', 'time', 'left', 'answered', 'revoked'] as const;

export const AuditEntry = z
  .object({
    id: z.int().openapi({ description: 'Grows from entry to entry.', example: 41 }),
    at: Time,
    actor: z.object({
      person: PersonId.nullable().openapi({ description: 'Null for a backend and for the clock.' }),
      name: z.string().openapi({ example: 'Admin token' }),
    }),
    cause: z.enum(CAUSES).openapi({
      description:
        'Why: somebody asked for it, its time had come, the person left, a raised hand was answered, or something was taken back.',
    }),
    on: z.enum(CHANGES).openapi({ description: 'What was changed.', example: 'grant' }),
    person: PersonId.nullable().openapi({ description: 'Whom it is about; null when it is about the room.' }),
    name: z
      .string()
      .nullable()
      .openapi({ description: 'How that person is called; null where nobody knows.', example: 'Ana' }),
    right: z
      .string()
      .nullable()
      .openapi({ description: 'Which right, where it is about one.', example: 'publish' }),
    before: Json.openapi({
      description: 'What was stored before; null for nothing. Digits of PINs are masked.',
    }),
    after: Json.openapi({
      description: 'What is stored since; null for nothing. Digits of PINs are masked.',
    }),
  })
  .openapi('AuditEntry', {
    description: 'One change of a right, mute, role, grant, hand, removal or setting.',
  });

export const AuditPage = z
  .object({
    items: z.array(AuditEntry),
    next: z
      .string()
      .nullable()
      .openapi({ description: 'Give it as `cursor` to get the next page; null at the end.' }),
  })
  .openapi('AuditPage');

export const AuditQuery = z.strictObject({
  order: z.enum(['asc', 'desc']).default('desc').openapi({ description: 'asc: the oldest first.' }),
  on: text(200)
    .transform((list) => list.split(','))
    .pipe(z.array(z.enum(CHANGES, { error: `must be any of ${CHANGES.join(', ')}, with commas between` })))
    .optional()
    .openapi({
      type: 'string',
      description: `Only changes of these: any of ${CHANGES.join(', ')}, with commas between.`,
      example: 'grant,override',
    }),
  actor: text(100)
    .optional()
    .openapi({ description: 'Only by this person, or part of a name.', example: 'Tess' }),
  person: text(80).optional().openapi({
    description: 'Only about this person: an address, `user:…` or `guest:…`.',
    example: 'ana@example.org',
  }),
  from: TimeIn.optional().openapi({ description: 'Only since this time.' }),
  to: TimeIn.optional().openapi({ description: 'Only before this time.' }),
  limit,
  cursor,
});
