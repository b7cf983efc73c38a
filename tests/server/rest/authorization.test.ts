import { beforeAll, describe, expect, it } from 'vitest';
import { openApiDocument } from '@/server/http/v1/document.ts';
import { BEARER } from '@/server/http/v1/routes/define.ts';
import { type Principal, SCOPES, type Scope } from '@/server/identity/principal.ts';
import { ADMIN_TOKEN, CONSOLE, restHouse } from './house.ts';

/** Stands for the console's session, until a test takes it away. */
let session: Principal | null = null;

const house = restHouse({ sessions: { find: async () => session } });
const { expects } = house;

interface Case {
  readonly method: string;
  readonly path: string;
  readonly scope: Scope;
  readonly body?: unknown;
  /** What somebody who may is answered. */
  readonly status: number;
}

/** Every endpoint, once; an endpoint of the document that is not here fails below. */
const CASES: readonly Case[] = [
  { method: 'GET', path: '/rooms', scope: 'rooms:read', status: 200 },
  { method: 'POST', path: '/rooms', scope: 'rooms:write', body: { name: 'R' }, status: 201 },
  { method: 'GET', path: '/rooms/{room}', scope: 'rooms:read', status: 200 },
  { method: 'PATCH', path: '/rooms/{room}', scope: 'rooms:write', body: { name: 'R' }, status: 200 },
  { method: 'DELETE', path: '/rooms/{room}', scope: 'rooms:write', status: 204 },
  { method: 'GET', path: '/presets', scope: 'rooms:read', status: 200 },
  { method: 'GET', path: '/rooms/{room}/members', scope: 'members:read', status: 200 },
  {
    method: 'POST',
    path: '/rooms/{room}/members',
    scope: 'members:write',
    body: { members: [{ address: 'ana' }] },
    status: 200,
  },
  { method: 'GET', path: '/rooms/{room}/members/{person}', scope: 'members:read', status: 200 },
  { method: 'PUT', path: '/rooms/{room}/members/{person}', scope: 'members:write', body: {}, status: 200 },
  { method: 'PATCH', path: '/rooms/{room}/members/{person}', scope: 'members:write', body: {}, status: 200 },
  { method: 'DELETE', path: '/rooms/{room}/members/{person}', scope: 'members:write', status: 204 },
  { method: 'GET', path: '/rooms/{room}/pins', scope: 'pins:read', status: 200 },
  { method: 'POST', path: '/rooms/{room}/pins', scope: 'pins:write', body: {}, status: 201 },
  { method: 'PATCH', path: '/rooms/{room}/pins/{pin}', scope: 'pins:write', body: {}, status: 200 },
  { method: 'DELETE', path: '/rooms/{room}/pins/{pin}', scope: 'pins:write', status: 204 },
  { method: 'GET', path: '/rooms/{room}/audit', scope: 'audit:read', status: 200 },
  { method: 'GET', path: '/rooms/{room}/live', scope: 'live:read', status: 200 },
  { method: 'GET', path: '/rooms/{room}/live/events', scope: 'live:read', status: 200 },
  {
    method: 'POST',
    path: '/rooms/{room}/live/commands',
    scope: 'live:write',
    body: { do: 'release-all' },
    status: 204,
  },
  { method: 'GET', path: '/rooms/{room}/decide?guest=true', scope: 'rooms:read', status: 200 },
  { method: 'POST', path: '/rooms/{room}/preview', scope: 'rooms:read', body: {}, status: 200 },
  { method: 'GET', path: '/users', scope: 'users:read', status: 200 },
  { method: 'POST', path: '/users', scope: 'users:write', body: { address: '{new}' }, status: 201 },
  { method: 'GET', path: '/users/{address}', scope: 'users:read', status: 200 },
  { method: 'PATCH', path: '/users/{address}', scope: 'users:write', body: {}, status: 200 },
  { method: 'DELETE', path: '/users/{address}', scope: 'users:write', status: 204 },
  { method: 'GET', path: '/users/{address}/tokens', scope: 'users:read', status: 200 },
  { method: 'POST', path: '/users/{address}/tokens', scope: 'users:write', body: {}, status: 201 },
  { method: 'DELETE', path: '/users/{address}/tokens/{id}', scope: 'users:write', status: 204 },
  { method: 'GET', path: '/rooms/{room}/messages', scope: 'live:read', status: 200 },
  {
    method: 'POST',
    path: '/rooms/{room}/messages',
    scope: 'live:write',
    body: { from: 'user:owner', text: 'Hello' },
    status: 201,
  },
  { method: 'DELETE', path: '/rooms/{room}/messages/{message}', scope: 'live:write', status: 204 },
  { method: 'GET', path: '/webhooks', scope: 'webhooks:read', status: 200 },
  {
    method: 'POST',
    path: '/webhooks',
    scope: 'webhooks:write',
    body: { url: 'https://hooks.test/' },
    status: 201,
  },
  { method: 'GET', path: '/webhooks/{id}', scope: 'webhooks:read', status: 200 },
  { method: 'PATCH', path: '/webhooks/{id}', scope: 'webhooks:write', body: {}, status: 200 },
  { method: 'DELETE', path: '/webhooks/{id}', scope: 'webhooks:write', status: 204 },
  { method: 'GET', path: '/webhooks/{id}/deliveries', scope: 'webhooks:read', status: 200 },
  { method: 'GET', path: '/tokens', scope: 'tokens:read', status: 200 },
  {
    method: 'POST',
    path: '/tokens',
    scope: 'tokens:write',
    body: { name: 'T', scopes: ['tokens:write'] },
    status: 201,
  },
  { method: 'DELETE', path: '/tokens/{id}', scope: 'tokens:write', status: 204 },
];

