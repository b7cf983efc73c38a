import { z } from '@hono/zod-openapi';
import { PersonId, Time, text } from './common.ts';
import { MemberEdit } from './member.ts';
import { Kind } from './profile.ts';
import { RoomPatch } from './room.ts';

export const Decision = z
  .object({
    allowed: z.boolean(),
    rule: z.string().openapi({ description: 'The number of the rule that answered.', example: 'R7' }),
    because: z.string().openapi({ description: 'What decided.', example: 'audience' }),
    text: z.string().openapi({
      description: 'As the person is told it.',
      example: 'You are not allowed to speak. Raise your hand to ask.',
    }),
    remedy: z
      .object({
        do: z.enum(['wait', 'raise-hand', 'sign-in', 'ask-host', 'none']),
        until: Time.nullable().openapi({ description: 'With `wait`.' }),
      })
      .nullable()
      .openapi({ description: 'What the person could do about a no; null with a yes.' }),
    setBy: z.string().nullable().openapi({ description: 'Who set what decided.', example: 'Tess' }),
    setAt: Time.nullable(),
  })
  .openapi('Decision', { description: 'What the gate answers, and why.' });

export const DecideQuery = z.strictObject({
  person: text(80).optional().openapi({
    description: 'An address, `user:…` or `guest:…`.',
    example: 'ana@example.org',
  }),
  guest: z
    .enum(['true', 'false'])
    .optional()
    .openapi({ description: 'Asks for a guest who was never here.' }),
});

export const Decisions = z
  .object({
    person: PersonId.nullable().openapi({ description: 'Null for a guest who was never here.' }),
    name: z.string().openapi({ description: 'Empty for a guest.', example: 'Ana' }),
    role: z.enum(['owner', 'moderator', 'member', 'guest']),
    enter: Decision,
    publish: z.object({ microphone: Decision, camera: Decision, screen: Decision, screenAudio: Decision }),
    subscribe: z.object({ audio: Decision, video: Decision }),
    list: Decision,
    send: Decision,
    receive: Decision,
    unmute: Decision,
  })
  .openapi('Decisions', { description: 'Every right of one person in one room.' });

export const PreviewAsked = z
  .strictObject({
    room: RoomPatch.optional(),
    members: z.array(MemberEdit).max(10_000).optional(),
  })
  .openapi('PreviewAsked', { example: { room: { audiences: { publish: 'selected' } } } });

const DIFFERENCE = {
  right: z.enum(['enter', 'publish', 'subscribe', 'list', 'send', 'receive', 'unmute']),
  kind: Kind.optional().openapi({ description: 'With `publish`.' }),
  medium: z.enum(['audio', 'video']).optional().openapi({ description: 'With `subscribe`.' }),
  before: z.boolean(),
  after: z.boolean(),
  text: z.string().openapi({ example: 'Ana may no longer speak.' }),
};

export const Preview = z
  .object({
    changes: z
      .array(z.object({ person: PersonId, name: z.string(), ...DIFFERENCE }))
      .openapi({ description: 'Who of those the room knows gains or loses what; the losses first.' }),
    guests: z.array(z.object(DIFFERENCE)).openapi({ description: 'What anyone else gains or loses.' }),
    more: z.int().openapi({ description: 'How many further changes are not listed.', example: 0 }),
  })
  .openapi('Preview', { description: 'What would change if this were saved.' });
