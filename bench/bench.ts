import type { Picture } from './svg.ts';

/** The middle of the ratios of interleaved runs, and the lowest and highest of them. */
export interface Ratio {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

/** One line of the table. What is null was not to be had, or means nothing here. */
export interface Row {
  readonly what: string;
  readonly unit: string;
  /** What others would use, in the same run; the median. */
  readonly baseline: number | null;
  /** The median, and where single events are timed, the 95th percentile. */
  readonly ours: number;
  readonly p95: number | null;
  /** Ours over the baseline. */
  readonly ratio: Ratio | null;
  /** Less than this is not possible. */
  readonly floor: number | null;
  /** What we aim at, in words. */
  readonly aim: string | null;
}

export interface Outcome {
  readonly rows: readonly Row[];
  readonly picture: Picture;
  /** Everything else that is worth keeping, as plain data. */
  readonly detail?: unknown;
}

/** What has to be there before a benchmark can run; see `setup.mjs`. */
export type Need = 'pages' | 'janus' | 'janus-demos' | 'chromium';

export interface Bench {
  readonly name: string;
  readonly needs: readonly Need[];
  /** Longest it may take, seconds: what takes longer could not run. */
  readonly seconds: number;
  run(): Promise<Outcome>;
}

/** The q-th quantile by nearest rank; NaN of nothing. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** Of runs that were taken by turns, so that what the machine did besides fell on both alike. */
export function ratioOf(baseline: readonly number[], ours: readonly number[]): Ratio {
  const ratios = ours.map((value, run) => value / (baseline[run] ?? Number.NaN));
  return { median: median(ratios), low: Math.min(...ratios), high: Math.max(...ratios) };
}

type Besides = Partial<Pick<Row, 'floor' | 'aim' | 'p95'>>;

/** A row of interleaved runs: the same number of each. `p95` only of runs that are single events. */
export const compared = (
  what: string,
  unit: string,
  baseline: readonly number[],
  ours: readonly number[],
  { floor = null, aim = null, p95 = null }: Besides = {},
): Row => ({
  what,
  unit,
  baseline: median(baseline),
  ours: median(ours),
  p95,
  ratio: ratioOf(baseline, ours),
  floor,
  aim,
});

/** A row of single events that nothing is compared with. */
export const alone = (
  what: string,
  unit: string,
  ours: readonly number[],
  { floor = null, aim = null }: Besides = {},
): Row => ({
  what,
  unit,
  baseline: null,
  ours: median(ours),
  p95: ours.length > 1 ? quantile(ours, 0.95) : null,
  ratio: null,
  floor,
  aim,
});

/** The picture of rows that nothing is compared with: a bar for each of those in milliseconds. */
export function medians(title: string, rows: readonly Row[]): Picture {
  const timed = rows.filter(({ unit }) => unit === 'ms');
  return {
    title,
    y: 'milliseconds',
    at: timed.map(({ what }) => what),
    kind: 'bars',
    series: [
      { name: 'median', values: timed.map(({ ours }) => ours) },
      { name: 'p95', values: timed.map(({ p95 }) => p95) },
    ],
  };
}
