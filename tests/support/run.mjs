/**
 * `npm test`: sets up what is missing, then runs types, style, unit, server, media and browser tests, each with a
 * tool of its own, and prints the sum alone on the last line. Goes on after a failure, so that one run tells all, and
 * names what failed just above the sum, where a cut log still shows it.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import {
  buildPages,
  checkNode,
  installDependencies,
  installPackages,
  onPath,
  ROOT,
  SetupError,
} from '../../server/setup/steps.mjs';

/** What the tests run against for real, with a program that tells whether it is there. */
const NEEDED = [
  { name: 'chromium', there: () => onPath('chromium') },
  { name: 'janus', there: () => onPath('janus') },
  { name: 'coturn', there: () => onPath('turnserver') },
  { name: 'postgresql', there: () => existsSync('/usr/lib/postgresql') },
];

const REPORTS = path.join(ROOT, 'data/test-reports');
const bin = (name) => path.join(ROOT, 'node_modules/.bin', name);
const environment = { ...process.env, NEXT_TELEMETRY_DISABLED: '1', NO_COLOR: '1' };

function setUp() {
  process.chdir(ROOT);
  checkNode();
  installDependencies();
  const missing = NEEDED.filter((program) => !program.there()).map(({ name }) => name);
  if (missing.length && !installPackages(missing, 'for the tests')) {
    process.stdout.write(
      `  Missing: ${missing.join(', ')}. Tests that need them will fail. Run: sudo apt-get install ${missing.join(' ')}\n`,
    );
  }
  // Quicker where a distribution has it; without it those tests take the whole browser.
  if (!onPath('chromium-headless-shell'))
    installPackages(['chromium-headless-shell'], 'for the tests of pages');
  buildPages();
  rmSync(REPORTS, { recursive: true, force: true });
  mkdirSync(REPORTS, { recursive: true });
}

/** Runs a program to its end with its output shown; its exit code, or 1 when it could not run. */
function run(program, args, extra = {}) {
  return new Promise((done) => {
    const child = spawn(program, args, {
      cwd: ROOT,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...environment, ...extra },
    });
    child.once('error', () => done(1));
    child.once('exit', (code) => done(code ?? 1));
  });
}

/** A tool that only says yes or no counts as one test. */
async function check(title, program, args) {
  process.stdout.write(`\n== ${title}\n`);
  const code = await run(program, args);
  return code === 0 ? { passed: 1, failed: 0, names: [] } : { passed: 0, failed: 1, names: [title] };
}

/** A test runner that counts for itself; one that ends badly without a failed test counts as one. */
async function suite(title, program, args, extra, count) {
  process.stdout.write(`\n== ${title}\n`);
  const code = await run(program, args, extra);
  try {
    const sum = count();
    return code !== 0 && sum.failed === 0
      ? { ...sum, failed: 1, names: [`${title}: exit code ${code}`] }
      : sum;
  } catch {
    return { passed: 0, failed: 1, names: [`${title}: no report`] };
  }
}

const report = (name) => JSON.parse(readFileSync(path.join(REPORTS, name), 'utf8'));

function countVitest() {
  const { numPassedTests, numFailedTests, numFailedTestSuites, testResults } = report('vitest.json');
  const names = testResults.flatMap((file) => {
    const failed = file.assertionResults.filter(({ status }) => status === 'failed');
    if (file.status === 'failed' && failed.length === 0) return [`${file.name}: ${firstLine(file.message)}`];
    return failed.map((test) => `${file.name}: ${test.fullName}: ${firstLine(test.failureMessages[0])}`);
  });
  return {
    passed: numPassedTests,
    failed: Math.max(numFailedTests, Math.min(numFailedTestSuites, 1)),
    names,
  };
}

function countPlaywright(name) {
  const { stats, errors, suites } = report(name);
  const names = [...suites.flatMap(failedSpecs), ...errors.map(({ message }) => firstLine(message))];
  // A test that passes only the second time has failed the first.
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length, names };
}

const failedSpecs = (suite) => [
  ...(suite.suites ?? []).flatMap(failedSpecs),
  ...suite.specs.filter((spec) => !spec.ok).map((spec) => `${spec.file}:${spec.line}: ${spec.title}`),
];

const firstLine = (text) => String(text ?? '').split('\n')[0];

try {
  setUp();
} catch (error) {
  process.stderr.write(`${error instanceof SetupError ? error.message : error.stack}\n0 passed, 1 failed\n`);
  process.exit(1);
}

const results = [
  await check('Types', bin('tsc'), ['--noEmit']),
  await check('Style', bin('biome'), ['check', '.']),
  await suite(
    'Unit and server tests',
    bin('vitest'),
    ['run', '--reporter=dot', '--reporter=json', `--outputFile.json=${path.join(REPORTS, 'vitest.json')}`],
    {},
    countVitest,
  ),
  await suite(
    'Screens and pages',
    bin('playwright'),
    ['test', '--project=drawn', '--project=pages', '--workers=2', '--reporter=list,json'],
    { PLAYWRIGHT_JSON_OUTPUT_NAME: path.join(REPORTS, 'pages.json') },
    () => countPlaywright('pages.json'),
  ),
  await suite(
    'Media and browser tests',
    bin('playwright'),
    ['test', '--project=media', '--project=e2e', '--reporter=list,json'],
    { PLAYWRIGHT_JSON_OUTPUT_NAME: path.join(REPORTS, 'browsers.json') },
    () => countPlaywright('browsers.json'),
  ),
];
for (const name of results.flatMap(({ names }) => names)) process.stdout.write(`\nFailed: ${name}`);
const sum = (field) => results.reduce((total, result) => total + result[field], 0);
process.stdout.write(`\n${sum('passed')} passed, ${sum('failed')} failed\n`);
process.exit(sum('failed') === 0 ? 0 : 1);
