import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SOUND_BITRATE } from '@/lib/core/quality/allot.ts';
import { budgetOf, hear, UNLIMITED } from '@/lib/core/quality/downlink.ts';
import type { DownReport } from '@/lib/core/quality/report.ts';
import { generator, type Moment, play, type Weather } from './line.ts';

const NARROWING = (second: number): Weather => ({
  capacity: second < 20 ? 3e6 : second < 60 ? 300_000 : second < 100 ? 60_000 : 5e6,
});
const WANTED = 1_770_000;
const between = (moments: readonly Moment[], from: number, to: number) =>
  moments.filter(({ second }) => second > from && second <= to);
const pictures = ({ sent }: Moment) => [...sent.sent.values()].filter(({ level }) => level !== 'none').length;
const changes = (moments: readonly Moment[]) => moments.filter(({ changed }) => changed).length;
const mean = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0) / numbers.length;
/** Sound is lost as everything is, since a line knows no difference: so this says how well it is understood. */
const lost = (moments: readonly Moment[]) => mean(moments.map((moment) => moment.lost));
/** The seconds from which on more was sent than the line carries, for longer than a trial may take. */
const beyond = (moments: readonly Moment[], trial = 3) =>
  moments
    .filter(({ second: start }) => {
      const some = moments.filter(({ second }) => second >= start && second <= start + trial);
      const ends = (moments.at(-1)?.second ?? 0) < start + trial;
      return !ends && some.every(({ sent, capacity }) => sent.used > capacity);
    })
    .map(({ second }) => second);
/** Seconds from when a line is free until everything is sent. */
const recovery = (moments: readonly Moment[], freed: number) =>
  (moments.find(({ second, sent }) => second > freed && sent.used === WANTED)?.second ??
    Number.POSITIVE_INFINITY) - freed;

describe('R35: a line that narrows, 3 Mbit/s to 300 kbit/s to 60 kbit/s, and is free again', () => {
  it.each([
    ['with a usual queue', { buffer: 400 }],
    ['with a queue of two seconds', { buffer: 2_000 }],
    ['with a policer, which has none', { buffer: 0 }],
    ['with reports missing and late', { missing: 0.2, late: 1_500, seed: 5 }],
  ])('%s', (_name, line) => {
    const all = play({ seconds: 260, weather: NARROWING, ...line });
    const [few, trial] = 'missing' in line ? [10, 7] : [4, 3];
    expect(changes(between(all, 0, 20)), 'nothing is altered while all is well').toBe(0);
    expect(beyond(between(all, 20 + few, 60), trial), 'below 300 kbit/s within a few reports').toEqual([]);
    expect(beyond(between(all, 60 + few, 100), trial), 'below 60 kbit/s within a few reports').toEqual([]);
    expect(
      mean(between(all, 30, 60).map(pictures)),
      'a picture fits beside the sound',
    ).toBeGreaterThanOrEqual('missing' in line ? 0.6 : 1);
    expect(lost(between(all, 20 + few, 60)), 'sound is understood at 300 kbit/s').toBeLessThan(0.05);
    expect(lost(between(all, 60 + few, 100)), 'sound is understood at 60 kbit/s').toBeLessThan(0.15);
    expect(recovery(all, 100), 'everything is back by itself, seconds after').toBeLessThanOrEqual(25);
    expect(
      between(all, 125, 260).every(({ sent }) => sent.used === WANTED),
      'and stays',
    ).toBe(true);
    expect(lost(between(all, 100, 260)), 'and nothing is lost on the way').toBeLessThan(0.01);
  });

  it.each([
    ['10 s', 10],
    ['half a minute', 30],
    ['a minute', 60],
    ['three minutes', 180],
  ])(
    'after %s: the wait for another trial is no longer than it was narrow, nor than half a minute',
    (_, length) => {
      const freed = 60 + length;
      const times = [400, 2_000, 0].map((buffer) => {
        const weather = (second: number) =>
          second < 60 ? NARROWING(second) : { capacity: second < freed ? 60_000 : 5e6 };
        return recovery(play({ seconds: freed + 60, weather, buffer }), freed);
      });
      // The wait, three trials of three seconds or four, and a report before and between them.
      expect(Math.max(...times)).toBeLessThanOrEqual(Math.min(length, 32) + 10);
    },
  );
});

