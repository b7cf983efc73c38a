/**
 * `npm run bench`, or `npm run bench -- gate join`: sets up what is missing, measures one after another, each in a
 * process of its own, and prints one table; without a name, all but the longer ones, whose numbers then stand in
 * docs/performance.md. What is measured, and how to read it, stands in docs/performance.md.
 *
 * Ends with 1 only when something could not be measured: how the numbers come out is no failure.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import {
  buildPages,
  checkNode,
  installDependencies,
  installJanus,
  installPackages,
  onPath,
  ROOT,
} from '../server/setup/steps.mjs';

process.chdir(ROOT);
checkNode();
installDependencies();
const { register } = await import('tsx/esm/api');
register();
const { ALL, LONGER } = await import('./all.ts');
const { table } = await import('./table.ts');
const { writeNumbers } = await import('./document.ts');

const asked = process.argv.slice(2);
const known = [...ALL, ...LONGER];
const unknown = asked.filter((name) => !known.some((bench) => bench.name === name));
if (unknown.length) {
  const names = known.map(({ name }) => name).join(', ');
  console.error(`There is no benchmark “${unknown.join('”, “')}”, only ${names}.`);
  process.exit(1);
}
const benches = asked.length ? asked.map((name) => known.find((bench) => bench.name === name)) : ALL;

const SETUP = {
  pages: buildPages,
  janus: () => installJanus({ ...process.env, MEDIA: 'janus' }),
  'janus-demos': () =>
    existsSync('/usr/share/janus/demos') || installPackages(['janus-demos'], 'what joining is compared with'),
  chromium: () => onPath('chromium') || installPackages(['chromium'], 'the browser that is measured'),
};
const failed = [];
for (const need of new Set(benches.flatMap(({ needs }) => needs))) {
  try {
    if (SETUP[need]() === false) console.error(`  ${need} is missing, and could not be installed.`);
  } catch (error) {
    console.error(`  ${need}: ${error.message}`);
  }
}

for (const { name, seconds } of benches) {
  process.stdout.write(`  ${name} …\n`);
  const began = Date.now();
  const why = await measured(name, seconds);
  if (why) {
    failed.push(name);
    console.error(`  ${name} could not be measured: ${why}`);
    continue;
  }
  const result = JSON.parse(readFileSync(path.join('bench/results', `${name}.json`), 'utf8'));
  process.stdout.write(`\n${table(result.rows)}\n  ${Math.round((Date.now() - began) / 1000)} s\n\n`);
}
if (benches.length > 1) {
  const results = benches
    .filter(({ name }) => !failed.includes(name))
    .map(({ name }) => JSON.parse(readFileSync(path.join('bench/results', `${name}.json`), 'utf8')));
  process.stdout.write(`\n${table(results.flatMap(({ rows }) => rows))}\n`);
}
if (!asked.length) writeNumbers(ALL);
process.exit(failed.length ? 1 : 0);

/** Null when it was measured, otherwise why not. */
function measured(name, seconds) {
  return new Promise((done) => {
    // A group of its own: whatever a benchmark started ends with it.
    const child = spawn(process.execPath, ['--import', 'tsx', 'bench/run-one.ts', name], {
      stdio: ['ignore', 'inherit', 'inherit'],
      detached: true,
    });
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      end(child.pid);
    }, seconds * 1000);
    const interrupted = () => {
      end(child.pid);
      process.exit(1);
    };
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, interrupted);
    child.once('exit', (code) => {
      clearTimeout(timer);
      for (const signal of ['SIGINT', 'SIGTERM']) process.off(signal, interrupted);
      if (code !== 0) end(child.pid);
      done(late ? `it took more than ${seconds} s.` : code === 0 ? null : `it ended with ${code}.`);
    });
  });
}

function end(group) {
  try {
    process.kill(-group, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
