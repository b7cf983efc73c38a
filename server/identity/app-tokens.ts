import { createHash, randomInt, randomUUID } from 'node:crypto';
import type { AppTokenRow, AppTokenStore } from '../store/app-tokens.ts';
import { type Principal, SCOPES, type Scope } from './principal.ts';

export interface AppToken {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly createdAt: number;
  readonly expiresAt: number | null;
  readonly lastUsedAt: number | null;
}

export type FoundToken =
  | { readonly state: 'valid'; readonly principal: Principal }
  | { readonly state: 'expired' }
  | { readonly state: 'unknown' };

export type AppTokens = ReturnType<typeof createAppTokens>;

const LETTERS = '0123456789abcdefghijklmnopqrstuvwxyz';
const LENGTH = 64;
/** How exactly it is kept when a token was last used, milliseconds. */
const USED_EVERY_MS = 60_000;

/** Tokens of backends: 64 letters and digits, of which only a digest is kept, so a hash without salt is enough. */
export function createAppTokens({
  store,
  now,
}: {
  readonly store: AppTokenStore;
  readonly now: () => number;
}) {
  async function find(token: string): Promise<FoundToken> {
    if (!/^[0-9a-z]{64}$/.test(token)) return { state: 'unknown' };
    const row = await store.findByDigest(digestOf(token));
    if (!row) return { state: 'unknown' };
    const at = now();
    if (row.expiresAt !== null && at >= row.expiresAt) return { state: 'expired' };
    if (at - (row.lastUsedAt ?? 0) >= USED_EVERY_MS) await store.used(row.id, at);
    const { id, name, scopes } = tokenOf(row);
    return { state: 'valid', principal: { kind: 'app', id: `app:${id}`, name: `api:${name}`, scopes } };
  }

  return {
    find,

    /** Who calls with a token that stands; null for one that is not known, or over. */
    async principal(token: string): Promise<Principal | null> {
      const found = await find(token);
      return found.state === 'valid' ? found.principal : null;
    },

    /** Makes a token. It is given back here and never again. */
    async create(asked: {
      readonly name: string;
      readonly scopes: readonly Scope[];
      readonly expiresAt: number | null;
    }): Promise<AppToken & { readonly token: string }> {
      const token = Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('');
      const scopes = SCOPES.filter((scope) => asked.scopes.includes(scope));
      const row = {
        ...asked,
        scopes,
        id: randomUUID(),
        digest: digestOf(token),
        createdAt: now(),
        lastUsedAt: null,
      };
      await store.add(row);
      return { ...tokenOf(row), token };
    },

    list: async (): Promise<AppToken[]> => (await store.list()).map(tokenOf),

    /** Revokes a token; false when there is none. */
    remove: (id: string): Promise<boolean> => store.remove(id),
  };
}

const digestOf = (token: string) => createHash('sha256').update(token).digest('hex');

const tokenOf = ({ digest: _, ...row }: AppTokenRow): AppToken => ({
  ...row,
  scopes: SCOPES.filter((scope) => row.scopes.includes(scope)),
});
