import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { Hono } from 'hono';
import { SignJWT } from 'jose';
import { Registry as Metrics } from 'prom-client';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createHttp, type HttpParts } from '@/server/http/app.ts';
import type { ApiEnv } from '@/server/http/v1/parts.ts';
import { networkOf, session } from '@/server/http/v1/session.ts';
import { createConsoleSessions, SESSION_LIFE_MS } from '@/server/identity/console.ts';
import { createTokens } from '@/server/identity/tokens.ts';
import type { Administration } from '@/server/rooms/administration.ts';
import { type OpenDatabase, openDatabase } from '@/server/store/database.ts';
import { appTokens } from '@/server/store/schema.ts';
import { createSessionStore } from '@/server/store/sessions.ts';
import { createUserStore } from '@/server/store/users.ts';
import { newDataFolder } from '../support/data-folder.ts';
import { testLog } from './doubles.ts';

const ADMIN = 'the admin token of these tests';
const SECRET = 'a secret for tests only, of some length';
const ORIGIN = 'http://rostrum.test';
const OWN = { 'x-rostrum-console': '1', origin: ORIGIN, 'sec-fetch-site': 'same-origin' };
const T0 = 1_800_000_000_000;

let folder = '';
let open: OpenDatabase;
let now = T0;
let address = '192.0.2.1';
beforeAll(async () => {
  folder = await newDataFolder();
  open = await openDatabase(null, folder);
}, 60_000);
afterAll(async () => {
  await open.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  now = T0;
  address = '192.0.2.1';
  await open.database.delete(appTokens);
});

const sessionsWith = (adminToken = ADMIN, secret = SECRET) =>
  createConsoleSessions({ secret, adminToken, store: createSessionStore(open.database), now: () => now });

/** The server as it is after a start: what it knows by heart is gone, what it stored is there. */
const started = ({ adminToken = ADMIN, secret = SECRET, publicUrl = null as string | null } = {}) =>
  createHttp({
    adminToken,
    demo: [],
    meetings: true,
    metrics: new Metrics(),
    missing: async () => null,
    administration: {} as Administration,
    api: new Hono<ApiEnv>(),
    session: session({ sessions: sessionsWith(adminToken, secret), publicUrl, addressOf: () => address }),
    mesibo: {} as HttpParts['mesibo'],
    corsOrigins: [],
    log: testLog().log,
    addressOf: () => address,
  });
type App = ReturnType<typeof started>;

