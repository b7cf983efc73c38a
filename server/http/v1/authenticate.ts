import { createHash, timingSafeEqual } from 'node:crypto';
import type { Context } from 'hono';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { ADMIN, type Principal } from '../../identity/principal.ts';
import { Problem } from '../problem.ts';
import type { ApiParts } from './parts.ts';

/** Wrong tokens from one address in a minute: more than any mistake makes, and nothing to guess with. */
export const WRONG_TOKENS = { points: 60, duration: 60 };

type Parts = Pick<ApiParts, 'adminToken' | 'appTokens' | 'isUserToken' | 'sessions' | 'addressOf' | 'rates'>;

/**
 * Who calls: by a bearer token, or by the console's cookie where there is no bearer.
 * @throws Problem where nobody valid does
 */
export function createAuthenticate(parts: Parts): (c: Context) => Promise<Principal> {
  const { adminToken, appTokens, isUserToken, sessions, addressOf } = parts;
  const wrong = new RateLimiterMemory(parts.rates?.wrong ?? WRONG_TOKENS);

  async function byToken(token: string): Promise<Principal> {
    if (isSame(token, adminToken)) return ADMIN;
    const found = await appTokens.find(token);
    if (found.state === 'valid') return found.principal;
    if (found.state === 'expired') throw unauthenticated('expired', 'This application token has expired.');
    if (await isUserToken(token))
      throw new Problem(
        'refused',
        'This is a user’s token: it opens rooms, and is never good here. Use an application token.',
      );
    throw unauthenticated('unauthenticated', 'This token is not valid: wrong, or revoked.');
  }

  return async (c) => {
    const header = c.req.header('authorization');
    if (header === undefined) {
      const principal = await sessions?.find(c);
      if (principal) return principal;
      throw unauthenticated('unauthenticated', 'Send an application token: Authorization: Bearer <token>.');
    }
    const token = /^Bearer +(\S.{0,4095})$/i.exec(header)?.[1];
    if (!token)
      throw unauthenticated('unauthenticated', 'The header must be: Authorization: Bearer <token>.');
    const from = addressOf(c.req.raw);
    const tried = await wrong.get(from);
    if (tried && tried.remainingPoints <= 0) throw tooMany(tried.msBeforeNext);
    try {
      return await byToken(token);
    } catch (error) {
      if (error instanceof Problem && error.code === 'unauthenticated')
        await wrong.consume(from).catch(() => {});
      throw error;
    }
  };
}

const unauthenticated = (code: 'unauthenticated' | 'expired', detail: string) =>
  new Problem(code, detail, [], {
    'www-authenticate': `Bearer realm="rostrum"${code === 'expired' ? ', error="invalid_token"' : ''}`,
  });

const tooMany = (ms: number) =>
  new Problem('rate-limited', 'There were too many wrong tokens from your network.', [], {
    'retry-after': String(Math.max(1, Math.ceil(ms / 1000))),
  });

/** Takes as long whatever is given: digests are compared, so that not even the length shows. */
function isSame(given: string, right: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(right));
}
