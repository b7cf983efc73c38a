import { OpenAPIHono } from '@hono/zod-openapi';
import { defaultHook } from '../problem.ts';
import { createGuard } from './guard.ts';
import { messages } from './handlers/messages.ts';
import { type ApiEnv, type ApiParts, actorOf } from './parts.ts';
import { audit } from './resources/audit.ts';
import { decide } from './resources/decide.ts';
import { live } from './resources/live.ts';
import { members } from './resources/members.ts';
import { pins } from './resources/pins.ts';
import { rooms } from './resources/rooms.ts';
import { tokens } from './resources/tokens.ts';
import { users } from './resources/users.ts';
import { webhooks } from './resources/webhooks.ts';
import * as auditRoutes from './routes/audit.ts';
import * as decideRoutes from './routes/decide.ts';
import * as liveRoutes from './routes/live.ts';
import * as memberRoutes from './routes/members.ts';
import * as messageRoutes from './routes/messages.ts';
import * as pinRoutes from './routes/pins.ts';
import * as roomRoutes from './routes/rooms.ts';
import * as tokenRoutes from './routes/tokens.ts';
import * as userRoutes from './routes/users.ts';
import * as webhookRoutes from './routes/webhooks.ts';

type Api = OpenAPIHono<ApiEnv>;

/** Each resource: its routes, which are guarded first, and then its handlers. */
const RESOURCES = [
  [roomRoutes, rooms],
  [memberRoutes, members],
  [pinRoutes, pins],
  [auditRoutes, audit],
  [liveRoutes, live],
  [decideRoutes, decide],
  [userRoutes, users],
  [tokenRoutes, tokens],
  [webhookRoutes, webhooks],
  [
    messageRoutes,
    (app: Api, { messaging }: ApiParts) => void app.route('/', messages({ messaging, actorOf })),
  ],
] as const;

/** The REST API below `/api/v1`, for whoever has a token. Whatever is thrown is answered by the app above. */
export function createApi(parts: ApiParts): OpenAPIHono<ApiEnv> {
  const app = new OpenAPIHono<ApiEnv>({ defaultHook });
  const guard = createGuard(parts);
  for (const [routes, handlers] of RESOURCES) {
    guard(app, Object.values(routes));
    handlers(app, parts);
  }
  return app;
}
