import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';

/**
 * Serves an app on Node. Handlers find the request under the one of the Fetch standard in `env.incoming`: there a GET
 * may have a body.
 * @param arrived told of every request with the network address at its other end, before it is handled
 */
export const listenerOf = (app: Hono, arrived: (request: Request, address: string) => void) =>
  getRequestListener((request, env) => {
    arrived(request, env.incoming.socket.remoteAddress ?? '');
    return app.fetch(request, env);
  });
