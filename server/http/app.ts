import { timingSafeEqual } from 'node:crypto';
import { Hono } from 'hono';
import type { Registry as Metrics } from 'prom-client';

/** One room to try, with a ready link for each person in it. */
export interface DemoRoom {
  readonly title: string;
  readonly about: string;
  readonly links: readonly { readonly label: string; readonly href: string }[];
}

export interface HttpParts {
  readonly adminToken: string;
  readonly demo: readonly DemoRoom[];
  readonly metrics: Metrics;
  /** Null when everything that a call needs is there; otherwise what is missing, in one line. */
  readonly missing: () => Promise<string | null>;
}

/** Paths that are not pages. */
export const isEndpoint = (path: string): boolean => /^\/(healthz|readyz|metrics|api\/v1)(\/|$)/.test(path);

/** The HTTP endpoints of operations and of the home page. */
export function createHttp(parts: HttpParts): Hono {
  const app = new Hono();

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

  /** What the home page offers: `{ demo: DemoRoom[] }`, empty where this copy is somebody's own. */
  app.get('/api/v1/welcome', (c) => c.json({ demo: parts.demo }, 200, { 'cache-control': 'no-store' }));

  app.notFound((c) => c.json({ code: 'not-found', message: 'There is nothing at this address.' }, 404));
  return app;
}

function isBearer(header: string | undefined, token: string): boolean {
  const given = Buffer.from(/^Bearer (.*)$/i.exec(header ?? '')?.[1] ?? '');
  const right = Buffer.from(token);
  return given.length === right.length && timingSafeEqual(given, right);
}