const GARBAGE = '0'.repeat(64);

/** Who calls, and what any endpoint answers to it. `null`: what it answers to somebody who may. */
const CALLERS: readonly [
  who: string,
  status: number | null,
  code: string,
  headers: (scope: Scope) => Promise<Record<string, string>>,
][] = [
  ['nobody', 401, 'unauthenticated', async () => ({})],
  ['an empty bearer', 401, 'unauthenticated', async () => ({ authorization: 'Bearer ' })],
  [
    'another scheme',
    401,
    'unauthenticated',
    async () => ({ authorization: `Basic ${btoa(`admin:${ADMIN_TOKEN}`)}` }),
  ],
  ['a token without a scheme', 401, 'unauthenticated', async () => ({ authorization: ADMIN_TOKEN })],
  ['garbage', 401, 'unauthenticated', async () => bearer(GARBAGE)],
  ['a part of the admin token', 401, 'unauthenticated', async () => bearer(ADMIN_TOKEN.slice(0, -1))],
  ['more than the admin token', 401, 'unauthenticated', async () => bearer(`${ADMIN_TOKEN}x`)],
  ['an expired token', 401, 'expired', async () => bearer(expired)],
  ['a revoked token', 401, 'unauthenticated', async () => bearer(revoked)],
  [
    'a token with every scope but the one',
    403,
    'insufficient-scope',
    async (scope) => bearer(await house.token(...SCOPES.filter((one) => one !== scope))),
  ],
  ['a user’s token', 403, 'refused', async () => bearer(await house.tokens.user('stranger', '1h'))],
  [
    'the token of this room’s owner',
    403,
    'refused',
    async () => bearer(await house.tokens.user('owner', '1h')),
  ],
  [
    'the token of another room’s moderator',
    403,
    'refused',
    async () => bearer(await house.tokens.user('moderator', '1h')),
  ],
  [
    'an expired user’s token',
    403,
    'refused',
    async () => bearer(await house.tokens.user('owner', 1_000_000)),
  ],
  ['a guest’s token', 401, 'unauthenticated', async () => bearer(await house.tokens.guest('someone'))],
  [
    'a user’s token under another key',
    401,
    'unauthenticated',
    async () => bearer(`${(await house.tokens.user('owner', '1h')).slice(0, -4)}AAAA`),
  ],
  ['a token with this scope alone', null, '', async (scope) => bearer(await house.token(scope))],
  ['the admin token', null, '', async () => bearer(ADMIN_TOKEN)],
];

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
let expired = '';
let revoked = '';
let count = 0;

beforeAll(async () => {
  await house.users('owner', 'moderator', 'stranger', 'ana');
  ({ token: expired } = await house.appTokens.create({
    name: 'E',
    scopes: SCOPES,
    expiresAt: house.clock.now(),
  }));
  const gone = await house.appTokens.create({ name: 'G', scopes: SCOPES, expiresAt: null });
  revoked = gone.token;
  await house.appTokens.remove(gone.id);
  await house.room({
    members: [{ address: 'moderator', role: 'moderator', moderation: ['modifyRoom', 'editMembers'] }],
  });
});

