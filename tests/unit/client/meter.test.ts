import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createMeter, type Readings } from '@/lib/client/meter.ts';
import type { LinkStats } from '@/lib/client/snapshot.ts';
import type { Report } from '@/lib/core/quality/report.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A meter over a link that gets ten packets whenever it is looked at. */
function desk() {
  const told: Report[] = [];
  const shown: (Readings | null)[] = [];
  const state = { narrow: false };
  let packets = 0;
  let looks = 0;
  let slow: Promise<void> | null = null;
  const links = (): LinkStats[] => {
    packets += 10;
    const stats = new Map([
      ['line', { type: 'inbound-rtp', kind: 'audio', mid: '0', packetsReceived: packets }],
    ]);
    const slots = [{ mid: '0', publication: 'pub' as never }];
    return [{ link: 'down', direction: 'down', slots, stats }];
  };
  const meter = createMeter({
    async look() {
      looks += 1;
      await slow;
      return links();
    },
    tell: (report) => told.push(report),
    narrow: () => state.narrow,
    show: (readings) => shown.push(readings),
  });
  return {
    meter,
    state,
    told,
    shown,
    get looks() {
      return looks;
    },
    /** Looks take until what is returned is called. */
    hold() {
      let go = () => {};
      slow = new Promise((done) => {
        go = done;
      });
      return () => {
        slow = null;
        go();
      };
    },
  };
}
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

describe('the meter', () => {
  it('tells every two seconds what happened since it told last, and nothing of the beginning', async () => {
    const { meter, told, shown } = desk();
    meter.setJoined(true);
    await pass(0);
    expect(told).toEqual([]);
    await pass(6_000);
    expect(told.map(({ interval, down }) => [interval, down.packets])).toEqual([
      [2000, 10],
      [2000, 10],
      [2000, 10],
    ]);
    expect(shown.at(-1)?.recent).toHaveLength(3);
    await pass(2_000);
    expect(shown.at(-1)?.recent).toHaveLength(3);
  });

  it('tells every second while pictures are held back, and no longer', async () => {
    const { meter, state, told } = desk();
    meter.setJoined(true);
    await pass(4_000);
    state.narrow = true;
    await pass(3_000);
    state.narrow = false;
    await pass(4_000);
    expect(told.map(({ interval }) => interval)).toEqual([2000, 2000, 1000, 1000, 1000, 2000, 2000]);
  });

  it('looks at nothing outside of a call, and shows nothing of the one before', async () => {
    const one = desk();
    await pass(10_000);
    expect(one.looks).toBe(0);
    one.meter.setJoined(true);
    await pass(4_000);
    one.meter.setJoined(false);
    expect(one.shown.at(-1)).toBeNull();
    const { looks } = one;
    await pass(10_000);
    expect(one.looks).toBe(looks);
    const before = one.told.length;
    one.meter.setJoined(true);
    await pass(2_000);
    expect(one.told).toHaveLength(before + 1);
    expect(one.told.at(-1)?.interval).toBe(2000);
  });

  it('does not look again while a look takes long, and forgets one that ends after the call', async () => {
    const one = desk();
    one.meter.setJoined(true);
    await pass(2_000);
    const go = one.hold();
    await pass(10_000);
    expect(one.looks).toBe(3);
    one.meter.setJoined(false);
    const before = one.told.length;
    go();
    await pass(0);
    expect(one.told).toHaveLength(before);
    expect(one.shown.at(-1)).toBeNull();
  });

  it('goes on after a look that failed', async () => {
    const told: Report[] = [];
    let fails = true;
    const meter = createMeter({
      look: () => (fails ? Promise.reject(new Error('closing')) : Promise.resolve([])),
      narrow: () => false,
      tell: (report) => told.push(report),
      show: () => {},
    });
    meter.setJoined(true);
    await pass(4_000);
    fails = false;
    await pass(4_000);
    expect(told).toHaveLength(1);
  });
});
