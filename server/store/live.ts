import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { RoomId } from '@/lib/core/ids.ts';
import type { Live } from '@/lib/core/room/revival.ts';

/** Longest pause after which people find their call again, milliseconds; their browsers have long gone by then. */
const FRESH_MS = 60_000;

interface Kept {
  readonly room: RoomId;
  readonly at: number;
  readonly live: Live;
}

/**
 * One small file for each call that runs, in the data folder of the process that runs it: what is in it is worth
 * nothing a minute later, and no table should be written each time somebody comes or goes. It survives a kill -9 of
 * the program, though not a loss of power, which ends the call in any case.
 */
export function createLiveStore(dataDir: string, failed: (error: unknown) => void) {
  const folder = path.join(dataDir, 'live');
  const made = mkdir(folder, { recursive: true, mode: 0o700 }).catch(failed);
  const fileOf = (room: RoomId) =>
    path.join(folder, `${createHash('sha256').update(room).digest('hex').slice(0, 32)}.json`);

  async function read(file: string, now: number): Promise<Kept | null> {
    try {
      const kept = JSON.parse(await readFile(file, 'utf8')) as Kept;
      return now - kept.at < FRESH_MS ? kept : null;
    } catch {
      // None, or half of one: then the call begins anew.
      return null;
    }
  }

  return {
    load: (room: RoomId, now: number): Promise<Kept | null> => read(fileOf(room), now),

    async rooms(now: number): Promise<RoomId[]> {
      await made;
      const files = (await readdir(folder).catch(() => [])).filter((file) => file.endsWith('.json'));
      const kept = await Promise.all(files.map((file) => read(path.join(folder, file), now)));
      return kept.flatMap((one) => one?.room ?? []);
    },

    async keep(room: RoomId, live: Live | null, now: number): Promise<void> {
      try {
        await made;
        const file = fileOf(room);
        if (!live) return await rm(file, { force: true });
        // Put in its place as a whole: a program that is killed leaves the old one or the new one.
        await writeFile(`${file}.new`, JSON.stringify({ room, at: now, live } satisfies Kept), {
          mode: 0o600,
        });
        await rename(`${file}.new`, file);
      } catch (error) {
        failed(error);
      }
    },
  };
}
