import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { checkNode, onPath, ROOT, SetupError } from '../../../server/setup/steps.mjs';

/** What vite and vitest ask for; the program itself runs on less. */
const NODE = [
  [20, 19],
  [22, 12],
];

/** What the tests run against for real, with a look that tells whether it is there. */
const PACKAGES = [
  { name: 'chromium', there: () => onPath('chromium') },
  { name: 'chromium-headless-shell', there: () => onPath('chromium-headless-shell') },
  { name: 'janus', there: () => onPath('janus') },
  { name: 'coturn', there: () => onPath('turnserver') },
  {
    name: 'postgresql',
    // The server, not its client alone.
    there: () =>
      existsSync('/usr/lib/postgresql') &&
      readdirSync('/usr/lib/postgresql').some((version) =>
        existsSync(path.join('/usr/lib/postgresql', version, 'bin/initdb')),
      ),
  },
];

/**
 * Installs what is missing and nothing else: the npm packages beside the Debian ones.
 *
 * @param all whether Debian's are needed at all: tests that are only functions need none
 */
export async function setUp(all) {
  process.chdir(ROOT);
  checkNode('npm test', NODE);
  const missing = all ? PACKAGES.filter(({ there }) => !there()).map(({ name }) => name) : [];
  await Promise.all([
    step('installDependencies'),
    missing.length ? step('installPackages', missing, 'for the tests') : null,
  ]);
  const still = missing.filter((name) => !PACKAGES.find((one) => one.name === name)?.there());
  if (still.length)
    process.stdout.write(
      `  Missing: ${still.join(', ')}. Tests that need them will fail. Run: sudo apt-get install ${still.join(' ')}\n`,
    );
}

/** One step of `server/setup/steps.mjs` in a process of its own, so that several can go on at once. */
function step(name, ...args) {
  const code = `import('./server/setup/steps.mjs').then((steps) => steps.inChild('${name}', ${JSON.stringify(args)}))`;
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, ['-e', code], { cwd: ROOT, stdio: 'inherit' });
    child.once('error', fail);
    child.once('exit', (status) => (status === 0 ? done() : fail(new SetupError(`${name} failed.`))));
  });
}
