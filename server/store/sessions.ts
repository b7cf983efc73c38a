import { and, eq, gt, like, lte } from 'drizzle-orm';
import type { Database } from './database.ts';
import { appTokens } from './schema.ts';

/** Sessions of the console that were opened and not ended. */
export interface SessionStore {
  /** @param expiresAt milliseconds since the epoch */
  add(id: string, now: number, expiresAt: number): Promise<void>;
  has(id: string, now: number): Promise<boolean>;
  remove(id: string): Promise<void>;
}

/**
 * They stand among the application tokens, marked so: whatever is looked up there by the digest of a bearer
 * (hexadecimal) can never be one of them.
 */
const MARK = 'console:';
/** Rows that are sessions, for what lists application tokens and should leave them out. */
export const isSessionRow = like(appTokens.digest, `${MARK}%`);

export function createSessionStore(database: Database): SessionStore {
  const row = (id: string) => eq(appTokens.digest, `${MARK}${id}`);
  return {
    async add(id, now, expiresAt) {
      await database.delete(appTokens).where(and(isSessionRow, lte(appTokens.expiresAt, now)));
      await database.insert(appTokens).values({
        id,
        name: 'Console session',
        digest: `${MARK}${id}`,
        scopes: [],
        createdAt: now,
        expiresAt,
      });
    },
    async has(id, now) {
      const found = await database
        .select({ id: appTokens.id })
        .from(appTokens)
        .where(and(row(id), gt(appTokens.expiresAt, now)));
      return found.length > 0;
    },
    async remove(id) {
      await database.delete(appTokens).where(row(id));
    },
  };
}
