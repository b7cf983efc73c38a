import path from 'node:path';
import { ROOT } from '../../../server/setup/steps.mjs';

/**
 * What a runner's JSON report says, in one form for both.
 *
 * @typedef {{ file: string, title: string, seconds: number }} Test
 * @typedef {{ passed: number, failed: number, names: string[], tests: Test[] }} Sum `names` are those that failed
 */

/** @returns {Sum} of Vitest's JSON reporter */
export function ofVitest({ numPassedTests, numFailedTests, numFailedTestSuites, testResults }) {
  const files = testResults.map((file) => ({ ...file, name: path.relative(ROOT, file.name) }));
  return {
    passed: numPassedTests,
    failed: Math.max(numFailedTests, Math.min(numFailedTestSuites, 1)),
    names: files.flatMap(({ name, status, message, assertionResults }) => {
      const failed = assertionResults.filter((test) => test.status === 'failed');
      if (status === 'failed' && failed.length === 0) return [`${name}: ${firstLine(message)}`];
      return failed.map((test) => `${name}: ${test.fullName}: ${firstLine(test.failureMessages[0])}`);
    }),
    tests: files.flatMap(({ name, assertionResults }) =>
      assertionResults.map(({ fullName, duration }) => ({
        file: name,
        title: fullName,
        seconds: (duration ?? 0) / 1000,
      })),
    ),
  };
}

/** @returns {Sum} of Playwright's JSON reporter */
export function ofPlaywright({ stats, errors, suites }) {
  const specs = suites.flatMap((suite) => specsOf(suite, []));
  return {
    // A test that passes only the second time has failed the first.
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    names: [
      ...specs.filter(({ ok }) => !ok).map(({ file, line, title }) => `${file}:${line}: ${title}`),
      ...errors.map(({ message }) => firstLine(message)),
    ],
    tests: specs.map(({ file, title, tests }) => ({
      file,
      title,
      seconds:
        tests.flatMap(({ results }) => results).reduce((sum, { duration }) => sum + duration, 0) / 1000,
    })),
  };
}

const specsOf = (suite, above) => {
  const titles = suite.title === suite.file ? above : [...above, suite.title];
  return [
    ...(suite.specs ?? []).map((spec) => ({ ...spec, title: [...titles, spec.title].join(' › ') })),
    ...(suite.suites ?? []).flatMap((one) => specsOf(one, titles)),
  ];
};

const firstLine = (text) => String(text ?? '').split('\n')[0];

const MOST = 20;

/** Where the time went: each stage, then the slowest tests and files, as text and as data. */
export function timesOf(results, seconds) {
  const tests = results.flatMap((result) => result.tests);
  const sums = new Map();
  for (const { file, seconds: own } of tests) sums.set(file, (sums.get(file) ?? 0) + own);
  const files = [...sums].map(([file, sum]) => ({ file, seconds: sum }));
  const slowest = (all) => [...all].sort((a, b) => b.seconds - a.seconds).slice(0, MOST);
  return {
    seconds,
    stages: results.map(({ title, seconds: own, passed, failed }) => ({
      title,
      seconds: own,
      passed,
      failed,
    })),
    tests: slowest(tests),
    files: slowest(files),
  };
}

export function timesAsText({ seconds, stages, tests, files }) {
  const row = (value, text) => `${value.toFixed(1).padStart(8)} s  ${text}\n`;
  return [
    '\n== Times\n',
    ...stages.map((stage) => row(stage.seconds, `${stage.title} (${stage.passed + stage.failed})`)),
    row(seconds, 'in all, on the clock'),
    '\nSlowest files, the sum of their tests\n',
    ...files.map((file) => row(file.seconds, file.file)),
    '\nSlowest tests\n',
    ...tests.map((test) => row(test.seconds, `${test.file}: ${test.title}`)),
  ].join('');
}
