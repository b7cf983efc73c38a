import { z } from '@hono/zod-openapi';
import { EVENT_TYPES } from '@/lib/core/room/events.ts';
import { cursor, limit, page, Time, text } from './common.ts';

const EventName = z.enum(EVENT_TYPES).openapi('EventName', {
  description: 'What happened in a room; docs/webhooks.md says what is told with each.',
  example: 'participant.joined',
});

const url = text(2048).openapi({
  minLength: 1,
  description: 'Where deliveries are sent: `http` or `https`, without a name and password.',
  example: 'https://backend.example/rostrum',
});
const events = z
  .array(EventName)
  .max(EVENT_TYPES.length)
  .openapi({
    description: 'Which events are told; empty for all.',
    example: ['participant.joined', 'participant.left'],
  });
const rooms = z
  .array(text(64).refine((id) => id !== '', 'must be the id of a room'))
  .max(1000)
  .openapi({ description: 'Ids of the rooms that are told of; empty for all.', example: ['k7mqd2x9wa'] });
const active = z.boolean().openapi({ description: 'While it is false, nothing new is stored for it.' });

const WEBHOOK = {
  id: z.string().openapi({
    description: '`environment` for the one that `WEBHOOK_URL` makes.',
    example: '3f6c0a52-6c0e-4f1e-9f1e-0d2a3b4c5d6e',
  }),
  url: z.string().openapi({ example: 'https://backend.example/rostrum' }),
  events,
  rooms,
  active,
  createdAt: Time,
};

export const Webhook = z
  .object(WEBHOOK)
  .openapi('Webhook', { description: 'An address that is told what happens.' });
export const WebhookList = z.object({ items: z.array(Webhook) }).openapi('WebhookList');
export const WebhookMade = z
  .object({
    ...WEBHOOK,
    secret: z.string().openapi({
      description: 'Signs every delivery; shown this once. `whsec_` and Base64, as Standard Webhooks has it.',
      example: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    }),
  })
  .openapi('WebhookMade');

export const NewWebhook = z
  .strictObject({ url, events: events.default([]), rooms: rooms.default([]), active: active.default(true) })
  .openapi('NewWebhook', { example: { url: 'https://backend.example/rostrum', events: ['room.started'] } });

export const WebhookPatch = z
  .strictObject({
    url: url.optional(),
    events: events.nullable().optional(),
    rooms: rooms.nullable().optional(),
    active: active.optional(),
  })
  .openapi('WebhookPatch', {
    description: 'Absent: unchanged. Null for events or rooms: all of them.',
    example: { active: false },
  });

export const WebhookParams = z.object({
  id: z.string().openapi({
    param: { name: 'id', in: 'path' },
    description: 'The id of a webhook.',
    example: '3f6c0a52-6c0e-4f1e-9f1e-0d2a3b4c5d6e',
  }),
});

export const DeliveryQuery = z.strictObject({ limit, cursor });

export const Delivery = z
  .object({
    id: z.string().openapi({ description: 'Grows with every delivery.', example: '42' }),
    room: z.string().openapi({ description: 'The id of the room.', example: 'k7mqd2x9wa' }),
    event: z.record(z.string(), z.unknown()).openapi({
      description: 'What is sent, as it is sent.',
      example: { id: '6f0c…', type: 'room.started', timestamp: '2027-03-01T09:00:00.000Z', data: {} },
    }),
    state: z.enum(['waiting', 'taken', 'given-up']),
    attempts: z.int().openapi({ description: 'How often it was sent.', example: 1 }),
    dueAt: Time.nullable().openapi({ description: 'When it is tried next, if it waits.' }),
    takenAt: Time.nullable(),
    error: z.string().nullable().openapi({
      description: 'Why it was not taken the last time.',
      example: 'answered 503',
    }),
  })
  .openapi('Delivery');
export const DeliveryPage = page(Delivery).openapi('DeliveryPage');
