import { createHash, timingSafeEqual } from 'node:crypto';
import type { Context, Hono } from 'hono';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { FailureError } from '@/lib/core/failure.ts';
import type { AppTokens } from '../../identity/app-tokens.ts';
import { ADMIN, type Scope } from '../../identity/principal.ts';
import type { Log } from '../../log.ts';
import { WRONG_TOKENS } from '../v1/authenticate.ts';
import type { Call, MesiboParts, Op } from './call.ts';
import { type Echo, errorOf, failed, MesiboError, succeeded } from './envelope.ts';
import type { Fields } from './fields.ts';
import { groupadd, groupdel, groupset, groupsget } from './groups.ts';
import { groupeditmembers, groupgetmembers } from './members.ts';
import { message } from './message.ts';
import { createOtps } from './otp.ts';
import { fieldsOf, queryOf } from './request.ts';
import { deltoken, otp, useradd, userdel, userset, usersget, usertoken } from './users.ts';

export interface MesiboEndpointParts extends MesiboParts {
  readonly adminToken: string;
  readonly appTokens: Pick<AppTokens, 'find'>;
  /** The network address at the other end. */
  readonly addressOf: (request: Request) => string;
  readonly log: Log;
}

/** Where existing clients of mesibo's backend API find it. */
export const MESIBO_PATHS = ['/api.php', '/backend', '/backend/'] as const;

export const isMesiboPath = (path: string): boolean => (MESIBO_PATHS as readonly string[]).includes(path);

/** Every op with the scope that an application token needs for it; the admin token has all. */
const OPS: ReadonlyMap<string, readonly [scope: Scope, op: Op]> = new Map(
  Object.entries({
    useradd: ['users:write', useradd],
    userset: ['users:write', userset],
    usertoken: ['users:write', usertoken],
    deltoken: ['users:write', deltoken],
    userdel: ['users:write', userdel],
    deluser: ['users:write', userdel],
    otp: ['users:write', otp],
    usersget: ['users:read', usersget],
    groupadd: ['rooms:write', groupadd],
    groupset: ['rooms:write', groupset],
    groupdel: ['rooms:write', groupdel],
    groupsget: ['rooms:read', groupsget],
    groupeditmembers: ['members:write', groupeditmembers],
    groupgetmembers: ['members:read', groupgetmembers],
    getmembers: ['members:read', groupgetmembers],
    message: ['live:write', message],
  } satisfies Record<string, readonly [Scope, Op]>),
);

/**
 * The endpoint that clients of mesibo's backend API call: one address, the op in `op`, the application token in
 * `token`. Every answer is `200` and a JSON object with `op` and `result`; see docs/mesibo.md.
 */
export function mountMesibo(app: Hono, parts: MesiboEndpointParts): void {
  const otps = createOtps();
  const wrong = new RateLimiterMemory(WRONG_TOKENS);

  async function answer(c: Context): Promise<object> {
    let echo: Echo = { op: '' };
    try {
      let fields: Fields;
      try {
        fields = await fieldsOf(c);
      } catch (error) {
        echo = echoOf(queryOf(c));
        throw error;
      }
      echo = echoOf(fields);
      const { actor, need } = await backendOf(fields, parts.addressOf(c.req.raw));
      const known = OPS.get(echo.op);
      if (!known) throw new MesiboError('BADOP', 400, 'There is no such op.', ['op']);
      const [scope, op] = known;
      need(scope);
      return succeeded(echo, await op({ ...parts, fields, actor, need, otps }));
    } catch (error) {
      return failed(echo, asMesiboError(error, echo.op));
    }
  }

  /** Who asks, and what stops here unless they are trusted with a scope. */
  async function backendOf(fields: Fields, from: string): Promise<Pick<Call, 'actor' | 'need'>> {
    const token = plain(() => fields.text(['token'], 4096));
    const tried = await wrong.get(from);
    if (tried && tried.remainingPoints <= 0)
      throw new MesiboError('BUSY', 429, 'There were too many wrong tokens from your network.', ['token']);
    if (token !== undefined && isSame(token, parts.adminToken))
      return { actor: { type: 'api', name: ADMIN.name }, need: () => {} };
    const found = token === undefined ? null : await parts.appTokens.find(token);
    if (found?.state !== 'valid') {
      await wrong.consume(from).catch(() => {});
      throw new MesiboError('AUTHFAIL', 401, 'Invalid or expired app token', ['token']);
    }
    const { name, scopes } = found.principal;
    const need = (scope: Scope) => {
      if (scopes.includes(scope)) return;
      throw new MesiboError('DENIED', 403, `This application token lacks the scope ${scope}.`, ['token']);
    };
    return { actor: { type: 'api', name }, need };
  }

  function asMesiboError(error: unknown, op: string): MesiboError {
    if (error instanceof MesiboError) return error;
    if (error instanceof FailureError) return errorOf(error.failure);
    parts.log.error({ err: error, op }, 'a mesibo op failed');
    return new MesiboError('FAILED', 500, 'Something went wrong on our side. Please try again.');
  }

  for (const path of MESIBO_PATHS)
    app.all(path, async (c) => c.json(await answer(c), 200, { 'cache-control': 'no-store' }));
}

/** What is said again in the answer, whatever becomes of the request. */
function echoOf(fields: Fields): Echo {
  return {
    op: plain(() => fields.text(['op'], 64)) ?? '',
    id: plain(() => fields.number(['id'], -Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER)),
  };
}

/** What a request says of itself, or undefined where that is nonsense. */
function plain<Value>(read: () => Value | undefined): Value | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

/** In a time that does not depend on where two tokens differ, nor on how long they are. */
function isSame(given: string, right: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(right));
}
