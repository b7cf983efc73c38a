import { and, asc, eq, not } from 'drizzle-orm';
import type { Database } from './database.ts';
import { appTokens } from './schema.ts';
import { isSessionRow } from './sessions.ts';

/** A backend's token as it is kept: the token itself is not. */
export interface AppTokenRow {
  readonly id: string;
  readonly name: string;
  /** SHA-256 of the token, hexadecimal. */
  readonly digest: string;
  readonly scopes: readonly string[];
  readonly createdAt: number;
  readonly expiresAt: number | null;
  readonly lastUsedAt: number | null;
}

export type AppTokenStore = ReturnType<typeof createAppTokenStore>;

export function createAppTokenStore(database: Database) {
  return {
    async add(row: AppTokenRow): Promise<void> {
      await database.insert(appTokens).values(row);
    },

    async findByDigest(digest: string): Promise<AppTokenRow | null> {
      const [row] = await database.select().from(appTokens).where(eq(appTokens.digest, digest));
      return row ? rowOf(row) : null;
    },

    async list(): Promise<AppTokenRow[]> {
      const rows = await database
        .select()
        .from(appTokens)
        .where(not(isSessionRow))
        .orderBy(asc(appTokens.createdAt), asc(appTokens.id));
      return rows.map(rowOf);
    },

    async used(id: string, at: number): Promise<void> {
      await database.update(appTokens).set({ lastUsedAt: at }).where(eq(appTokens.id, id));
    },

    async remove(id: string): Promise<boolean> {
      const removed = await database
        .delete(appTokens)
        .where(and(eq(appTokens.id, id), not(isSessionRow)))
        .returning();
      return removed.length > 0;
    },
  };
}

const rowOf = ({ scopes, ...row }: typeof appTokens.$inferSelect): AppTokenRow => ({
  ...row,
  scopes: Array.isArray(scopes) ? scopes.filter((scope) => typeof scope === 'string') : [],
});
