import { OpenAPIHono } from '@hono/zod-openapi';
import { Hono } from 'hono';
import { Registry as Metrics } from 'prom-client';
import { describe, expect, it } from 'vitest';
import { createHttp, type DemoRoom, type HttpParts, isEndpoint } from '@/server/http/app.ts';
import type { ApiEnv } from '@/server/http/v1/parts.ts';
import type { Administration } from '@/server/rooms/administration.ts';
import { testLog } from './doubles.ts';

const ADMIN = 'the admin token of these tests';
const DEMO: DemoRoom[] = [{ title: 'A', about: 'B', links: [{ label: 'C', href: '/r/a?token=x' }] }];

const app = (missing: string | null = null) =>
  createHttp({
    adminToken: ADMIN,
    demo: DEMO,
    meetings: true,
    metrics: new Metrics(),
    missing: async () => missing,
    api: new Hono<ApiEnv>(),
    // Nothing here makes or changes a room.
    administration: {} as Administration,
    mesibo: {} as HttpParts['mesibo'],
    corsOrigins: [],
    session: new OpenAPIHono(),
    log: testLog().log,
    addressOf: () => '127.0.0.1',
  });
const get = (path: string, headers: Record<string, string> = {}, missing: string | null = null) =>
  app(missing).request(path, { headers });

describe('the endpoints of operations', () => {
  it('/healthz says that the process lives, whatever is missing', async () => {
    const answer = await get('/healthz', {}, 'The database does not answer.');
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ ok: true });
  });

  it('/readyz says whether calls can be held, and what is missing otherwise', async () => {
    const ready = await get('/readyz');
    expect(ready.status).toBe(200);
    expect(await ready.json()).toEqual({ ready: true });
    const not = await get('/readyz', {}, 'Media: Janus is starting.');
    expect(not.status).toBe(503);
    expect(await not.json()).toEqual({ ready: false, why: 'Media: Janus is starting.' });
  });

  it.each([
    ['nothing', {}],
    ['an empty one', { authorization: '' }],
    ['an empty bearer', { authorization: 'Bearer ' }],
    ['another', { authorization: `Bearer ${ADMIN.replace('t', 'T')}` }],
    ['a part of it', { authorization: `Bearer ${ADMIN.slice(0, -1)}` }],
    ['more than it', { authorization: `Bearer ${ADMIN}x` }],
    ['it as a password', { authorization: `Basic ${Buffer.from(`x:${ADMIN}`).toString('base64')}` }],
    ['it without a scheme', { authorization: ADMIN }],
    ['it under another scheme', { authorization: `Token ${ADMIN}` }],
  ] as [string, Record<string, string>][])(
    '/metrics needs the admin token, and refuses %s',
    async (_what, headers) => {
      const answer = await get('/metrics', headers);
      expect(answer.status).toBe(401);
      expect(await answer.json()).toMatchObject({ code: 'unauthenticated' });
    },
  );

  it('/metrics counts for whoever has the token, and never by a query', async () => {
    const answer = await get('/metrics', { authorization: `Bearer ${ADMIN}` });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain/);
    expect((await get(`/metrics?token=${encodeURIComponent(ADMIN)}`)).status).toBe(401);
  });

  it('/api/v1/welcome offers the demo rooms, and nobody keeps their links', async () => {
    const answer = await get('/api/v1/welcome');
    expect(await answer.json()).toEqual({ demo: DEMO, meetings: true });
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it('anything else is a 404 in JSON', async () => {
    for (const path of [
      '/api/v1/nothing',
      '/api/v1',
      '/healthz/x',
      '/readyz/../x',
      '/api/v1/%',
      '/METRICS',
    ]) {
      const answer = await get(path, { authorization: `Bearer ${ADMIN}` });
      expect(answer.status, path).toBe(404);
      expect(await answer.json(), path).toMatchObject({ code: 'not-found' });
    }
    const posted = await app().request('/api/v1/welcome', { method: 'POST' });
    expect(posted.status).toBe(404);
  });
});

describe('which paths are not pages', () => {
  it.each([
    ...['/healthz', '/readyz', '/metrics', '/api/v1/welcome', '/api/v1/', '/api/v1/x/y', '/api/v1'],
    ...['/api.php', '/backend', '/backend/'],
  ])('%s is an endpoint', (path) => expect(isEndpoint(path)).toBe(true));
  it.each([
    '/',
    '/r/healthz',
    '/r/metrics',
    '/healthzz',
    '/metrics.js',
    '/api/v10/x',
    '/x/api/v1/',
    '/apiv1',
    '/api.php/',
    '/apixphp',
    '/backend/x',
    '/backends',
  ])('%s is a page', (path) => expect(isEndpoint(path)).toBe(false));
});
