/**
 * `npm test`, `npm run test:unit` and `npm run test:all`: sets up what is missing, runs the lane, says where the time
 * went, and prints the sum alone on the last line. Goes on after a failure, so that one run tells all, and names what
 * failed just above the sum, where a cut log still shows it. What runs in which lane: docs/testing.md.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT, SetupError } from '../../server/setup/steps.mjs';
import { timesAsText, timesOf } from './run/reports.mjs';
import { setUp } from './run/setup.mjs';
import { carryOut, check, playwright, REPORTS, stopAll, vitest } from './run/stages.mjs';

const TYPES = check('Types', 'tsc', '--noEmit');
const STYLE = check('Style', 'biome', 'check', '.');
const UNIT = vitest('Unit tests', 'unit');
/** The pages that `npm start` serves, and the server bundled into one file, which starts more quickly. */
const BUILD = check('Pages and server', 'node', 'tests/support/bundle.mjs');

/** Stages in a row run side by side; two cores have that much to do at once. */
const QUICK = [[TYPES, STYLE, UNIT]];
const USUAL = [
  [BUILD, TYPES, STYLE, UNIT],
  [vitest('Server tests', 'server'), vitest('Process tests', 'process')],
  [playwright('Browser tests', ['states', 'pages', 'media', 'whole-browser', 'call'])],
  [playwright('Timing tests', ['timing'])],
];
const REPEATED = [playwright('Media tests nine times more', ['media'], '--repeat-each=9')];

/** The server's program for tests that start one (tests/support/server.ts). */
const TEST_PROGRAM = path.join(ROOT, 'data/test-server/main.mjs');

/** What each lane runs, and what its tests are told: `TESTS=all` is both engines everywhere, and long properties. */
const LANES = {
  unit: { stages: QUICK, environment: {} },
  usual: { stages: USUAL, environment: { TEST_PROGRAM } },
  all: {
    stages: [...USUAL, REPEATED],
    environment: { TEST_PROGRAM, TESTS: 'all', FC_RUNS: '500', FUZZ_RUNS: '200' },
  },
};

const lane = process.argv[2] ?? 'usual';
const { stages, environment } = LANES[lane] ?? {};
let stopped = false;
for (const signal of ['SIGINT', 'SIGTERM'])
  process.once(signal, () => {
    stopped = true;
    stopAll();
  });

const began = Date.now();
try {
  if (!stages)
    throw new SetupError(`There is no lane "${lane}". There are: ${Object.keys(LANES).join(', ')}.`);
  await setUp(lane !== 'unit');
} catch (error) {
  process.stderr.write(`${error instanceof SetupError ? error.message : error.stack}\n0 passed, 1 failed\n`);
  process.exit(1);
}
rmSync(REPORTS, { recursive: true, force: true });
mkdirSync(REPORTS, { recursive: true });

const setUpIn = {
  title: 'Set-up',
  seconds: (Date.now() - began) / 1000,
  passed: 0,
  failed: 0,
  names: [],
  tests: [],
};
const results = [setUpIn];
for (const row of stages) if (!stopped) results.push(...(await carryOut(row, environment)));

const times = timesOf(results, (Date.now() - began) / 1000);
writeFileSync(path.join(REPORTS, 'times.json'), `${JSON.stringify(times, null, 2)}\n`);
process.stdout.write(timesAsText(times));
for (const name of results.flatMap(({ names }) => names)) process.stdout.write(`\nFailed: ${name}`);
const sum = (field) => results.reduce((total, result) => total + result[field], 0);
process.stdout.write(`\n${sum('passed')} passed, ${sum('failed')} failed\n`);
process.exit(sum('failed') === 0 && !stopped ? 0 : 1);
