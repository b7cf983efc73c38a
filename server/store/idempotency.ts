import { and, eq, lt } from 'drizzle-orm';
import type { Database } from './database.ts';
import { idempotency } from './schema.ts';

/** What was answered: kept as text, since it may be sealed. */
export interface KeptAnswer {
  readonly status: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

export type Begun =
  /** Nobody has used this key: the request is to be carried out. */
  | { readonly state: 'new' }
  /** It was used for this digest of a request; `answer` is null while that has none. */
  | { readonly state: 'known'; readonly request: string; readonly answer: KeptAnswer | null };

export type IdempotencyStore = ReturnType<typeof createIdempotencyStore>;

export function createIdempotencyStore(database: Database) {
  const mine = (owner: string, key: string) => and(eq(idempotency.owner, owner), eq(idempotency.key, key));

  return {
    /** Takes a key for a request, or gives back what it was used for. Of two at once, one takes it. */
    async begin(owner: string, key: string, request: string, now: number): Promise<Begun> {
      const [taken] = await database
        .insert(idempotency)
        .values({ owner, key, request, createdAt: now })
        .onConflictDoNothing()
        .returning({ key: idempotency.key });
      if (taken) return { state: 'new' };
      const [row] = await database.select().from(idempotency).where(mine(owner, key));
      if (!row) return { state: 'known', request, answer: null };
      const answer =
        row.status === null
          ? null
          : {
              status: row.status,
              body: String(row.body),
              headers: (row.headers ?? {}) as KeptAnswer['headers'],
            };
      return { state: 'known', request: row.request, answer };
    },

    async finish(owner: string, key: string, answer: KeptAnswer): Promise<void> {
      await database
        .update(idempotency)
        .set({ status: answer.status, body: answer.body, headers: answer.headers })
        .where(mine(owner, key));
    },

    /** Gives a key back, after a request that did nothing. */
    async forget(owner: string, key: string): Promise<void> {
      await database.delete(idempotency).where(mine(owner, key));
    },

    /** Forgets what is older than this, milliseconds since the epoch. */
    async sweep(before: number): Promise<void> {
      await database.delete(idempotency).where(lt(idempotency.createdAt, before));
    },
  };
}
