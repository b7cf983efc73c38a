import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context, MiddlewareHandler } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { ConsoleSession, ConsoleSessions } from '../../identity/console.ts';
import { type Principal, SCOPES } from '../../identity/principal.ts';
import { defaultHook, Problem, problems } from '../problem.ts';
import { crossSite } from './same-site.ts';

export const SESSION_COOKIE = 'rostrum_console';

/** Wrong tokens from one address before it has to wait; the duration is in seconds. */
const WRONG = { points: 10, duration: 15 * 60 };

export interface SessionParts {
  readonly sessions: ConsoleSessions;
  /** Where people reach this server, if that is known; null otherwise. */
  readonly publicUrl: string | null;
  /** The address at the other end. */
  readonly addressOf: (request: Request) => string;
  readonly limits?: { readonly points: number; readonly duration: number };
}

/** How the API knows who is signed in to the console; see `ApiParts.sessions`. */
export const consoleSessions = (parts: Pick<SessionParts, 'sessions' | 'publicUrl'>) => ({
  async find(c: Context): Promise<Principal | null> {
    const found = await sessionOf(c, parts);
    return found && { kind: 'console', id: `console:${found.id}`, name: 'Console', scopes: SCOPES };
  },
});

/**
 * The session whose cookie came with a request; null when there is none that stands.
 * @throws Problem `refused` when there is one, but another site may have sent the request
 */
async function sessionOf(
  c: Context,
  { sessions, publicUrl }: Pick<SessionParts, 'sessions' | 'publicUrl'>,
): Promise<ConsoleSession | null> {
  const value = getCookie(c, SESSION_COOKIE);
  if (value === undefined) return null;
  refuseOtherSites(c, publicUrl);
  return sessions.read(value);
}

function refuseOtherSites(c: Context, publicUrl: string | null): void {
  const why = crossSite(c.req.raw, publicUrl === null ? [] : [new URL(publicUrl).origin]);
  if (why) throw new Problem('refused', why);
}

const Asked = z
  .strictObject({ token: z.string().min(1).max(512).openapi({ description: 'The admin token.' }) })
  .openapi('SignIn');

const Session = z
  .object({ expiresAt: z.string().openapi({ format: 'date-time', example: '2027-03-01T20:00:00.000Z' }) })
  .openapi('Session');

const shown = ({ expiresAt }: ConsoleSession) => ({ expiresAt: new Date(expiresAt).toISOString() });
const content = { 'application/json': { schema: Session } };
const tags = ['Console'];

const post = createRoute({
  method: 'post',
  path: '/session',
  operationId: 'signIn',
  tags,
  summary: 'Sign in to the console',
  description:
    'Takes the admin token and no other: application tokens are for programs. Sets the cookie `rostrum_console`, which stands for 12 hours, across restarts, until it is given back or the admin token changes. Ten wrong tokens from one address within 15 minutes are answered with 429 until that time is over. Needs the header `X-Rostrum-Console` and the origin of this server, as every unsafe request with that cookie does.',
  security: [],
  request: { body: { required: true, content: { 'application/json': { schema: Asked } } } },
  responses: { 200: { description: 'Signed in.', content }, ...problems(400, 401, 403, 413, 429) },
});

const get = createRoute({
  method: 'get',
  path: '/session',
  operationId: 'getSession',
  tags,
  summary: 'Who is signed in',
  description: 'Whether the cookie that came along stands, and until when.',
  security: [],
  responses: { 200: { description: 'The cookie stands.', content }, ...problems(401, 403) },
});

const remove = createRoute({
  method: 'delete',
  path: '/session',
  operationId: 'signOut',
  tags,
  summary: 'Sign out of the console',
  description: 'The cookie means nothing from then on, wherever a copy of it is.',
  security: [],
  responses: { 204: { description: 'Signed out, or nobody was signed in.' }, ...problems(403) },
});

/** For the API's document. */
export const SESSION_ROUTES = { post, get, remove };

/** `POST`, `GET` and `DELETE /api/v1/session`. */
export function session(parts: SessionParts): OpenAPIHono {
  const { sessions, publicUrl, addressOf, limits = WRONG } = parts;
  const app = new OpenAPIHono({ defaultHook });
  const wrong = new RateLimiterMemory(limits);
  const cookie = {
    httpOnly: true,
    sameSite: 'Strict',
    path: '/',
    secure: publicUrl?.startsWith('https:') ?? false,
  } as const;

  const unkept: MiddlewareHandler = async (c, next) => {
    c.header('cache-control', 'no-store');
    await next();
  };
  app.use('/session', unkept);

  app.openapi(post, async (c) => {
    // Somebody else's page must not sign a person in to an account that they do not mean either.
    refuseOtherSites(c, publicUrl);
    const { token } = c.req.valid('json');
    const from = networkOf(addressOf(c.req.raw));
    // Taken before trying, so that a hundred tries at one moment are a hundred.
    await wrong.consume(from).catch((taken: unknown) => {
      const ms = taken instanceof RateLimiterRes ? taken.msBeforeNext : limits.duration * 1000;
      throw new Problem('rate-limited', 'There were too many wrong tokens from your network.', [], {
        'retry-after': String(Math.ceil(ms / 1000)),
      });
    });
    const opened = await sessions.open(token);
    if (!opened) throw new Problem('unauthenticated', 'That is not the admin token.');
    await wrong.delete(from);
    setCookie(c, SESSION_COOKIE, opened.value, { ...cookie, expires: new Date(opened.session.expiresAt) });
    return c.json(shown(opened.session), 200);
  });

  app.openapi(get, async (c) => {
    const found = await sessionOf(c, parts);
    if (!found) throw new Problem('unauthenticated', 'Nobody is signed in to the console here.');
    return c.json(shown(found), 200);
  });

  app.openapi(remove, async (c) => {
    refuseOtherSites(c, publicUrl);
    await sessions.close(getCookie(c, SESSION_COOKIE));
    deleteCookie(c, SESSION_COOKIE, cookie);
    return c.body(null, 204);
  });
  return app;
}

/** Whom tries are counted for: somebody with IPv6 has a whole /64 of addresses to try from. */
export function networkOf(address: string): string {
  const bare = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  if (!bare.includes(':')) return bare;
  const [head = '', tail] = bare.toLowerCase().split('::');
  const left = head ? head.split(':') : [];
  const right = tail ? tail.split(':') : [];
  const zeros = tail === undefined ? [] : Array.from({ length: 8 - left.length - right.length }, () => '0');
  return [...left, ...zeros, ...right]
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':');
}
