import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { publicationId } from '@/lib/core/ids.ts';
import { type Line, planSlots, type Wanted } from '@/server/media/janus/slots.ts';

const wanted = fc.uniqueArray(
  fc.record({ number: fc.nat(12), feed: fc.nat(2) }).map(
    ({ number, feed }): Wanted => ({
      publication: publicationId(`p${number}`),
      kind: number % 2 ? 'microphone' : 'camera',
      medium: number % 2 ? 'audio' : 'video',
      level: 2,
      feed,
      mid: '0',
    }),
  ),
  { selector: (want) => want.publication },
);

const all = { sends: 2, layered: true } as const;

/** Lines that carry some of an earlier wish, of the right medium. */
const lines = fc
  .tuple(wanted, fc.array(fc.record({ ready: fc.boolean(), gone: fc.boolean() }), { maxLength: 8 }))
  .map(([earlier, more]): Line[] => [
    ...earlier.map((carries, index) => ({
      mid: `c${index}`,
      medium: carries.medium,
      ready: true,
      gone: false,
      carries,
      ...all,
    })),
    ...more.map((line, index) => ({
      mid: `f${index}`,
      medium: index % 2 ? ('audio' as const) : ('video' as const),
      carries: null,
      ...all,
      ...line,
    })),
  ]);

/** The lines as they are when the server has done what the plan says. */
const done = (before: readonly Line[], switches: ReadonlyMap<string, Wanted | null>): Line[] =>
  before.map((line) =>
    switches.has(line.mid) ? { ...line, carries: switches.get(line.mid) ?? null } : line,
  );

describe('a plan of slots', () => {
  test('brings everything wanted onto a line of its medium, once, or says how many are missing', () => {
    fc.assert(
      fc.property(lines, wanted, (before, wants) => {
        const { switches, missing } = planSlots(before, wants);
        const carried = done(before, switches).flatMap((line) => line.carries ?? []);
        expect(new Set(carried.map((want) => want.publication)).size).toBe(carried.length);
        for (const want of carried) expect(wants).toContainEqual(want);
        expect(carried.length + missing.audio + missing.video).toBe(wants.length);
        for (const [mid, want] of switches) {
          const line = before.find((one) => one.mid === mid);
          if (want) expect(line).toMatchObject({ ready: true, medium: want.medium });
        }
      }),
    );
  });

  test('touches no line that already carries what is wanted, and nothing when done', () => {
    fc.assert(
      fc.property(lines, wanted, (before, wants) => {
        const { switches } = planSlots(before, wants);
        for (const line of before) {
          const same = wants.find((want) => JSON.stringify(want) === JSON.stringify(line.carries));
          if (same) expect(switches.has(line.mid)).toBe(false);
        }
        expect(planSlots(done(before, switches), wants).switches.size).toBe(0);
      }),
    );
  });

  test('a line whose publisher vanished is used last', () => {
    const line = (mid: string, gone: boolean): Line => ({
      mid,
      medium: 'audio',
      ready: true,
      gone,
      carries: null,
      ...all,
    });
    const want: Wanted = {
      publication: publicationId('p'),
      kind: 'microphone',
      medium: 'audio',
      level: 2,
      feed: 1,
      mid: '0',
    };
    expect([...planSlots([line('0', true), line('1', false)], [want]).switches.keys()]).toEqual(['1']);
    expect([...planSlots([line('0', true)], [want]).switches.keys()]).toEqual(['0']);
  });
});
