import type { Row } from './bench.ts';

const HEADS = [
  'what',
  'unit',
  'baseline',
  'ours',
  'p95',
  'ratio (lowest to highest)',
  'floor',
  'aim',
] as const;

/** Three digits that count; whole numbers above a hundred. */
export function shown(value: number | null): string {
  if (value === null) return '';
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString('en');
  return String(Number(value.toPrecision(3)));
}

const cells = ({ what, unit, baseline, ours, p95, ratio, floor, aim }: Row): readonly string[] => [
  what,
  unit,
  shown(baseline),
  shown(ours),
  shown(p95),
  ratio ? `${ratio.median.toFixed(2)} (${ratio.low.toFixed(2)} to ${ratio.high.toFixed(2)})` : '',
  shown(floor),
  aim ?? '',
];

/** A table in Markdown, aligned, so that it reads the same at a terminal and in a document. */
export function table(rows: readonly Row[]): string {
  const lines = [HEADS as readonly string[], ...rows.map(cells)];
  const widths = HEADS.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const text = (line: readonly string[]) =>
    `| ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`;
  return [text(HEADS), rule, ...rows.map((row) => text(cells(row)))].join('\n');
}
