import { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { messageId, personId, roomId } from '@/lib/core/ids.ts';
import type { Backend } from '../../../rooms/administration.ts';
import type { Messaging } from '../../../rooms/messaging.ts';
import { defaultHook } from '../../problem.ts';
import { deleteMessage, listMessages, sendMessage } from '../routes/messages.ts';

export interface MessagesParts {
  readonly messaging: Messaging;
  /** Who calls, with their authority checked before. */
  readonly actorOf: (context: Context) => Backend;
}

const iso = (at: number) => new Date(at).toISOString();

/** Messages over HTTP. It checks no token: whoever mounts it has done so. */
export function messages({ messaging, actorOf }: MessagesParts): OpenAPIHono {
  const app = new OpenAPIHono({ defaultHook });

  app.openapi(listMessages, async (c) => {
    const { limit, cursor } = c.req.valid('query');
    const before = cursor === undefined ? undefined : messageId(cursor);
    const page = await messaging.page(roomId(c.req.valid('param').room), { before, limit });
    const items = page.messages.map(({ id, at, sender, senderName, text }) => ({
      id,
      at: iso(at),
      from: sender,
      fromName: senderName,
      text,
    }));
    const [oldest] = items;
    return c.json({ items: items.reverse(), next: page.more && oldest ? oldest.id : null }, 200);
  });

  app.openapi(sendMessage, async (c) => {
    const { from, to, text, seconds } = c.req.valid('json');
    const { id, at } = await messaging.send(actorOf(c), roomId(c.req.valid('param').room), {
      from: personId(from),
      ...(to && { to: { person: personId(to) } }),
      text,
      seconds,
    });
    return c.json({ id, at: iso(at) }, 201);
  });

  app.openapi(deleteMessage, async (c) => {
    const { room, message } = c.req.valid('param');
    await messaging.remove(actorOf(c), roomId(room), messageId(message));
    return c.body(null, 204);
  });

  return app;
}
