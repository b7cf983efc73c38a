import type { OpenAPIHono, RouteConfig } from '@hono/zod-openapi';
import type { Context, MiddlewareHandler } from 'hono';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { type Principal, SCOPES, type Scope } from '../../identity/principal.ts';
import { Problem } from '../problem.ts';
import { createAuthenticate } from './authenticate.ts';
import { idempotent } from './idempotent.ts';
import type { ApiEnv, ApiParts } from './parts.ts';
import { roomNamed } from './resources/named.ts';
import { BEARER } from './routes/define.ts';

/** What one token may do in a minute: more than an honest backend does, and little for a runaway loop. */
export const READS = { points: 3000, duration: 60 };
export const WRITES = { points: 600, duration: 60 };

type Route = RouteConfig & { getRoutingPath(): string };

/**
 * Puts before each of these routes what the document says of it: who may call it, how often, and with which query, in
 * this order. To be called before the handlers are added.
 */
export function createGuard(parts: ApiParts) {
  const authenticate = createAuthenticate(parts);
  const reads = new RateLimiterMemory({ keyPrefix: 'read', ...(parts.rates?.reads ?? READS) });
  const writes = new RateLimiterMemory({ keyPrefix: 'write', ...(parts.rates?.writes ?? WRITES) });

  async function spend(principal: Principal, method: string): Promise<void> {
    const limiter = method === 'GET' || method === 'HEAD' ? reads : writes;
    await limiter.consume(principal.id).catch((taken: unknown) => {
      const ms = taken instanceof RateLimiterRes ? taken.msBeforeNext : 1000;
      throw new Problem('rate-limited', 'This token asks too often. Wait, then go on more slowly.', [], {
        'retry-after': String(Math.max(1, Math.ceil(ms / 1000))),
      });
    });
  }

  return (app: OpenAPIHono<ApiEnv>, routes: readonly Route[]): void => {
    for (const route of routes) {
      const scope = scopeOf(route);
      const guard: MiddlewareHandler<ApiEnv> = async (c, next) => {
        c.header('cache-control', 'no-store');
        const principal = await authenticate(c);
        await spend(principal, c.req.method);
        requireScope(principal, scope);
        if (!route.request?.query) refuseQuery(c);
        // What no room can be called is no room: it reaches no store.
        if (route.path.includes('{room}')) roomNamed(c.req.param('room') ?? '');
        c.set('principal', principal);
        c.set('stillValid', () => stands(authenticate(c), principal));
        await next();
      };
      const before: MiddlewareHandler<ApiEnv>[] = [guard];
      if (route.request?.headers && route.method === 'post') before.push(idempotent(parts));
      app.on(route.method.toUpperCase(), [route.getRoutingPath()], ...before);
    }
  };
}

/** @throws Problem `insufficient-scope` */
export function requireScope(principal: Principal, scope: Scope): void {
  if (principal.scopes.includes(scope)) return;
  throw new Problem('insufficient-scope', `This token does not have the scope ${scope}.`, [], {
    'www-authenticate': `Bearer realm="rostrum", error="insufficient_scope", scope="${scope}"`,
  });
}

/** The scope that the document shows. An endpoint that shows none would be open to any token: there is none such. */
function scopeOf(route: Route): Scope {
  const named = route.security?.find((one) => BEARER in one)?.[BEARER]?.[0];
  const scope = SCOPES.find((one) => one === named);
  if (!scope) throw new Error(`${route.operationId} names no scope.`);
  return scope;
}

const stands = (again: Promise<Principal>, before: Principal): Promise<boolean> =>
  again.then(
    ({ id }) => id === before.id,
    () => false,
  );

function refuseQuery(c: Context): void {
  const names = Object.keys(c.req.query());
  if (!names.length) return;
  throw new Problem(
    'bad-request',
    `${names[0]}: is not known here`,
    names.map((field) => ({ field, rule: 'unrecognized_keys', message: 'is not known here' })),
  );
}
