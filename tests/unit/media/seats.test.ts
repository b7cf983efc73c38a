import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { roomId } from '@/lib/core/ids.ts';
import { createJanusEngine } from '@/server/media/janus/engine.ts';
import { seatsOf, succeed } from '@/server/media/janus/seats.ts';
import { testLog } from '../../server/doubles.ts';

const KEY = Buffer.alloc(32, 7);
const seats = seatsOf(KEY, roomId('class'));
const [A, B, C] = seats;

describe('the seats of a room at Janus', () => {
  test('are the same for every run with the same key, and for nobody else', () => {
    expect(seatsOf(KEY, roomId('class'))).toEqual(seats);
    const others = [seatsOf(KEY, roomId('class 1')), seatsOf(Buffer.alloc(32, 8), roomId('class'))].flat();
    for (const what of ['room', 'secret'] as const)
      expect(new Set([...seats, ...others].map((seat) => seat[what])).size).toBe(9);
    for (const { room } of [...seats, ...others]) expect(room > 0 && room <= 2 ** 48).toBe(true);
  });

  test.each([
    ['nobody was here', [false, false, false], null, A, []],
    ['one run was', [true, false, false], A, B, []],
    ['another was', [false, true, false], B, C, []],
    ['the round begins again', [false, false, true], C, A, []],
    ['one ended while it took over', [true, true, false], B, C, [A]],
    ['the same, further on', [false, true, true], C, A, [B]],
    ['the same, over the end', [true, false, true], A, B, [C]],
    ['there is no telling', [true, true, true], null, A, [A, B, C]],
  ] as const)('%s', (_, taken, former, next, stale) => {
    expect(succeed(seats, taken)).toEqual({ former, next, stale });
  });
});

describe('the key that they follow from', () => {
  const start = async (dataDir: string) => {
    const { log, lines } = testLog();
    const urls = ['ws://127.0.0.1:1'];
    await createJanusEngine({ dataDir, urls, program: '', network: {} }, log).close();
    return lines.filter(({ level }) => Number(level) >= 50).map(({ msg }) => msg);
  };
  const folder = () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'rostrum-key-'));
    return { dataDir, file: join(dataDir, 'janus', 'key') };
  };

  test('is kept, for us alone to read', async () => {
    const { dataDir, file } = folder();
    expect(await start(dataDir)).toEqual([]);
    const key = readFileSync(file);
    expect([key.length, statSync(file).mode & 0o077]).toEqual([32, 0]);
    expect(await start(dataDir)).toEqual([]);
    expect(readFileSync(file)).toEqual(key);
  });

  test.each([0, 31, 33])('of %i bytes is none: the log says so, and another is made', async (length) => {
    const { dataDir, file } = folder();
    await start(dataDir);
    writeFileSync(file, randomBytes(length));
    expect(await start(dataDir)).toEqual(['the key of rooms at janus is damaged, a new one is made']);
    expect(readFileSync(file)).toHaveLength(32);
    expect(await start(dataDir)).toEqual([]);
  });
});
