import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openDatabase } from '@/server/store/database.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const MIGRATIONS = path.join(ROOT, 'server/store/migrations');

/**
 * A new temporary data folder with an empty PGlite database of this version in it: a copy, since PGlite takes seconds
 * to make one and most tests are not about that. The caller removes it.
 */
export async function newDataFolder(): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), 'rostrum-test-'));
  // Node's own copying takes several times as long for a thousand small files.
  execFileSync('cp', ['-R', `${await emptyDatabase()}/.`, folder]);
  return folder;
}

let made: Promise<string> | null = null;
const emptyDatabase = () => (made ??= findOrMake());

/** Kept for the next run, under a name that changes with whatever the database is made from. */
async function findOrMake(): Promise<string> {
  const hash = createHash('sha256').update(
    readFileSync(path.join(ROOT, 'node_modules/@electric-sql/pglite/package.json')),
  );
  for (const file of readdirSync(MIGRATIONS).filter((name) => name.endsWith('.sql')))
    hash.update(readFileSync(path.join(MIGRATIONS, file)));
  const folder = path.join(ROOT, 'data/test-databases', hash.digest('hex').slice(0, 12));
  if (existsSync(folder)) return folder;

  mkdirSync(path.dirname(folder), { recursive: true });
  const mine = mkdtempSync(`${folder}-`);
  await (await openDatabase(null, mine)).close();
  try {
    renameSync(mine, folder);
  } catch {
    // Another worker was quicker.
    rmSync(mine, { recursive: true });
  }
  return folder;
}