const signIn = (app: App, token: unknown = ADMIN, headers: Record<string, string> = OWN) =>
  app.request(`${ORIGIN}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ token }),
  });
const ask = (app: App, cookie: string, headers: Record<string, string> = {}, method = 'GET') =>
  app.request(`${ORIGIN}/api/v1/session`, { method, headers: { cookie, ...headers } });
const cookieOf = (answer: Response) => (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
const codeOf = async (answer: Response) => ((await answer.json()) as { code: string }).code;

describe('signing in to the console', () => {
  it('takes the admin token and sets a cookie that no script and no other site gets', async () => {
    const answer = await signIn(started());
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ expiresAt: new Date(T0 + SESSION_LIFE_MS).toISOString() });
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const set = answer.headers.get('set-cookie') ?? '';
    expect(set).toMatch(/^rostrum_console=[\w-]+\.[\w-]+\.[\w-]+; Path=\/; /);
    expect(set).toMatch(/; HttpOnly/);
    expect(set).toMatch(/; SameSite=Strict/);
    expect(set).not.toMatch(/Secure|Domain/);
    expect(set).not.toContain(ADMIN);
  });

  it('keeps the cookie to encrypted connections where people come by https', async () => {
    const app = started({ publicUrl: 'https://meet.example' });
    const headers = { ...OWN, origin: 'https://meet.example' };
    expect((await signIn(app, ADMIN, headers)).headers.get('set-cookie')).toMatch(/; Secure/);
  });

  it.each([
    ['another token', `${ADMIN}x`],
    ['a part of it', ADMIN.slice(0, -1)],
    ['the signing secret', SECRET],
    ['an application token', 'a'.repeat(64)],
  ])('refuses %s', async (_what, token) => {
    const answer = await signIn(started(), token);
    expect(answer.status).toBe(401);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(answer.headers.get('set-cookie')).toBeNull();
    expect(await codeOf(answer)).toBe('unauthenticated');
  });

  it('refuses a user token, and an application token that is stored with every scope', async () => {
    const user = await createTokens(SECRET, createUserStore(open.database)).user('ana', '1h');
    const backend = 'b'.repeat(64);
    await open.database.insert(appTokens).values({
      id: 'b',
      name: 'Backend',
      digest: createHash('sha256').update(backend).digest('hex'),
      scopes: ['rooms:read', 'rooms:write', 'tokens:write'],
      createdAt: T0,
    });
    for (const token of [user, backend]) expect((await signIn(started(), token)).status).toBe(401);
  });

  it.each([[''], [null], [7], [{}], ['x'.repeat(513)]])('says that %j is no token', async (token) => {
    const answer = await signIn(started(), token);
    expect(answer.status).toBe(400);
    expect(((await answer.json()) as { errors: { field: string }[] }).errors[0]?.field).toBe('token');
  });

  it('is not fooled by a body that is not JSON, or a form', async () => {
    for (const [type, body] of [
      ['application/json', '{"token":'],
      ['application/x-www-form-urlencoded', `token=${encodeURIComponent(ADMIN)}`],
      ['text/plain', JSON.stringify({ token: ADMIN })],
    ] as const) {
      const init = { method: 'POST', headers: { 'content-type': type, ...OWN }, body };
      const answer = await started().request(`${ORIGIN}/api/v1/session`, init);
      expect(answer.status, type).toBe(type === 'application/json' ? 400 : 415);
      expect(answer.headers.get('set-cookie')).toBeNull();
    }
  });
});

describe('a session', () => {
  it('stands across a restart, for twelve hours and no longer', async () => {
    const cookie = cookieOf(await signIn(started()));
    expect((await ask(started(), cookie)).status).toBe(200);
    now = T0 + SESSION_LIFE_MS - 1;
    expect((await ask(started(), cookie)).status).toBe(200);
    now = T0 + SESSION_LIFE_MS;
    expect((await ask(started(), cookie)).status).toBe(401);
  });

  it('means nothing after signing out, also where a copy of the cookie is, and after a restart', async () => {
    const app = started();
    const cookie = cookieOf(await signIn(app));
    const other = cookieOf(await signIn(app));
    const gone = await ask(app, cookie, OWN, 'DELETE');
    expect(gone.status).toBe(204);
    expect(gone.headers.get('set-cookie')).toMatch(/^rostrum_console=; Max-Age=0; Path=\//);
    for (const server of [app, started()]) {
      expect((await ask(server, cookie)).status).toBe(401);
      expect((await ask(server, other)).status).toBe(200);
    }
  });

  it('ends with the admin token that opened it, and with the signing secret', async () => {
    const cookie = cookieOf(await signIn(started()));
    expect((await ask(started({ adminToken: 'another admin token' }), cookie)).status).toBe(401);
    expect((await ask(started({ secret: 'another secret, long enough' }), cookie)).status).toBe(401);
  });

  it('cannot be forged', async () => {
    const real = cookieOf(await signIn(started()));
    const [head = '', body = ''] = real.slice('rostrum_console='.length).split('.');
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as { jti: string; exp: number };
    const signed = (key: string | Uint8Array, audience = 'console', jti = claims.jti) =>
      new SignJWT({ jti })
        .setProtectedHeader({ alg: 'HS256' })
        .setIssuer('rostrum')
        .setAudience(audience)
        .setExpirationTime(claims.exp)
        .sign(typeof key === 'string' ? new TextEncoder().encode(key) : key);
    const none = Buffer.from('{"alg":"none"}').toString('base64url');
    const later = Buffer.from(JSON.stringify({ ...claims, exp: claims.exp + 1 })).toString('base64url');
    const forged = [
      '',
      'x',
      real.slice('rostrum_console='.length, -2),
      `${head}.${later}.${real.split('.')[2]}`,
      `${none}.${body}.`,
      await signed(SECRET),
      await signed(ADMIN),
      await signed(SECRET, 'user'),
      await createTokens(SECRET, createUserStore(open.database)).user('ana', '1h', claims.jti),
      claims.jti,
    ];
    for (const value of forged) {
      const answer = await ask(started(), `rostrum_console=${value}`);
      expect(answer.status, value).toBe(401);
    }
  });

  it('of which nothing is stored does not stand, however well it is signed', async () => {
    const cookie = cookieOf(await signIn(started()));
    await open.database.delete(appTokens);
    expect((await ask(started(), cookie)).status).toBe(401);
  });

  it('is swept out of the store when it is over', async () => {
    await signIn(started());
    now += SESSION_LIFE_MS;
    await signIn(started());
    expect(await open.database.select().from(appTokens)).toHaveLength(1);
  });

  it('is no bearer: its cookie opens nothing as a token', async () => {
    const value = cookieOf(await signIn(started())).slice('rostrum_console='.length);
    const bearer = { authorization: `Bearer ${value}` };
    expect((await started().request(`${ORIGIN}/metrics`, { headers: bearer })).status).toBe(401);
    expect((await started().request(`${ORIGIN}/api/v1/session`, { headers: bearer })).status).toBe(401);
  });
});

describe('another site', () => {
  const EVIL = 'https://evil.example';
  const unsafe: [string, Record<string, string>][] = [
    ['without the header', { origin: ORIGIN, 'sec-fetch-site': 'same-origin' }],
    ['from another site', { ...OWN, origin: EVIL, 'sec-fetch-site': 'cross-site' }],
    ['from another site, by an old browser', { 'x-rostrum-console': '1', origin: EVIL }],
    ['from another port of this machine', { ...OWN, origin: `${ORIGIN}:81`, 'sec-fetch-site': 'same-site' }],
    ['from another port, by an old browser', { 'x-rostrum-console': '1', origin: `${ORIGIN}:81` }],
    ['from nowhere', { 'x-rostrum-console': '1', origin: 'null' }],
    ['without saying from where', { 'x-rostrum-console': '1' }],
    ['from a lookalike', { 'x-rostrum-console': '1', origin: `${ORIGIN}.evil.example` }],
    ['with an origin that is no address', { 'x-rostrum-console': '1', origin: '://' }],
  ];

  it.each(unsafe)('cannot sign out with the cookie: %s', async (_how, headers) => {
    const app = started();
    const cookie = cookieOf(await signIn(app));
    const answer = await ask(app, cookie, headers, 'DELETE');
    expect(answer.status).toBe(403);
    expect((await ask(app, cookie)).status).toBe(200);
  });

  it.each(unsafe)('cannot sign somebody in: %s', async (_how, headers) => {
    const answer = await signIn(started(), ADMIN, headers);
    expect(answer.status).toBe(403);
    expect(answer.headers.get('set-cookie')).toBeNull();
  });

  it.each(['cross-site', 'same-site'])('reads nothing with the cookie (%s)', async (site) => {
    const cookie = cookieOf(await signIn(started()));
    expect((await ask(started(), cookie, { 'sec-fetch-site': site })).status).toBe(403);
  });

  it('is not what a proxy with TLS in front makes of us', async () => {
    const headers = { ...OWN, origin: 'https://rostrum.test' };
    expect((await signIn(started(), ADMIN, headers)).status).toBe(200);
    const known = started({ publicUrl: 'https://meet.example' });
    const at = { 'x-rostrum-console': '1', origin: 'https://meet.example' };
    expect((await signIn(known, ADMIN, at)).status).toBe(200);
  });
});

describe('trying tokens', () => {
  const wrong = (app: App, tries: number) =>
    Promise.all(Array.from({ length: tries }, (_, i) => signIn(app, `wrong token number ${i}`)));

  it('ends after ten wrong ones, at one moment or not, even for the right one, and says when to come back', async () => {
    const app = started();
    const statuses = (await wrong(app, 25)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(10);
    expect(statuses.filter((status) => status === 429)).toHaveLength(15);
    const right = await signIn(app);
    expect(right.status).toBe(429);
    expect(Number(right.headers.get('retry-after'))).toBeGreaterThan(800);
    expect(Number(right.headers.get('retry-after'))).toBeLessThanOrEqual(900);
    expect(right.headers.get('set-cookie')).toBeNull();
  });

  it('is counted for each address by itself', async () => {
    const app = started();
    await wrong(app, 11);
    address = '192.0.2.2';
    expect((await signIn(app)).status).toBe(200);
  });

  it('is forgotten by whoever has the right one', async () => {
    const app = started();
    await wrong(app, 9);
    expect((await signIn(app)).status).toBe(200);
    expect((await wrong(app, 10)).every(({ status }) => status === 401)).toBe(true);
  });

  it('does not begin anew with each address of one IPv6 network', async () => {
    const app = started();
    for (let i = 0; i < 10; i += 1) {
      address = `2001:db8:0:7::${i.toString(16)}`;
      await signIn(app, 'wrong');
    }
    address = '2001:db8:0:7:ffff::1';
    expect((await signIn(app)).status).toBe(429);
    address = '2001:db8:0:8::1';
    expect((await signIn(app)).status).toBe(200);
  });

  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['::1', '0:0:0:0'],
    ['2001:0db8::1', '2001:db8:0:0'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
    ['', ''],
  ])('counts %s as %s', (given, network) => {
    expect(networkOf(given)).toBe(network);
  });
});
