import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { roomId } from '@/lib/core/ids.ts';
import type { Live } from '@/lib/core/room/revival.ts';
import { keepLive } from '@/server/rooms/keep-live.ts';
import { createLiveStore } from '@/server/store/live.ts';
import { TestClock } from './doubles.ts';
import { temporaryFolder } from './folders.ts';

const ROOM = roomId('../etc/room');
const call = (name: string): Live => ({
  participants: [],
  publications: [],
  hands: [],
  arrivals: [],
  spoken: [],
  spotlight: name as never,
});
const store = () => {
  const folder = temporaryFolder();
  const failed: unknown[] = [];
  return { folder, failed, live: createLiveStore(folder, (error) => failed.push(error)) };
};

describe('a call that is kept aside', () => {
  it('is found again for a minute, whatever its room is called', async () => {
    const { folder, live } = store();
    await live.keep(ROOM, call('a'), 1_000);
    await live.keep(ROOM, call('b'), 2_000);
    expect(await live.load(ROOM, 61_999)).toEqual({ room: ROOM, at: 2_000, live: call('b') });
    expect(await live.load(ROOM, 62_000)).toBeNull();
    expect(readdirSync(path.join(folder, 'live'))).toHaveLength(1);
  });

  it('is forgotten once it is over, and half of one is none', async () => {
    const { folder, live, failed } = store();
    await live.keep(ROOM, call('a'), 0);
    await live.keep(ROOM, null, 0);
    expect(readdirSync(path.join(folder, 'live'))).toEqual([]);
    await live.keep(ROOM, call('a'), 0);
    const [file = ''] = readdirSync(path.join(folder, 'live'));
    writeFileSync(path.join(folder, 'live', file), '{"at":');
    expect([await live.load(ROOM, 0), failed]).toEqual([null, []]);
  });

  it('is gone on with by whoever is asked for the rooms of all, but for what is damaged or long ago', async () => {
    const { folder, live } = store();
    expect(await live.rooms(0)).toEqual([]);
    const [A, B, C] = ['a', 'b', 'c'].map(roomId) as [never, never, never];
    await live.keep(A, call('a'), 0);
    await live.keep(B, call('b'), 30_000);
    await live.keep(C, call('c'), 30_000);
    await live.keep(C, null, 30_000);
    writeFileSync(path.join(folder, 'live', 'half.json'), '{"room":"d","at":');
    expect((await live.rooms(30_000)).sort()).toEqual([A, B]);
    expect(await live.rooms(60_000)).toEqual([B]);
  });

  it('is written less often where more are in, since everybody is written each time', async () => {
    const clock = new TestClock();
    let kept = 0;
    const keeping = keepLive(ROOM, () => call('a'), {
      clock,
      live: { load: async () => null, rooms: async () => [], keep: async () => void kept++ },
    });
    keeping.soon(2_000);
    await clock.pass(500);
    expect(kept).toBe(0);
    await clock.pass(100);
    expect(kept).toBe(1);
    await keeping.close();
  });

  it('is written a moment after a change, again while nothing changes, and at the end', async () => {
    const clock = new TestClock();
    const kept: (Live | null)[] = [];
    let now: Live | null = call('a');
    const keeping = keepLive(ROOM, () => now, {
      clock,
      live: { load: async () => null, rooms: async () => [], keep: async (_, live) => void kept.push(live) },
    });
    for (let i = 0; i < 30; i++) keeping.soon(1);
    expect(kept).toEqual([]);
    await clock.pass(100);
    expect(kept).toEqual([call('a')]);
    await clock.pass(15_000);
    expect(kept).toHaveLength(2);
    now = call('b');
    keeping.soon(1);
    await keeping.close();
    expect(kept.at(-1)).toEqual(call('b'));
    now = null;
    keeping.soon(1);
    await clock.pass(100);
    await clock.pass(60_000);
    expect([kept.at(-1), kept.length]).toEqual([null, 4]);
  });
});
