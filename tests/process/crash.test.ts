import { spawn } from 'node:child_process';
import path from 'node:path';
import { expect, it } from 'vitest';
import { roomId } from '@/lib/core/ids.ts';
import type { Change } from '@/lib/core/room/changes.ts';
import { openDatabase } from '@/server/store/database.ts';
import { createRoomStore } from '@/server/store/rooms.ts';
import { temporaryFolder } from '../server/folders.ts';
import { T0 } from '../server/people.ts';
import { pinOf, SETTINGS, stepOf } from './crash-steps.ts';

const WRITES = 1000;

it('R19 what PGlite acknowledged survives a kill -9 in the middle of a thousand writes of every kind', async () => {
  const folder = temporaryFolder();
  const before = await openDatabase(null, folder);
  await createRoomStore(before.database).create(roomId('a'), SETTINGS, [], T0);
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
  const acknowledged = said.trim().split('\n').map(Number);
  expect(acknowledged.length).toBeGreaterThanOrEqual(WRITES);

  const after = await openDatabase(null, folder);
  const rooms = createRoomStore(after.database);
  const room = await rooms.load(roomId('a'));
  const trail = (await rooms.trail(roomId('a'), { limit: 1_000_000 })).map(({ change }) => change as Change);
  await after.close();

  // Every row that an acknowledged step wrote is there, as it wrote it, and so is its trail.
  const people = new Map(room?.people.map((one) => [one.id, one]));
  const pins = new Map(room?.pins.map((pin) => [pin.id, pin]));
  const entries = new Set(trail.map((change) => canonical(change)));
  for (const number of acknowledged) {
    const step = stepOf(number);
    for (const person of step.people) expect(people.get(person.id), `step ${number}`).toEqual(person);
    for (const pin of step.pins ?? []) expect(pins.get(pin.id), `step ${number}`).toEqual(pin);
    for (const { change } of step.entries) expect(entries, `step ${number}`).toContain(canonical(change));
  }
  // The settings are those of the last step that wrote any.
  const names = trail.flatMap((change) => (change.on === 'settings' ? [change.after.name] : []));
  expect(room?.settings).toEqual({ ...SETTINGS, name: names.at(-1) });
  // Whatever else was under way is there with its trail, or not at all.
  const written = new Set(trail.flatMap((change) => ('person' in change ? [change.person as string] : [])));
  expect([...people.keys()].sort()).toEqual([...written].sort());
  const made = trail.flatMap((change) => (change.on === 'pin' && change.after ? [change.after] : []));
  expect([...pins.keys()].sort()).toEqual(made.map(({ id }) => id).sort());
  expect(made).toContainEqual(pinOf(1));
}, 180_000);

/** A database gives the keys of JSON back in an order of its own. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    inner && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
