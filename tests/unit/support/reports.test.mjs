import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkNode } from '../../../server/setup/steps.mjs';
import { ofPlaywright, ofVitest, timesOf } from '../../support/run/reports.mjs';

const at = (file) => path.resolve(import.meta.dirname, '../../..', file);

describe('what Vitest reports', () => {
  const passed = { status: 'passed', fullName: 'a holds', duration: 1500, failureMessages: [] };
  const failed = {
    status: 'failed',
    fullName: 'a breaks',
    duration: 20,
    failureMessages: ['Error: no\n  at x'],
  };

  it('is counted, with the names of what failed', () => {
    const file = {
      name: at('tests/a.test.ts'),
      status: 'failed',
      message: '',
      assertionResults: [passed, failed],
    };
    const report = { numPassedTests: 1, numFailedTests: 1, numFailedTestSuites: 1, testResults: [file] };
    expect(ofVitest(report)).toEqual({
      passed: 1,
      failed: 1,
      names: ['tests/a.test.ts: a breaks: Error: no'],
      tests: [
        { file: 'tests/a.test.ts', title: 'a holds', seconds: 1.5 },
        { file: 'tests/a.test.ts', title: 'a breaks', seconds: 0.02 },
      ],
    });
  });

  it('of a file that could not be loaded counts as a failure', () => {
    const file = {
      name: at('tests/b.test.ts'),
      status: 'failed',
      message: 'Cannot find x\nat y',
      assertionResults: [],
    };
    const report = { numPassedTests: 0, numFailedTests: 0, numFailedTestSuites: 1, testResults: [file] };
    expect(ofVitest(report)).toMatchObject({ failed: 1, names: ['tests/b.test.ts: Cannot find x'] });
  });
});

describe('what Playwright reports', () => {
  const spec = (title, ok, duration) => ({
    ...{ title, ok, file: 'call/a.spec.ts', line: 7 },
    tests: [{ results: [{ duration }] }],
  });

  it('is counted, with failures, what passed only the second time, and errors outside of tests', () => {
    const report = {
      stats: { expected: 1, unexpected: 1, flaky: 1 },
      errors: [{ message: 'No browser\nat z' }],
      suites: [
        {
          ...{ title: 'call/a.spec.ts', file: 'call/a.spec.ts', specs: [spec('holds', true, 400)] },
          suites: [{ title: 'a lesson', file: 'call/a.spec.ts', specs: [spec('breaks', false, 600)] }],
        },
      ],
    };
    expect(ofPlaywright(report)).toEqual({
      passed: 1,
      failed: 3,
      names: ['call/a.spec.ts:7: a lesson › breaks', 'No browser'],
      tests: [
        { file: 'call/a.spec.ts', title: 'holds', seconds: 0.4 },
        { file: 'call/a.spec.ts', title: 'a lesson › breaks', seconds: 0.6 },
      ],
    });
  });
});

describe('the times of a run', () => {
  it('name the twenty slowest tests and files, slowest first, and every stage', () => {
    const tests = Array.from({ length: 30 }, (_, nth) => ({
      ...{ file: `f${nth % 25}`, title: `t${nth}`, seconds: nth },
    }));
    const stage = { title: 'Unit tests', seconds: 9, passed: 30, failed: 0, names: [], tests };
    const times = timesOf([stage], 12);
    expect(times.stages).toEqual([{ title: 'Unit tests', seconds: 9, passed: 30, failed: 0 }]);
    expect(times.tests.map(({ title }) => title).slice(0, 3)).toEqual(['t29', 't28', 't27']);
    expect(times.tests).toHaveLength(20);
    // f4 has t4 and t29.
    expect(times.files[0]).toEqual({ file: 'f4', seconds: 33 });
    expect(times.files).toHaveLength(20);
  });
});

describe('the version of Node', () => {
  it('is this one’s own, and refused in one line where it is too old', () => {
    expect(() => checkNode()).not.toThrow();
    expect(() => checkNode('npm test', [[99, 1]])).toThrow(
      /^Node \S+ will not do: npm test needs Node 99\.1, or a later one\.$/,
    );
  });
});
