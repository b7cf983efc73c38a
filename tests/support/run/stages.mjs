import { spawn } from 'node:child_process';
import { createWriteStream, readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../../../server/setup/steps.mjs';
import { ofPlaywright, ofVitest } from './reports.mjs';

export const REPORTS = path.join(ROOT, 'data/test-reports');
const bin = (name) => path.join(ROOT, 'node_modules/.bin', name);
/** Every process that a stage has begun and that has not ended. */
const running = new Set();

/** A program that only says yes or no counts as one test. */
export const check = (title, program, ...args) => ({
  title,
  command: [program === 'node' ? process.execPath : bin(program), ...args],
  count: (code) => ({
    passed: code === 0 ? 1 : 0,
    failed: code === 0 ? 0 : 1,
    names: code === 0 ? [] : [title],
    tests: [],
  }),
});

/** Files of one Vitest project. */
export const vitest = (title, project, ...args) =>
  counted(title, ofVitest, (report) => [
    ...[bin('vitest'), 'run', '--project', project, '--reporter=dot', '--reporter=json'],
    ...[`--outputFile.json=${report}`, ...args],
  ]);

/** Browser tests of some Playwright projects. */
export const playwright = (title, projects, ...args) => ({
  ...counted(title, ofPlaywright, () => [
    ...[bin('playwright'), 'test', '--reporter=list,json'],
    ...projects.map((project) => `--project=${project}`),
    ...args,
  ]),
  reportIn: 'PLAYWRIGHT_JSON_OUTPUT_NAME',
});

/** A runner that counts for itself; one that ends badly without a failed test counts as one. */
function counted(title, read, command) {
  const report = path.join(REPORTS, `${title.toLowerCase().replace(/\W+/g, '-')}.json`);
  return {
    title,
    report,
    command: command(report),
    count(code) {
      try {
        const sum = read(JSON.parse(readFileSync(report, 'utf8')));
        if (code === 0 || sum.failed > 0) return sum;
        return { ...sum, failed: 1, names: [`${title}: exit code ${code}`] };
      } catch {
        return { passed: 0, failed: 1, names: [`${title}: no report`], tests: [] };
      }
    },
  };
}

/**
 * Carries out stages side by side. What one says alone is seen as it says it; what several say at once is seen when each
 * is over, and kept beside the reports until then.
 */
export async function carryOut(stages, environment) {
  const alone = stages.length === 1;
  process.stdout.write(`\n== ${stages.map(({ title }) => title).join(', ')}\n`);
  return Promise.all(
    stages.map(async (stage) => {
      const began = Date.now();
      const log = path.join(REPORTS, `${stage.title.toLowerCase().replace(/\W+/g, '-')}.log`);
      const code = await run(stage, environment, alone ? null : log);
      const seconds = (Date.now() - began) / 1000;
      if (!alone) process.stdout.write(`\n-- ${stage.title}: ${seconds.toFixed(0)} s\n${readFileSync(log)}`);
      return { title: stage.title, seconds, ...stage.count(code) };
    }),
  );
}

/** A program's exit code, or 1 where it could not run. */
function run({ command: [program, ...args], report, reportIn }, environment, log) {
  const file = log && createWriteStream(log);
  return new Promise((done) => {
    const child = spawn(program, args, {
      cwd: ROOT,
      stdio: ['ignore', log ? 'pipe' : 'inherit', log ? 'pipe' : 'inherit'],
      env: {
        ...process.env,
        NEXT_TELEMETRY_DISABLED: '1',
        NO_COLOR: '1',
        ...environment,
        ...(reportIn && { [reportIn]: report }),
      },
    });
    running.add(child);
    const over = (code) => {
      running.delete(child);
      if (file) file.end(() => done(code));
      else done(code);
    };
    child.stdout?.on('data', (chunk) => file.write(chunk));
    child.stderr?.on('data', (chunk) => file.write(chunk));
    child.once('error', () => over(1));
    child.once('close', (code) => over(code ?? 1));
  });
}

/** Ends what is running: whoever stops the tests leaves nothing behind. */
export function stopAll() {
  for (const child of running) child.kill('SIGTERM');
}