/** A case with everything it needs made anew, so that whoever may is served. */
async function prepared({ method, path, body }: Case) {
  const address = `person-${count++}`;
  await house.users(address);
  const room = await house.room({
    members: [{ address: 'owner', role: 'owner' }, { address }],
  });
  const [pin] = (await expects(200, 'GET', `/rooms/${room}/pins`)).body.items;
  const id = path.startsWith('/tokens')
    ? (await house.appTokens.create({ name: 'X', scopes: SCOPES, expiresAt: null })).id
    : path.startsWith('/webhooks/')
      ? (await expects(201, 'POST', '/webhooks', { body: { url: 'https://hooks.test/' } })).body.id
      : (await expects(201, 'POST', `/users/${address}/tokens`, { body: {} })).body.id;
  const message = path.includes('{message}')
    ? (await expects(201, 'POST', `/rooms/${room}/messages`, { body: { from: 'user:owner', text: 'A' } }))
        .body.id
    : '';
  const target = path
    .replace('{message}', message)
    .replace('{room}', room)
    .replace('{person}', address)
    .replace('{address}', address)
    .replace('{pin}', pin.id)
    .replace('{id}', id);
  const sent = body === undefined ? {} : { body: JSON.stringify(body).replace('{new}', `new-${count++}`) };
  return { room, send: (headers: Record<string, string>) => send(method, target, sent, headers) };
}

const once = new Map<Case, ReturnType<typeof prepared>>();
function untouched(one: Case): ReturnType<typeof prepared> {
  const made = once.get(one) ?? prepared(one);
  once.set(one, made);
  return made;
}

async function send(method: string, path: string, sent: { body?: string }, headers: Record<string, string>) {
  const response = await house.fetch(`/api/v1${path}`, {
    method,
    headers: { ...(sent.body !== undefined && { 'content-type': 'application/json' }), ...headers },
    ...sent,
  });
  const stream = response.headers.get('content-type')?.startsWith('text/event-stream');
  if (stream) await response.body?.cancel();
  const text = stream ? '' : await response.text();
  return { status: response.status, text, headers: response.headers };
}

describe('who may call what', () => {
  it('the table has every endpoint that the document guards, with its scope', () => {
    const guarded = Object.entries(openApiDocument().paths ?? {}).flatMap(([path, item]) =>
      (['get', 'post', 'put', 'patch', 'delete'] as const).flatMap((method) => {
        const scope = item[method]?.security?.find((one) => BEARER in one)?.[BEARER]?.[0];
        return scope ? [`${method.toUpperCase()} ${path} ${scope}`] : [];
      }),
    );
    const cases = CASES.map(({ method, path, scope }) => `${method} ${path.replace(/\?.*/, '')} ${scope}`);
    expect(cases.sort()).toEqual(guarded.sort());
  });

  it.each(CALLERS)('%s is answered %s %s by every endpoint', async (_who, status, code, headers) => {
    for (const one of CASES) {
      // Who is refused leaves everything as it was, for the next to be refused.
      const { send } = status === null ? await prepared(one) : await untouched(one);
      const answer = await send(await headers(one.scope));
      const where = `${one.method} ${one.path}: ${answer.text.slice(0, 200)}`;
      expect(answer.status, where).toBe(status ?? one.status);
      if (status === null) continue;
      expect(answer.headers.get('content-type'), where).toBe('application/problem+json');
      expect(JSON.parse(answer.text).code, where).toBe(code);
      if (code !== 'refused') expect(answer.headers.get('www-authenticate'), where).toMatch(/^Bearer /);
    }
  });

  it('who may not is told so before anything is looked at: no body, no query and no id shows through', async () => {
    const token = await house.token('webhooks:read');
    for (const { method, path, scope } of CASES) {
      if (scope === 'webhooks:read') continue;
      if (method === 'GET' && !path.includes('{')) continue;
      const target = path.replace(/\{\w+\}/g, 'unknown').replace(/\?.*/, '');
      const body = method === 'GET' || method === 'DELETE' ? {} : { body: '{broken' };
      expect((await send(method, `${target}?x=1`, body, bearer(token))).status, `${method} ${path}`).toBe(
        403,
      );
      expect((await send(method, `${target}?x=1`, body, {})).status, `${method} ${path}`).toBe(401);
    }
  });

  it('a console session is as good as the scopes it has, and a bearer beside it counts alone', async () => {
    session = { ...CONSOLE, scopes: SCOPES };
    for (const one of CASES) {
      const { send } = await prepared(one);
      expect((await send({})).status, `${one.method} ${one.path}`).toBe(one.status);
      expect((await (await prepared(one)).send(bearer(GARBAGE))).status).toBe(401);
    }
    session = null;
    expect((await send('GET', '/rooms', {}, {})).status).toBe(401);
  });
});
