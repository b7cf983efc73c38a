import { and, asc, eq, gt, ilike, inArray, or, sql } from 'drizzle-orm';
import type { Database } from './database.ts';
import { users, userTokens } from './schema.ts';

export interface User {
  readonly address: string;
  readonly uid: number;
  readonly name: string;
  /** Who is not active may not come in anywhere. */
  readonly active: boolean;
  /** What other systems keep with a user: carried and given back, never read. */
  readonly extra: Readonly<Record<string, unknown>>;
  readonly createdAt: number;
}

/** A token that was given out; the token itself is signed and not kept. */
export interface UserToken {
  readonly id: string;
  readonly address: string;
  readonly app: string;
  readonly createdAt: number;
  readonly expiresAt: number;
}

export type UserPatch = Partial<Pick<User, 'name' | 'active' | 'extra'>>;

export type UserStore = ReturnType<typeof createUserStore>;

export function createUserStore(database: Database) {
  return {
    async find(address: string): Promise<User | null> {
      const [row] = await database.select().from(users).where(eq(users.address, address));
      return row ? userOf(row) : null;
    },

    async findByUid(uid: number): Promise<User | null> {
      const [row] = await database.select().from(users).where(eq(users.uid, uid));
      return row ? userOf(row) : null;
    },

    /** The users among these addresses. */
    async findAll(addresses: readonly string[]): Promise<User[]> {
      const found: User[] = [];
      const once = [...new Set(addresses)];
      for (let i = 0; i < once.length; i += 1000) {
        const some = once.slice(i, i + 1000);
        const rows = await database.select().from(users).where(inArray(users.address, some));
        found.push(...rows.map(userOf));
      }
      return found;
    },

    /** Adds a user; null when the address is taken. */
    async add(address: string, patch: UserPatch, now: number): Promise<User | null> {
      const [row] = await database
        .insert(users)
        .values({ address, name: '', ...patch, createdAt: now })
        .onConflictDoNothing()
        .returning();
      return row ? userOf(row) : null;
    },

    /** Adds a user, or gives an existing one another name. */
    async put(address: string, name: string, now: number): Promise<User> {
      const [row] = await database
        .insert(users)
        .values({ address, name, createdAt: now })
        .onConflictDoUpdate({ target: users.address, set: { name } })
        .returning();
      if (!row) throw new Error('The database returned no user.');
      return userOf(row);
    },

    /** Adds those who are not there yet; the addresses that were added. */
    async addMissing(
      missing: readonly { readonly address: string; readonly name: string }[],
      now: number,
    ): Promise<string[]> {
      const added: string[] = [];
      for (let i = 0; i < missing.length; i += 1000) {
        const rows = await database
          .insert(users)
          .values(missing.slice(i, i + 1000).map((user) => ({ ...user, createdAt: now })))
          .onConflictDoNothing()
          .returning({ address: users.address });
        added.push(...rows.map(({ address }) => address));
      }
      return added;
    },

    async removeAll(addresses: readonly string[]): Promise<void> {
      for (let i = 0; i < addresses.length; i += 1000)
        await database.delete(users).where(inArray(users.address, addresses.slice(i, i + 1000)));
    },

    /** Null when there is no such user. */
    async edit(address: string, patch: UserPatch): Promise<User | null> {
      if (!Object.keys(patch).length) return this.find(address);
      const [row] = await database.update(users).set(patch).where(eq(users.address, address)).returning();
      return row ? userOf(row) : null;
    },

    /** With every token of theirs. */
    async remove(address: string): Promise<boolean> {
      return (await database.delete(users).where(eq(users.address, address)).returning()).length > 0;
    },

    async page(query: {
      search?: string | undefined;
      after?: string | undefined;
      limit: number;
    }): Promise<User[]> {
      const { search, after, limit } = query;
      const rows = await database
        .select()
        .from(users)
        .where(and(search ? matching(search) : undefined, after ? gt(users.address, after) : undefined))
        .orderBy(asc(users.address))
        .limit(limit);
      return rows.map(userOf);
    },

    async count(search?: string): Promise<number> {
      return database.$count(users, search ? matching(search) : undefined);
    },

    /** The users whose address is as a pattern says, in which `*` stands for anything. */
    async byPattern(pattern: string, limit: number): Promise<User[]> {
      const like = pattern.replace(/[\\%_]/g, '\\$&').replaceAll('*', '%');
      const rows = await database
        .select()
        .from(users)
        .where(sql`${users.address} like ${like}`)
        .orderBy(asc(users.address))
        .limit(limit);
      return rows.map(userOf);
    },

    /** For which app each of these addresses was given its newest token. */
    async appsOf(addresses: readonly string[]): Promise<Map<string, string>> {
      const apps = new Map<string, string>();
      for (let i = 0; i < addresses.length; i += 1000) {
        const rows = await database
          .select({ address: userTokens.address, app: userTokens.app })
          .from(userTokens)
          .where(inArray(userTokens.address, addresses.slice(i, i + 1000)))
          .orderBy(asc(userTokens.createdAt));
        for (const { address, app } of rows) apps.set(address, app);
      }
      return apps;
    },

    async addToken(token: UserToken): Promise<void> {
      await database.insert(userTokens).values(token);
    },

    /** Whether a token that was given out still stands. */
    async hasToken(id: string): Promise<boolean> {
      return (await database.$count(userTokens, eq(userTokens.id, id))) > 0;
    },

    async tokens(address: string): Promise<UserToken[]> {
      return database
        .select()
        .from(userTokens)
        .where(eq(userTokens.address, address))
        .orderBy(asc(userTokens.createdAt));
    },

    /** Takes tokens back: one by id, all of an app, or all. Gives back how many. */
    async removeTokens(address: string, which: { id?: string; app?: string } = {}): Promise<number> {
      const removed = await database
        .delete(userTokens)
        .where(
          and(
            eq(userTokens.address, address),
            which.id === undefined ? undefined : eq(userTokens.id, which.id),
            which.app === undefined ? undefined : eq(userTokens.app, which.app),
          ),
        )
        .returning();
      return removed.length;
    },
  };
}

/** Those whose address or name holds what was typed. */
function matching(search: string) {
  const pattern = `%${search.replace(/[\\%_]/g, '\\$&')}%`;
  return or(ilike(users.address, pattern), ilike(users.name, pattern));
}

const userOf = ({ extra, ...row }: typeof users.$inferSelect): User => ({
  ...row,
  extra: extra as User['extra'],
});
