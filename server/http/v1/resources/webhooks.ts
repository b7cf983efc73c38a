import type { OpenAPIHono, z } from '@hono/zod-openapi';
import { FailureError, failure } from '@/lib/core/failure.ts';
import { EVENT_TYPES } from '@/lib/core/room/events.ts';
import type { Delivery, Webhook } from '../../../store/webhooks.ts';
import { NumberCursor, pageOf, readCursor } from '../paging.ts';
import type { ApiEnv, ApiParts } from '../parts.ts';
import * as routes from '../routes/webhooks.ts';
import type { Delivery as DeliverySchema, Webhook as WebhookSchema } from '../schemas/webhook.ts';
import { time, timeOrNull } from '../show/common.ts';

export function webhooks(app: OpenAPIHono<ApiEnv>, { webhooks: hooks }: ApiParts): void {
  app.openapi(routes.listWebhooks, (c) => c.json({ items: hooks.list().map(showWebhook) }, 200));

  app.openapi(routes.createWebhook, async (c) => {
    const made = await hooks.add(c.req.valid('json'));
    return c.json({ ...showWebhook(made), secret: made.secret }, 201);
  });

  app.openapi(routes.getWebhook, (c) => {
    const found = hooks.find(c.req.valid('param').id);
    if (!found) throw new FailureError(failure('not-found', 'There is no such webhook.'));
    return c.json(showWebhook(found), 200);
  });

  app.openapi(routes.patchWebhook, async (c) => {
    const { url, events, rooms, active } = c.req.valid('json');
    const edited = await hooks.edit(c.req.valid('param').id, {
      ...(url !== undefined && { url }),
      ...(events !== undefined && { events: events ?? [] }),
      ...(rooms !== undefined && { rooms: rooms ?? [] }),
      ...(active !== undefined && { active }),
    });
    return c.json(showWebhook(edited), 200);
  });

  app.openapi(routes.deleteWebhook, async (c) => {
    await hooks.remove(c.req.valid('param').id);
    return c.body(null, 204);
  });

  app.openapi(routes.listDeliveries, async (c) => {
    const { limit, cursor } = c.req.valid('query');
    const before = readCursor(cursor, NumberCursor)?.[0];
    const found = await hooks.deliveries(c.req.valid('param').id, { before, limit: limit + 1 });
    return c.json(
      pageOf(found, limit, showDelivery, ({ id }) => [id]),
      200,
    );
  });
}

const showWebhook = ({
  id,
  url,
  events,
  rooms,
  active,
  createdAt,
}: Webhook): z.output<typeof WebhookSchema> => ({
  id,
  url,
  events: EVENT_TYPES.filter((type) => events.includes(type)),
  rooms: [...rooms],
  active,
  createdAt: time(createdAt),
});

const showDelivery = ({
  id,
  room,
  event,
  attempts,
  dueAt,
  takenAt,
  lastError,
}: Delivery): z.output<typeof DeliverySchema> => ({
  id: String(id),
  room,
  event,
  state: takenAt !== null ? 'taken' : dueAt !== null ? 'waiting' : 'given-up',
  attempts,
  dueAt: timeOrNull(dueAt),
  takenAt: timeOrNull(takenAt),
  error: lastError,
});
