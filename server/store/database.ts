import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import { sql } from 'drizzle-orm';
import { drizzle as drizzlePg } from 'drizzle-orm/node-postgres';
import { migrate as migratePg } from 'drizzle-orm/node-postgres/migrator';
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import { drizzle as drizzlePglite } from 'drizzle-orm/pglite';
import { migrate as migratePglite } from 'drizzle-orm/pglite/migrator';
import { Pool } from 'pg';
import * as schema from './schema.ts';

export type Database = PgDatabase<PgQueryResultHKT, typeof schema>;

export interface OpenDatabase {
  readonly database: Database;
  readonly kind: 'pglite' | 'postgresql';
  /** Whether it answers at this moment. */
  ping(): Promise<boolean>;
  close(): Promise<void>;
}

/** The database cannot be used; the message is one line that says why. */
export class DatabaseError extends Error {}

const migrationsFolder = path.join(path.dirname(fileURLToPath(import.meta.url)), 'migrations');

/**
 * Opens the database and brings its tables up to this version: PostgreSQL at `url`, or PGlite in `dataDir`.
 * PGlite survives a kill -9 with everything acknowledged, but runs without fsync: power loss is PostgreSQL's.
 * @throws DatabaseError when it cannot be opened, or was written by a newer version
 */
export async function openDatabase(url: string | null, dataDir: string): Promise<OpenDatabase> {
  return url ? openPostgres(url) : openPglite(path.join(dataDir, 'database'));
}

async function openPostgres(url: string): Promise<OpenDatabase> {
  const pool = new Pool({ connectionString: url, connectionTimeoutMillis: 10_000 });
  // An idle connection that breaks is replaced at the next query; without a listener it would end the process.
  pool.on('error', () => {});
  const database = drizzlePg(pool, { schema });
  let release = () => {};
  try {
    release = await lockPostgres(pool);
    await refuseNewer(database);
    await migratePg(database, { migrationsFolder });
  } catch (error) {
    release();
    await pool.end();
    throw asDatabaseError(error, 'DATABASE_URL');
  }
  const close = async () => {
    release();
    await pool.end();
  };
  return { database, kind: 'postgresql', ping: () => answers(database), close };
}

/** How long the lock may still be another's, milliseconds. */
const LOCK_PATIENCE_MS = 2000;
/** Any number, as long as it is always the same: the first eight letters of the name. */
const LOCK = Buffer.from('rostrum\0').readBigInt64BE().toString();

/**
 * Keeps a second server out: each would run a host of its own for the same room, and the two would not know of
 * each other's decisions. The lock is the connection's, so it falls with the process, however that ends.
 */
async function lockPostgres(pool: Pool): Promise<() => void> {
  const client = await pool.connect();
  client.on('error', () => {});
  // A server that has just ended may still hold it: PostgreSQL notices a closed connection a moment later.
  const deadline = Date.now() + LOCK_PATIENCE_MS;
  for (;;) {
    const { rows } = await client.query('select pg_try_advisory_lock($1) as got', [LOCK]);
    if (rows[0]?.got) return () => client.release(true);
    if (Date.now() > deadline) break;
    await new Promise((next) => setTimeout(next, 100));
  }
  client.release(true);
  throw new DatabaseError('is in use by another Rostrum server; several nodes are not supported yet');
}

async function openPglite(folder: string): Promise<OpenDatabase> {
  let client: PGlite | undefined;
  try {
    client = await PGlite.create(folder);
    const database = drizzlePglite(client, { schema });
    await refuseNewer(database);
    await migratePglite(database, { migrationsFolder });
    const open = client;
    return { database, kind: 'pglite', ping: () => answers(database), close: () => open.close() };
  } catch (error) {
    await client?.close().catch(() => {});
    throw asDatabaseError(error, `The database in ${folder}`);
  }
}

const answers = (database: Database): Promise<boolean> =>
  database.execute(sql`select 1`).then(
    () => true,
    () => false,
  );

/** Migrations only go forward: an older program must not touch a newer program's tables. */
async function refuseNewer(database: Database): Promise<void> {
  const journal = JSON.parse(readFileSync(path.join(migrationsFolder, 'meta/_journal.json'), 'utf8'));
  const newest = Math.max(...journal.entries.map((entry: { when: number }) => entry.when));
  const exists = rowsOf(
    await database.execute(sql`select to_regclass('drizzle.__drizzle_migrations') as name`),
  );
  if (!exists[0]?.name) return;
  const applied = rowsOf(
    await database.execute(sql`select max(created_at) as newest from drizzle.__drizzle_migrations`),
  );
  if (Number(applied[0]?.newest ?? 0) > newest) {
    throw new DatabaseError(
      'was written by a newer version of Rostrum; start that version, or use another database',
    );
  }
}

const rowsOf = (result: unknown) => (result as { rows: Record<string, unknown>[] }).rows;

function asDatabaseError(error: unknown, where: string): DatabaseError {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const text =
    cause instanceof Error ? cause.message || String((cause as { code?: string }).code) : String(cause);
  const [line = text] = text.split('\n');
  return new DatabaseError(
    cause instanceof DatabaseError ? `${where} ${line}.` : `${where} cannot be opened: ${line}`,
  );
}
