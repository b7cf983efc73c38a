import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, inject } from 'vitest';
import { type Database, type OpenDatabase, openDatabase } from '@/server/store/database.ts';
import { newDataFolder } from '../support/data-folder.ts';
import { makeDatabase, postgresPrograms } from '../support/postgres.ts';

/** The databases that the store runs on and that this machine has. */
export const DATABASES = ['PGlite', ...(postgresPrograms() ? ['PostgreSQL'] : [])];

/** A new empty database of PostgreSQL's; its address. */
export function newPostgresDatabase(): Promise<string> {
  const port = inject('postgres');
  if (port === null) throw new Error('PostgreSQL is not installed. Run: sudo apt-get install postgresql');
  return makeDatabase(port);
}

/** PGlite makes a database in three seconds of a processor that may be busy with browsers. */
export const SLOW = 120_000;

/** One database, which can be closed and opened again. */
export interface Place {
  readonly url: string | null;
  readonly folder: string;
  readonly database: Database;
  open(): Promise<OpenDatabase>;
  close(): Promise<void>;
  /** Closes it, and opens the same one again. */
  reopen(): Promise<Database>;
}

/**
 * One new database for all tests of a block; each test makes rooms of its own in it.
 *
 * @param prepare what is done to the empty database before it is first opened as the program opens it
 */
export function useDatabase(
  kind: string,
  prepare?: (url: string | null, folder: string) => Promise<void>,
): Place {
  let current: OpenDatabase | null = null;
  const place = { url: null as string | null, folder: '' };
  const open = () => openDatabase(place.url, place.folder);
  const close = async () => {
    await current?.close();
    current = null;
  };
  beforeAll(async () => {
    place.folder = prepare ? mkdtempSync(path.join(tmpdir(), 'rostrum-server-test-')) : await newDataFolder();
    if (kind === 'PostgreSQL') place.url = await newPostgresDatabase();
    await prepare?.(place.url, place.folder);
    current = await open();
  }, SLOW);
  afterAll(async () => {
    await close();
    rmSync(place.folder, { recursive: true, force: true });
  });
  return {
    get url() {
      return place.url;
    },
    get folder() {
      return place.folder;
    },
    get database() {
      if (!current) throw new Error('the database is closed');
      return current.database;
    },
    open,
    close,
    async reopen() {
      await close();
      current = await open();
      return current.database;
    },
  };
}
