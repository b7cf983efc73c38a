import type { OpenAPIHono } from '@hono/zod-openapi';
import { type ApiEnv, type ApiParts, actorOf } from '../parts.ts';
import * as routes from '../routes/pins.ts';
import { pinEdit, showPin } from '../show/pin.ts';
import { requireFuture } from './future.ts';
import { baseUrl, pinNamed, roomNamed } from './named.ts';

export function pins(app: OpenAPIHono<ApiEnv>, parts: ApiParts): void {
  const { administration, clock } = parts;

  app.openapi(routes.listPins, async (c) => {
    const id = roomNamed(c.req.valid('param').room);
    const base = baseUrl(c, parts);
    const found = await administration.read(id, (room) => [...room.pins.values()]);
    const sorted = found.sort((a, b) => a.label.localeCompare(b.label, 'en') || (a.id < b.id ? -1 : 1));
    return c.json({ items: sorted.map((pin) => showPin(pin, id, base)) }, 200);
  });

  app.openapi(routes.createPin, async (c) => {
    const id = roomNamed(c.req.valid('param').room);
    const asked = c.req.valid('json');
    requireFuture(asked.expiresAt, clock.now());
    const pin = await administration.createPin(actorOf(c), id, pinEdit(asked));
    return c.json(showPin(pin, id, baseUrl(c, parts)), 201);
  });

  app.openapi(routes.patchPin, async (c) => {
    const { room, pin } = c.req.valid('param');
    const asked = c.req.valid('json');
    const id = roomNamed(room);
    requireFuture(asked.expiresAt, clock.now());
    const edited = await administration.editPin(actorOf(c), id, pinNamed(pin), (before) =>
      pinEdit(asked, before.overrides),
    );
    return c.json(showPin(edited, id, baseUrl(c, parts)), 200);
  });

  app.openapi(routes.deletePin, async (c) => {
    const { room, pin } = c.req.valid('param');
    await administration.command(actorOf(c), roomNamed(room), { do: 'remove-pin', pin: pinNamed(pin) });
    return c.body(null, 204);
  });
}
