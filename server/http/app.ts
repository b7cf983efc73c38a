import { timingSafeEqual } from 'node:crypto';
import type { OpenAPIHono } from '@hono/zod-openapi';
import { Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Registry as Metrics } from 'prom-client';
import { FailureError } from '@/lib/core/failure.ts';
import type { Log } from '../log.ts';
import type { Administration } from '../rooms/administration.ts';
import { allowOrigins } from './cors.ts';
import { meetings } from './meetings.ts';
import { isMesiboPath, MESIBO_PATHS, type MesiboEndpointParts, mountMesibo } from './mesibo/endpoint.ts';
import { answerProblem, asProblem, Problem } from './problem.ts';
import { openApiDocument } from './v1/document.ts';
import type { ApiEnv } from './v1/parts.ts';

/** One room to try, with a ready link for each person in it. */
export interface DemoRoom {
  readonly title: string;
  readonly about: string;
  readonly links: readonly { readonly label: string; readonly href: string }[];
}

export interface HttpParts {
  readonly adminToken: string;
  readonly demo: readonly DemoRoom[];
  /** Whether anybody may start a room from the start page. */
  readonly meetings: boolean;
  readonly metrics: Metrics;
  readonly administration: Administration;
  /** The console's sign-in (see `session`). */
  readonly session: OpenAPIHono;
  /** What the mesibo-compatible endpoint needs besides. */
  readonly mesibo: Pick<MesiboEndpointParts, 'rooms' | 'users' | 'messaging' | 'appTokens' | 'now'>;
  readonly corsOrigins: readonly string[];
  /** The REST API for whoever has a token (see `createApi`). */
  readonly api: Hono<ApiEnv>;
  readonly log: Log;
  /** The network address at the other end of a request. */
  readonly addressOf: (request: Request) => string;
  /** Null when everything that a call needs is there; otherwise what is missing, in one line. */
  readonly missing: () => Promise<string | null>;
}

const KILOBYTE = 1024;
/** Where up to 10,000 people may be named. */
const TAKES_MANY = /^\/api\/v1\/rooms(\/[^/]+\/(members|preview))?$/;

/** Refuses a body that is larger than what this path takes. */
const limitBody: MiddlewareHandler = (c, next) => {
  const kilobytes = TAKES_MANY.test(c.req.path) ? 10 * KILOBYTE : 256;
  const onError = () =>
    answerProblem(c, new Problem('too-large', `The body is larger than ${kilobytes} kB.`));
  return bodyLimit({ maxSize: kilobytes * KILOBYTE, onError })(c, next);
};

/** Paths that are not pages. */
export const isEndpoint = (path: string): boolean =>
  path === '/openapi.json' || isMesiboPath(path) || /^\/(healthz|readyz|metrics|api\/v1)(\/|$)/.test(path);

/** The HTTP endpoints of operations and of the home page. */
export function createHttp(parts: HttpParts): Hono {
  const app = new Hono();
  allowOrigins(app, parts.corsOrigins, [...MESIBO_PATHS, '/api/v1/*']);

  /** The process is alive. Always 200 `{ "ok": true }`. */
  app.get('/healthz', (c) => c.json({ ok: true }));

  /** Calls can be held: 200 `{ "ready": true }`, or 503 `{ "ready": false, "why": … }`. */
  app.get('/readyz', async (c) => {
    const why = await parts.missing();
    return why ? c.json({ ready: false, why }, 503) : c.json({ ready: true });
  });

  /** Prometheus text. Needs the admin token as a bearer: counts say who is busy. */
  app.get('/metrics', async (c) => {
    if (!isBearer(c.req.header('authorization'), parts.adminToken)) {
      return c.json({ code: 'unauthenticated', message: 'The admin token is missing or wrong.' }, 401);
    }
    return c.text(await parts.metrics.metrics(), 200, { 'content-type': parts.metrics.contentType });
  });

  /** What the home page offers: `{ demo: DemoRoom[], meetings: boolean }`; `demo` is empty where this copy is somebody's own. */
  app.get('/api/v1/welcome', (c) =>
    c.json({ demo: parts.demo, meetings: parts.meetings }, 200, { 'cache-control': 'no-store' }),
  );

  /** The API described, as OpenAPI 3.1. Readable from any site: it holds nothing of this installation. */
  const document = JSON.stringify(openApiDocument());
  app.get('/openapi.json', (c) =>
    c.body(document, 200, {
      'content-type': 'application/json',
      'cache-control': 'no-cache',
      'access-control-allow-origin': '*',
    }),
  );

  app.use('/api/v1/*', limitBody);
  app.route(
    '/api/v1',
    meetings({
      administration: parts.administration,
      open: parts.meetings,
      addressOf: (c) => parts.addressOf(c.req.raw),
    }),
  );
  app.route('/api/v1', parts.session);
  app.route('/api/v1', parts.api);

  const { adminToken, administration, log, addressOf } = parts;
  mountMesibo(app, { ...parts.mesibo, adminToken, administration, log, addressOf });

  app.onError((error, c) => {
    const problem = asProblem(error);
    const reason = error instanceof FailureError ? error.failure.reason : undefined;
    if (problem) return answerProblem(c, problem, reason);
    parts.log.error({ err: error, path: c.req.path }, 'request failed');
    return answerProblem(c, new Problem('internal', 'Something went wrong on our side. Please try again.'));
  });

  app.notFound((c) => answerProblem(c, new Problem('not-found', 'There is nothing at this address.')));
  return app;
}

function isBearer(header: string | undefined, token: string): boolean {
  const given = Buffer.from(/^Bearer (.*)$/i.exec(header ?? '')?.[1] ?? '');
  const right = Buffer.from(token);
  return given.length === right.length && timingSafeEqual(given, right);
}
