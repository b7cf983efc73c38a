import { describe, expect, it } from 'vitest';
import { alone, compared, quantile, ratioOf } from '../../../bench/bench.ts';
import { draw } from '../../../bench/svg.ts';
import { shown, table } from '../../../bench/table.ts';

describe('what is made of measurements', () => {
  it('takes quantiles by nearest rank, and none of nothing', () => {
    const values = [50, 10, 40, 20, 30];
    expect([0.5, 0.95, 1].map((q) => quantile(values, q))).toEqual([30, 50, 50]);
    expect(quantile([7], 0.5)).toBe(7);
    expect(quantile([], 0.5)).toBeNaN();
    expect(values, 'left as they were').toEqual([50, 10, 40, 20, 30]);
  });

  it('compares run with run, not median with median', () => {
    // The machine was busy in the second run: both took ten times as long.
    expect(ratioOf([10, 100, 12], [20, 200, 18])).toEqual({ median: 2, low: 1.5, high: 2 });
  });

  it('prints a table in Markdown, with nothing where there is nothing', () => {
    const rows = [compared('a', 'ms', [10, 20], [15, 30], { aim: '1.3 × raw' }), alone('b', 'kB', [1234.5])];
    const lines = table(rows).split('\n');
    expect(lines).toHaveLength(4);
    expect(new Set(lines.map((line) => line.length)).size, 'aligned').toBe(1);
    expect(lines[2]).toMatch(
      /^\| a +\| ms +\| 10 +\| 15 +\| +\| 1\.50 \(1\.50 to 1\.50\) +\| +\| 1\.3 × raw \|$/,
    );
    expect(lines[3]).toMatch(/^\| b +\| kB +\| +\| 1,235 +\| +\| +\| +\| +\|$/);
    expect([shown(0.012345), shown(-1.5), shown(99.95)]).toEqual(['0.0123', '-1.5', '100']);
  });
});

describe('pictures of results', () => {
  const at = ['10', '<100>', 'a & b'];
  it.each(['lines', 'bars'] as const)('%s stand within the picture, and are escaped', (kind) => {
    const svg = draw({
      title: 'T & <t>',
      y: 'ms',
      at,
      kind,
      series: [{ name: 's', values: [0.5, null, 900] }],
    });
    expect(svg).toContain('T &amp; &lt;t&gt;');
    expect(svg).not.toMatch(/NaN|Infinity|undefined/);
    expect(svg.match(/<svg|<\/svg>/g)).toHaveLength(2);
    for (const [, y] of svg.matchAll(/ (?:y|cy|y1)="([-\d.]+)"/g)) {
      expect(Number(y)).toBeGreaterThanOrEqual(0);
      expect(Number(y)).toBeLessThanOrEqual(380);
    }
    expect(
      svg.match(kind === 'lines' ? /<circle/g : /<rect[^>]*width="5\d/g),
      'two values, one gap',
    ).toHaveLength(2);
  });
});
