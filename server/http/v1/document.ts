import { OpenAPIHono, type RouteConfig } from '@hono/zod-openapi';
import { WEBHOOK_EVENTS } from '../../webhooks/payloads.ts';
import { MEETINGS_ROUTE } from '../meetings.ts';
import * as audit from './routes/audit.ts';
import * as decide from './routes/decide.ts';
import { BEARER, COOKIE } from './routes/define.ts';
import * as live from './routes/live.ts';
import * as members from './routes/members.ts';
import * as messages from './routes/messages.ts';
import * as pins from './routes/pins.ts';
import * as rooms from './routes/rooms.ts';
import * as tokens from './routes/tokens.ts';
import * as users from './routes/users.ts';
import * as webhooks from './routes/webhooks.ts';
import { SESSION_ROUTES } from './session.ts';

/** Every endpoint that the document describes. A new part of the API adds its routes here. */
const ROUTES: readonly RouteConfig[] = [
  rooms,
  members,
  pins,
  audit,
  live,
  messages,
  decide,
  users,
  tokens,
  webhooks,
  { MEETINGS_ROUTE },
  SESSION_ROUTES,
]
  .flatMap((part) => Object.values<RouteConfig>(part))
  // The names of a module come in no order that every loader keeps.
  .map((route) => [`${route.path} ${route.method}`, route] as const)
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([, route]) => route);

const ABOUT = `
Rooms, people and rights, for backends. Times are RFC 3339 in UTC, durations whole seconds.

**Patches.** What is absent stays; null unsets.

**Lists.** \`limit\` and \`cursor\` in, \`items\` and \`next\` out.

**Errors** are problem details (RFC 9457); their \`code\` is one of a closed set, and \`errors\` names each field and the rule it breaks. A body in another format than JSON is 415 with the code \`bad-request\`.

**Limits.** Bodies up to 256 kB, where nothing else is said; 600 changes and 3,000 reads a minute for each token, then 429 with \`Retry-After\`.
`.trim();

/** The groups of operations, in the order in which somebody who is new here needs them. */
const TAGS = [
  { name: 'Rooms', description: 'Rooms, their settings, and the presets they start from.' },
  { name: 'Members', description: 'Who is on the list of a room, and what each may do.' },
  { name: 'PINs', description: 'Numbers that lead into a room without an account.' },
  { name: 'Users', description: 'People with an account, and the tokens they come in with.' },
  { name: 'Live', description: 'The running call: what happens in it, and what a moderator can do.' },
  { name: 'Messages', description: 'What is written in a room, under the same gate.' },
  { name: 'Simulator', description: 'What the gate says about somebody, and what an edit would change.' },
  { name: 'Audit', description: 'Who changed what, and when.' },
  { name: 'Webhooks', description: 'Addresses that are told what happens.' },
  { name: 'Application tokens', description: 'What backends show to use this API.' },
  { name: 'Start page', description: 'A room for somebody without an account.' },
  { name: 'Console', description: 'Signing in to the console with the admin token.' },
];

/** The OpenAPI 3.1 document of the API. */
export function openApiDocument() {
  const app = new OpenAPIHono();
  app.openAPIRegistry.registerComponent('securitySchemes', BEARER, {
    type: 'http',
    scheme: 'bearer',
    description: 'The admin token, which has every scope, or an application token made by `POST /tokens`.',
  });
  app.openAPIRegistry.registerComponent('securitySchemes', COOKIE, {
    type: 'apiKey',
    in: 'cookie',
    name: 'rostrum_console',
    description: 'The console’s session. Unsafe methods need the header `X-Rostrum-Console: 1` too.',
  });
  for (const route of ROUTES) app.openAPIRegistry.registerPath(route);
  for (const [type, schema] of Object.entries(WEBHOOK_EVENTS))
    app.openAPIRegistry.registerWebhook({
      method: 'post',
      path: type,
      summary: `Told to webhooks: ${type}`,
      request: { body: { required: true, content: { 'application/json': { schema } } } },
      responses: {
        '2XX': { description: 'Taken. Any other answer, or none in 10 seconds: it is sent again.' },
      },
    });
  return app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: { title: 'Rostrum', version: '1.0.0', description: ABOUT },
    servers: [{ url: '/api/v1' }],
    tags: TAGS,
  });
}
