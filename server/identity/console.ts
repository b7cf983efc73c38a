import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';
import type { SessionStore } from '../store/sessions.ts';

/** How long a session of the console lasts, milliseconds. */
export const SESSION_LIFE_MS = 12 * 3_600_000;

export interface ConsoleSession {
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

export type ConsoleSessions = ReturnType<typeof createConsoleSessions>;

/**
 * Sessions of whoever signed in with the admin token. A session is a signed value in the browser and an entry in
 * the store: the one cannot be forged, the other is taken away at sign-out. The key also depends on the admin
 * token, so that a new admin token ends every session that the old one opened.
 *
 * Only the admin token opens one. An application token, whatever its scopes, is for programs: were it good here,
 * a narrow token would turn into a cookie that acts for whoever looks at a page.
 */
export function createConsoleSessions(parts: {
  readonly secret: string;
  readonly adminToken: string;
  readonly store: SessionStore;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}) {
  const { store, now } = parts;
  const key = createHmac('sha256', parts.secret).update(`console:${parts.adminToken}`).digest();

  async function read(value: string | undefined): Promise<ConsoleSession | null> {
    if (!value) return null;
    const claims = await jwtVerify(value, key, {
      issuer: 'rostrum',
      audience: 'console',
      algorithms: ['HS256'],
      requiredClaims: ['jti', 'exp'],
      currentDate: new Date(now()),
    }).catch(() => null);
    const { jti, exp } = claims?.payload ?? {};
    if (jti === undefined || exp === undefined) return null;
    return (await store.has(jti, now())) ? { id: jti, expiresAt: exp * 1000 } : null;
  }

  return {
    /** @returns the value to keep in the browser; null when this is not the admin token */
    async open(token: string): Promise<{ value: string; session: ConsoleSession } | null> {
      if (!isSame(token, parts.adminToken)) return null;
      const id = randomUUID();
      // A token says whole seconds; the store must not outlive it.
      const expiresAt = Math.floor((now() + SESSION_LIFE_MS) / 1000) * 1000;
      const value = await new SignJWT({ jti: id })
        .setProtectedHeader({ alg: 'HS256' })
        .setIssuer('rostrum')
        .setAudience('console')
        .setExpirationTime(expiresAt / 1000)
        .sign(key);
      await store.add(id, now(), expiresAt);
      return { value, session: { id, expiresAt } };
    },

    /** The session that this value stands for; null when it is forged, over or ended. */
    read,

    async close(value: string | undefined): Promise<void> {
      const session = await read(value);
      if (session) await store.remove(session.id);
    },
  };
}

/** Takes as long whatever is given: digests are compared, so that not even the length shows. */
function isSame(given: string, right: string): boolean {
  const digest = (text: string) => createHmac('sha256', 'compare').update(text).digest();
  return timingSafeEqual(digest(given), digest(right));
}