describe('a line that stays narrow', () => {
  it.each([60_000, 120_000, 250_000, 300_000, 600_000, 700_000, 1_300_000])(
    '%i bit/s: tries more, more and more seldom',
    (capacity) => {
      const all = play({ seconds: 600, weather: () => ({ capacity }) });
      expect(changes(between(all, 0, 60)), 'changes in the first minute').toBeLessThanOrEqual(10);
      for (let minute = 2; minute < 10; minute++)
        expect(
          changes(between(all, 60 * minute, 60 * (minute + 1))),
          `in minute ${minute}`,
        ).toBeLessThanOrEqual(4);
      expect(lost(between(all, 10, 600)), 'sound is understood').toBeLessThan(0.05);
      const carried = mean(between(all, 60, 600).map(({ sent }) => sent.used));
      expect(carried, 'and what fits is used').toBeGreaterThan(
        capacity < 200_000 ? SOUND_BITRATE : 0.5 * capacity,
      );
    },
  );

  it('from the first moment: somebody comes in over it', () => {
    const all = play({ seconds: 60, weather: () => ({ capacity: 250_000 }) });
    expect(beyond(between(all, 4, 60))).toEqual([]);
    expect(lost(between(all, 4, 60))).toBeLessThan(0.05);
  });
});

describe('a line that is well, in its own way', () => {
  it('loses 10 % at random: everything is sent, since sending less makes nothing better', () => {
    for (const seed of [1, 2, 3, 4]) {
      const all = play({ seconds: 180, weather: () => ({ capacity: 10e6, loss: 0.1 }), seed });
      expect(mean(all.map(({ sent }) => sent.used)), `seed ${seed}`).toBeGreaterThan(0.7 * WANTED);
      expect(mean(between(all, 120, 180).map(({ sent }) => sent.used)), `seed ${seed}`).toBe(WANTED);
      expect(changes(all), `seed ${seed}`).toBeLessThanOrEqual(6);
    }
  });

  it('loses 20 % at random: most is sent', () => {
    const all = play({ seconds: 180, weather: () => ({ capacity: 10e6, loss: 0.2 }) });
    expect(mean(all.map(({ sent }) => sent.used))).toBeGreaterThan(0.4 * WANTED);
    expect(changes(all)).toBeLessThanOrEqual(8);
  });

  it('goes another way, a quarter of a second longer: soon everything is sent again', () => {
    const all = play({
      seconds: 180,
      weather: (second) => ({ capacity: 10e6, roundTrip: second < 20 ? 40 : 290 }),
    });
    expect(between(all, 90, 180).every(({ sent }) => sent.used === WANTED)).toBe(true);
  });
});

describe('a line that is never the same', () => {
  it('swings between 3 Mbit/s and 400 kbit/s: sound is understood, and pictures do not flicker', () => {
    const all = play({ seconds: 240, weather: (second) => ({ capacity: second % 40 < 20 ? 3e6 : 400_000 }) });
    for (let minute = 0; minute < 4; minute++)
      expect(changes(between(all, 60 * minute, 60 * (minute + 1)))).toBeLessThanOrEqual(12);
    // Half of what is lost is lost in the one report that first tells of each fall.
    expect(lost(all)).toBeLessThan(0.12);
    expect(mean(all.map(({ sent }) => sent.used))).toBeGreaterThan(400_000);
  });

  it('as on a train: hills, cuttings and stations', () => {
    // Kilobits a second, one number for each two seconds: written after what mobile traces look like (fast fades of
    // half the rate, a tunnel, a good station), since none may be downloaded here.
    const random = generator(11);
    const trace: number[] = [];
    for (let at = 0; at < 150; at++) {
      const hill = 1_500 + 1_200 * Math.sin(at / 9);
      const tunnel = at > 60 && at < 72 ? 0.05 : 1;
      trace.push(Math.max(45, hill * tunnel * (0.6 + 0.8 * random())));
    }
    const all = play({
      seconds: 300,
      weather: (second) => ({ capacity: 1000 * (trace[Math.floor(second / 2)] ?? 1000), loss: 0.01 }),
      late: 500,
    });
    expect(lost(all), 'sound is understood').toBeLessThan(0.15);
    for (let minute = 0; minute < 5; minute++)
      expect(changes(between(all, 60 * minute, 60 * (minute + 1)))).toBeLessThanOrEqual(14);
    expect(mean(all.map(pictures))).toBeGreaterThan(1);
  });
});

