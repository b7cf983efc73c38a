import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Bench, Row } from './bench.ts';
import type { Machine } from './machine.ts';
import { table } from './table.ts';

const DOCUMENT = 'docs/performance.md';
const FROM = '<!-- numbers: written by `npm run bench` -->';
const TO = '<!-- end of the numbers -->';

interface Kept {
  readonly date: string;
  readonly machine: Machine;
  readonly rows: readonly Row[];
}

/** Puts the newest results of all benchmarks into docs/performance.md, with when and on what they were measured. */
export function writeNumbers(benches: readonly Bench[]): void {
  const parts = benches.flatMap(({ name }) => {
    const file = `bench/results/${name}.json`;
    if (!existsSync(file)) return [];
    const { date, machine, rows } = JSON.parse(readFileSync(file, 'utf8')) as Kept;
    return [`### ${name}\n\n${date.slice(0, 16).replace('T', ' ')} UTC, ${on(machine)}\n\n${table(rows)}\n`];
  });
  const text = readFileSync(DOCUMENT, 'utf8');
  const [head, rest] = text.split(FROM);
  const tail = rest?.split(TO)[1];
  if (head === undefined || tail === undefined) throw new Error(`${DOCUMENT} has no place for the numbers.`);
  writeFileSync(DOCUMENT, `${head}${FROM}\n\n${parts.join('\n')}\n${TO}${tail}`);
}

function on({ cores, processor, memoryGB, load, node, chromium, janus, packages }: Machine): string {
  const versions = [
    `Node ${node.slice(1)}`,
    ...(chromium ? [`Chromium ${chromium}`] : []),
    ...(janus ? [`Janus ${janus}`] : []),
    `socket.io ${packages['socket.io']}`,
  ];
  const busy =
    load > 2 * cores ? `; **the machine was busy, load ${load}: read the ratios, not the times**` : '';
  return `${cores} cores (${processor}), ${memoryGB} GB, ${versions.join(', ')}${busy}.`;
}
