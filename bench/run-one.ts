import { mkdirSync, writeFileSync } from 'node:fs';
import { ALL, LONGER } from './all.ts';
import type { Bench } from './bench.ts';
import { machine } from './machine.ts';
import { draw } from './svg.ts';

/** Runs the one benchmark that is named, in a process of its own, and keeps what came out. */
const [, , name = ''] = process.argv;
const bench: Bench | undefined = [...ALL, ...LONGER].find((one) => one.name === name);
if (!bench) throw new Error(`There is no benchmark “${name}”.`);
const began = Date.now();
const outcome = await bench.run();
const seconds = Math.round((Date.now() - began) / 1000);
mkdirSync('bench/results', { recursive: true });
const { picture, ...rest } = outcome;
const result = { bench: name, date: new Date().toISOString(), seconds, machine: await machine(), ...rest };
writeFileSync(`bench/results/${name}.json`, `${JSON.stringify(result, null, 2)}\n`);
writeFileSync(`bench/results/${name}.svg`, draw(picture));
// What a benchmark left open (a socket, a native thread) must not keep the next one waiting.
process.exit(0);
