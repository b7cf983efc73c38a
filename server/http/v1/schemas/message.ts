import { z } from '@hono/zod-openapi';
import { MESSAGE_LENGTH } from '@/lib/core/room/messages.ts';
import { count, cursor, limit, PersonId, PersonIn, page, Time } from './common.ts';

const MessageId = z.string().openapi({
  description: 'Opaque; it tells nothing of the order of messages.',
  example: 'xK2f9c1QH0y7mZr4bT8sWA',
});

export const Message = z
  .object({
    id: MessageId,
    at: Time,
    from: PersonId,
    fromName: z.string().openapi({ description: 'As they were called when they wrote.', example: 'Ana' }),
    text: z.string().nullable().openapi({
      description: 'What was written, as plain text; null once it was removed.',
      example: 'Good morning',
    }),
  })
  .openapi('Message', { description: 'Something that was written to everybody in a room.' });

export const MessagePage = page(Message).openapi('MessagePage');

export const NewMessage = z
  .strictObject({
    from: PersonIn.openapi({ description: 'In whose name. The gate is asked for this person.' }),
    to: PersonIn.optional().openapi({
      description: 'Whom it is for alone; left out, it is for everybody who may receive.',
    }),
    text: z
      .string()
      .min(1)
      .max(20_000)
      .openapi({
        description: `Plain text, at most ${MESSAGE_LENGTH} characters once it is trimmed.`,
        example: 'We begin in five minutes.',
      }),
    seconds: count(1, 315_576_000).optional().openapi({
      description: 'How long it is kept, where the room keeps messages; left out, as long as the room.',
      example: 86_400,
    }),
  })
  .openapi('NewMessage');

export const MessageReceipt = z.object({ id: MessageId, at: Time }).openapi('MessageReceipt');

export const MessageQuery = z.strictObject({ limit, cursor });

export const MessageParams = z.object({
  room: z
    .string()
    .openapi({ param: { name: 'room', in: 'path' }, description: 'The id of a room.', example: 'physics' }),
  message: z
    .string()
    .max(64)
    .openapi({ param: { name: 'message', in: 'path' }, description: 'The id of a message.' }),
});
