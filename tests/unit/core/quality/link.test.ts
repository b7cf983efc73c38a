import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Judgement, judge, lossOf, UNDOUBTED } from '@/lib/core/quality/link.ts';
import type { LinkQuality, Report } from '@/lib/core/quality/report.ts';

const report = (down: Partial<Report['down']> = {}, up: Partial<Report['up']> = {}): Report => ({
  interval: 2_000,
  down: {
    bitrate: 1e6,
    packets: 200,
    lost: 0,
    delay: 40,
    roundTrip: 40,
    freezes: 0,
    framesDropped: 0,
    concealed: 0,
    ...down,
  },
  up: { bitrate: 1e6, available: 2e6, lost: 0, roundTrip: 40, limited: 'none', ...up },
});
const GOOD = report();
const FAIR = report({}, { lost: 0.05 });
const POOR = report({}, { lost: 0.2 });
const over = (reports: readonly Report[]) => {
  const said: LinkQuality[] = [];
  let judgement: Judgement = UNDOUBTED;
  for (const one of reports) {
    judgement = judge(judgement, one);
    said.push(judgement.quality);
  }
  return said.join(' ');
};

describe('R34: how good a connection is thought to be', () => {
  it('R34: two reports in a row make it worse, five make it better, one that agrees puts doubts away', () => {
    expect(over([POOR, GOOD, POOR, GOOD, POOR])).toBe('good good good good good');
    expect(over([POOR, POOR, GOOD, GOOD, GOOD, GOOD, GOOD])).toBe('good poor poor poor poor poor good');
    expect(over([POOR, POOR, GOOD, GOOD, GOOD, GOOD, POOR, GOOD])).toBe(
      'good poor poor poor poor poor poor poor',
    );
  });

  it('R34: what reports in a row agree on, and no more', () => {
    expect(over([FAIR, POOR])).toBe('good fair');
    expect(over([POOR, FAIR, POOR, POOR])).toBe('good fair fair poor');
    expect(over([POOR, POOR, GOOD, FAIR, GOOD, GOOD, GOOD])).toBe('good poor poor poor poor poor fair');
  });

  it.each([
    ['loss on the way up', {}, { lost: 0.03 }, { lost: 0.11 }],
    ['a far end', {}, { roundTrip: 400 }, { roundTrip: 900 }],
  ])('R34: %s', (_name, _down, fair, poor) => {
    expect(over([report({}, fair), report({}, fair)])).toBe('good fair');
    expect(over([report({}, poor), report({}, poor)])).toBe('good poor');
  });

  it('R34: who cannot hear is no better to talk with', () => {
    const deaf = report({ packets: 80, lost: 20, concealed: 0.2 });
    expect(over([deaf, deaf])).toBe('good poor');
    const slow = report({}, { limited: 'bandwidth', available: 200_000 });
    expect(over([slow, slow])).toBe('good fair');
    const hardly = report({}, { limited: 'bandwidth', available: 100_000 });
    expect(over([hardly, hardly])).toBe('good poor');
    const beginning = report({}, { limited: 'bandwidth', available: 300_000 });
    expect(over([beginning, beginning, beginning])).toBe('good good good');
  });

  it('R34: a device without power is no matter of its link', () => {
    const busy = report({}, { limited: 'cpu' });
    expect(over([busy, busy, busy])).toBe('good good good');
  });

  it('R34: what is no number says nothing', () => {
    const mad = report(
      { packets: Number.NaN, lost: -5, roundTrip: Number.NaN, concealed: Number.NEGATIVE_INFINITY },
      { lost: Number.NaN, roundTrip: null },
    );
    expect(over([mad, mad, mad])).toBe('good good good');
    expect(lossOf({ packets: 0, lost: 0 })).toBe(0);
  });

  it('R34: changes at most every second report, whatever is reported', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(GOOD, FAIR, POOR), { minLength: 20 }), (reports) => {
        const said = over(reports).split(' ');
        const changes = said.filter((quality, at) => at > 0 && quality !== said[at - 1]).length;
        expect(changes).toBeLessThanOrEqual(reports.length / 2);
      }),
    );
  });
});
