import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { roomId, userPerson } from '@/lib/core/ids.ts';
import { presetSettings } from '@/lib/core/room/presets.ts';
import { openDatabase } from '@/server/store/database.ts';
import { createRoomStore } from '@/server/store/rooms.ts';
import { temporaryDataFolder } from '../server/folders.ts';
import { person, T0 } from '../server/people.ts';
import { openReceiver, type Taken, until } from '../server/receiver.ts';

const ACKNOWLEDGED = 60;

function program(...args: string[]): {
  readonly child: ChildProcess;
  said(): string;
  readonly ended: Promise<unknown>;
} {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', path.join(import.meta.dirname, 'webhook-crash-writer.ts'), ...args],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let said = '';
  child.stdout.on('data', (chunk) => {
    said += chunk;
  });
  const ended = new Promise((done) => child.once('close', (_code, signal) => done(signal)));
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  return { child, said: () => said, ended };
}

/** Each once: what was taken, and not written down before the end, comes again with the same id. */
function once(taken: readonly Taken[], room: string): Taken['payload'][] {
  const seen = new Map(taken.map(({ payload }) => [payload.id, payload]));
  return [...seen.values()].filter((payload) => payload.room.id === room);
}
const published = (payloads: readonly Taken['payload'][]) =>
  payloads.flatMap((payload) =>
    payload.type === 'publication.started' || payload.type === 'publication.ended'
      ? [`${payload.type} ${payload.data.publication}`]
      : [],
  );

it('a kill -9 between acknowledgement and delivery loses no event, and the next start tells them in order', async () => {
  const folder = await temporaryDataFolder();
  const before = await openDatabase(null, folder);
  const rooms = createRoomStore(before.database);
  for (const id of ['a', 'b'])
    await rooms.create(
      roomId(id),
      presetSettings('conference', id),
      [person(userPerson('ana'), 'member')],
      T0,
    );
  await before.close();

  // Some of them are taken before the end, and then none.
  const receiver = await openReceiver();
  let left = 20;
  receiver.answer(() => (left-- > 0 ? 204 : null));
  const writer = program(folder, receiver.url, 'write');
  await until(
    () => writer.said().split('\n').length > ACKNOWLEDGED,
    () => writer.said(),
    60_000,
  );
  writer.child.kill('SIGKILL');
  expect(await writer.ended).toBe('SIGKILL');
  const acknowledged = writer.said().trim().split('\n');

  receiver.answer(204);
  const ends = () => receiver.taken.filter(({ payload }) => payload.type === 'room.ended').length;
  program(folder, receiver.url);
  await until(
    () => ends() === 2,
    () => `${receiver.taken.length} taken`,
    60_000,
  );
  for (const room of ['a', 'b']) {
    const payloads = once(receiver.taken, room);
    expect(payloads.slice(0, 2).map(({ type }) => type)).toEqual(['room.started', 'participant.joined']);
    expect(payloads.at(-1)).toMatchObject({ type: 'room.ended', data: { interrupted: true } });
    const last = acknowledged.filter((line) => line.startsWith(`${room} `)).length;
    const told = published(payloads);
    const numbers = Array.from({ length: last }, (_, number) => `${room}-${number}`);
    const expected = numbers.flatMap((id) => [`publication.started ${id}`, `publication.ended ${id}`]);
    expect(last).toBeGreaterThan(5);
    expect(told.slice(0, expected.length), 'every acknowledged one, in order').toEqual(expected);
    // Besides, at most what was stored and not yet acknowledged.
    expect(told.length - expected.length).toBeLessThanOrEqual(2);
  }
}, 180_000);
