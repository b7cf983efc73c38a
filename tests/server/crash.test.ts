import { spawn } from 'node:child_process';
import path from 'node:path';
import { expect, it } from 'vitest';
import { roomId } from '@/lib/core/ids.ts';
import { presetSettings } from '@/lib/core/room/presets.ts';
import { openDatabase } from '@/server/store/database.ts';
import { createRoomStore } from '@/server/store/rooms.ts';
import { temporaryFolder } from './folders.ts';
import { T0 } from './people.ts';

const WRITES = 400;

it('R19 what PGlite acknowledged survives a kill -9 in the middle of several hundred writes', async () => {
  const folder = temporaryFolder();
  const before = await openDatabase(null, folder);
  await createRoomStore(before.database).create(roomId('a'), presetSettings('conference', 'A'), [], T0);
  await before.close();

  const writer = spawn(
    process.execPath,
    ['--import', 'tsx', path.join(import.meta.dirname, 'crash-writer.ts'), folder],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let said = '';
  writer.stdout.on('data', (chunk) => {
    said += chunk;
    // Killed from here, between two of its own turns or in the middle of one: it has no say in it.
    if (said.split('\n').length > WRITES) writer.kill('SIGKILL');
  });
  const signal = await new Promise((done) => writer.once('close', (_code, by) => done(by)));
  expect(signal).toBe('SIGKILL');
  const acknowledged = said.trim().split('\n');
  expect(acknowledged.length).toBeGreaterThanOrEqual(WRITES);

  const after = await openDatabase(null, folder);
  const rooms = createRoomStore(after.database);
  const kept = new Set((await rooms.load(roomId('a')))?.people.map(({ id }) => id as string));
  const trail = new Set(
    (await rooms.trail(roomId('a'), 0, 1_000_000)).map(({ change }) => (change as { person: string }).person),
  );
  await after.close();
  expect(acknowledged.filter((number) => !kept.has(`guest:${number}`))).toEqual([]);
  // Whatever else was under way is there with its trail, or not at all.
  expect([...kept].sort()).toEqual([...trail].sort());
}, 180_000);