const REPORT: DownReport = {
  bitrate: 1_000_000,
  packets: 200,
  lost: 0,
  delay: 40,
  roundTrip: 40,
  freezes: 0,
  framesDropped: 0,
  concealed: 0,
};

describe('R35: reports that may say anything', () => {
  const absurd = fc.oneof(
    fc.double(),
    fc.constantFrom(0, -1, 1e12, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
  );
  const report = fc.record({
    bitrate: absurd,
    packets: absurd,
    lost: absurd,
    delay: absurd,
    roundTrip: fc.option(absurd),
    freezes: absurd,
    framesDropped: absurd,
    concealed: absurd,
  });
  const load = fc
    .tuple(fc.nat(10_000_000), fc.nat(10_000_000), fc.nat(10_000_000))
    .map((some) => some.sort((a, b) => a - b))
    .map(([used = 0, next = 0, wanted = 0]) => ({ used, next, wanted }));

  it('never make more of a budget than is wanted, nor anything that is no number', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ report: fc.oneof(report, fc.constant(REPORT)), load, after: fc.nat(100_000) })),
        (story) => {
          let line = UNLIMITED;
          let now = 1_700_000_000_000;
          for (const one of story) {
            now += one.after;
            line = hear(line, one.report, one.load, now);
            const { wanted } = one.load;
            const budget = budgetOf(line, wanted);
            if (budget !== null) {
              expect(budget).toBeLessThanOrEqual(wanted);
              expect(budget).toBeGreaterThan(0);
            }
            expect(line.budget === null || Number.isFinite(line.budget)).toBe(true);
            expect(Number.isFinite(line.wait) && line.wait >= 5_000 && line.wait <= 32_000).toBe(true);
            for (const number of Object.values(line.usual))
              expect(number === null || (Number.isFinite(number) && number >= 0)).toBe(true);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('are not listened to faster than twice a second, so that nobody proves a trial by shouting', () => {
    const full = { used: WANTED, wanted: WANTED, next: WANTED };
    const narrow = hear(UNLIMITED, { ...REPORT, lost: 400 }, full, 10_000);
    expect(narrow.budget).toBe(850_000);
    let line = narrow;
    for (let i = 0; i < 1_000; i++) line = hear(line, REPORT, { ...full, used: 520_000 }, 10_000 + i * 0.4);
    expect(line).toBe(narrow);
  });

  it('of nothing at all say nothing: a room that is silent is no line that is broken', () => {
    const line = hear(
      UNLIMITED,
      { ...REPORT, bitrate: 0, packets: 0 },
      { used: 40_000, wanted: 40_000, next: 40_000 },
      1_000,
    );
    expect(line.budget).toBeNull();
  });

  it('that come after a long silence prove nothing of the time between', () => {
    const load = { used: 520_000, wanted: WANTED, next: 680_000 };
    const narrow = hear(UNLIMITED, { ...REPORT, lost: 400 }, { ...load, used: WANTED }, 10_000);
    const later = hear(narrow, REPORT, load, 100_000);
    expect(later.budget).toBe(850_000);
    expect(hear(later, REPORT, load, 102_000).budget).toBe(850_000);
  });

  it('of a page that is hidden during a trial do not prove it', () => {
    const wide = { used: 520_000, wanted: 1_000_000, next: 1_000_000 };
    let line = hear(UNLIMITED, { ...REPORT, lost: 400 }, { ...wide, used: 1_000_000 }, 10_000);
    for (let at = 12_000; line.budget === 850_000 && at < 60_000; at += 2_000)
      line = hear(line, REPORT, wide, at);
    expect(line).toMatchObject({ budget: 1_000_000, raised: { from: 850_000, proven: false } });
    const hidden = { used: 40_000, wanted: 40_000, next: 40_000 };
    for (let at = 60_000; at < 80_000; at += 2_000) line = hear(line, REPORT, hidden, at);
    expect(line).toMatchObject({ budget: 850_000, raised: null });
  });

  it.each([
    ['a jitter buffer alone', { delay: 700 }],
    ['a round trip alone', { roundTrip: 900 }],
  ])('of %s that becomes long say nothing of a queue: a busy machine makes them too', (_name, late) => {
    const load = { used: WANTED, wanted: WANTED, next: WANTED };
    let line = UNLIMITED;
    for (let at = 0; at < 60_000; at += 2_000)
      line = hear(line, at % 6_000 ? REPORT : { ...REPORT, ...late }, load, at);
    expect(line.budget).toBeNull();
    line = hear(line, { ...REPORT, delay: 700, roundTrip: 900 }, load, 62_000);
    expect(line.budget).toBe(WANTED / 2);
  });

  it.each([
    ['as little as when it was full is tried in steps', 900_000, 2e6],
    ['more than when it was full is tried in leaps', 1_100_000, 4e6],
  ])('of a line that carries %s', (_name, used, most) => {
    const load = { used: 800_000, wanted: 9e6, next: 1_300_000 };
    let line = hear(UNLIMITED, { ...REPORT, lost: 400 }, { ...load, used: 9e6 }, 10_000);
    expect(line.budget).toBe(850_000);
    let at = 12_000;
    for (; !line.raised; at += 1_000) line = hear(line, REPORT, load, at);
    const { budget } = line;
    for (; line.budget === budget; at += 1_000) line = hear(line, REPORT, { ...load, used }, at);
    expect(line.raised).toMatchObject({ from: budget, proven: false });
    expect(line.budget).toBeGreaterThan(most / 2);
    expect(line.budget).toBeLessThan(1.5 * most);
  });

  it('of a machine that drops pictures bring it no more of them', () => {
    const load = { used: 520_000, wanted: WANTED, next: 680_000 };
    let line = hear(UNLIMITED, { ...REPORT, lost: 400 }, { ...load, used: WANTED }, 10_000);
    for (let at = 12_000; at < 60_000; at += 2_000)
      line = hear(line, { ...REPORT, framesDropped: 40 }, load, at);
    expect(line.budget).toBe(850_000);
  });

  it('a handful of packets says nothing of loss: a line that is switched counts some that were never sent', () => {
    const load = { used: 450_000, wanted: 450_000, next: 450_000 };
    expect(hear(UNLIMITED, { ...REPORT, packets: 18, lost: 15 }, load, 10_000).budget).toBeNull();
    expect(hear(UNLIMITED, { ...REPORT, packets: 180, lost: 150 }, load, 10_000).budget).not.toBeNull();
  });

  it('where the only picture is held back and nothing comes, it is tried again all the same', () => {
    const all = { used: 450_000, wanted: 450_000, next: 450_000 };
    let line = hear(UNLIMITED, { ...REPORT, lost: 400 }, all, 10_000);
    expect(budgetOf(line, 450_000)).toBeLessThan(450_000);
    const silence = { ...REPORT, bitrate: 0, packets: 0, delay: 0 };
    const held = { used: 0, wanted: 450_000, next: 450_000 };
    for (let at = 12_000; at < 40_000 && !line.raised; at += 2_000) line = hear(line, silence, held, at);
    expect(line.budget).toBe(450_000);
  });
});
