import { eq } from 'drizzle-orm';
import type { Database } from './database.ts';
import { users } from './schema.ts';

export interface User {
  readonly address: string;
  readonly uid: number;
  readonly name: string;
}

export type UserStore = ReturnType<typeof createUserStore>;

export function createUserStore(database: Database) {
  return {
    async find(address: string): Promise<User | null> {
      const [row] = await database.select().from(users).where(eq(users.address, address));
      return row ?? null;
    },
    /** Adds a user, or gives an existing one another name. */
    async put(address: string, name: string, now: number): Promise<User> {
      const [row] = await database
        .insert(users)
        .values({ address, name, createdAt: now })
        .onConflictDoUpdate({ target: users.address, set: { name } })
        .returning();
      if (!row) throw new Error('The database returned no user.');
      return row;
    },
  };
}
