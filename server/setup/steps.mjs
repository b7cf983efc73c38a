/**
 * Getting a copy ready to run, with nothing but Node and npm: every step looks first, does only what is missing,
 * and says so. Plain JavaScript, because nothing is installed when it runs.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const say = (text) => process.stdout.write(`  ${text}\n`);

/** A step that cannot be done; the message says what is missing and what to do. */
export class SetupError extends Error {}

/**
 * @param what what the versions are for
 * @param since the first minor version of each major one that will do; every later major one does
 * @throws SetupError where this Node is older
 */
export function checkNode(what = 'Rostrum', since = [[20, 9]]) {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const own = since.find(([one]) => one === major);
  if (own ? minor >= own[1] : major > since.at(-1)[0]) return;
  const wanted = since.map((version) => version.join('.')).join(' or ');
  throw new SetupError(
    `Node ${process.versions.node} will not do: ${what} needs Node ${wanted}, or a later one.`,
  );
}

/** Installs the dependencies unless they are those of this lock file already, whatever its age. */
export function installDependencies() {
  const stamp = path.join(ROOT, 'node_modules/.rostrum-lock');
  const wanted = digest([path.join(ROOT, 'package-lock.json')]);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  say('Installing dependencies (once, about a minute) …');
  run('npm', ['ci', '--no-audit', '--no-fund'], 'The dependencies could not be installed.');
  writeFileSync(stamp, wanted);
}

/** Carries out one of these steps as a process of its own: what cannot be done is said in one line. */
export async function inChild(name, args) {
  try {
    await { installDependencies, installPackages, buildPages }[name](...args);
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}

/** Builds the pages when they are older than what they are made of. */
export function buildPages() {
  const stamp = path.join(ROOT, '.next/rostrum-build');
  const sources = ['app', 'lib', 'public'].flatMap((folder) => filesBelow(path.join(ROOT, folder)));
  const made = [
    'package-lock.json',
    'next.config.js',
    'postcss.config.mjs',
    'tsconfig.json',
    'server/setup/steps.mjs',
  ].map((file) => path.join(ROOT, file));
  const wanted = digest([...sources, ...made]);
  if (
    existsSync(path.join(ROOT, '.next/BUILD_ID')) &&
    existsSync(stamp) &&
    readFileSync(stamp, 'utf8') === wanted
  )
    return;
  say('Building the pages (about half a minute) …');
  run(
    process.execPath,
    [path.join(ROOT, 'node_modules/next/dist/bin/next'), 'build'],
    'The pages could not be built.',
  );
  compress(path.join(ROOT, '.next/static'));
  writeFileSync(stamp, wanted);
}

/**
 * Puts a compressed file beside each script and style: `.br` (Brotli, RFC 7932) and `.gz`, as small as they can be.
 * The server sends these as they are.
 */
export function compress(folder) {
  const brotli = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } };
  for (const file of filesBelow(folder).filter((name) => /\.(js|css)$/.test(name))) {
    const content = readFileSync(file);
    writeFileSync(`${file}.br`, brotliCompressSync(content, brotli));
    writeFileSync(`${file}.gz`, gzipSync(content, { level: constants.Z_BEST_COMPRESSION }));
  }
}

export const onPath = (program) =>
  (process.env.PATH ?? '').split(path.delimiter).some((folder) => existsSync(path.join(folder, program)));

/**
 * Installs Debian packages where that is ours to do: on Debian or Ubuntu, as root.
 * @returns whether they are there now
 */
export function installPackages(packages, why) {
  const command = `apt-get install -y ${packages.join(' ')}`;
  if (!onPath('apt-get') || process.getuid?.() !== 0) return false;
  say(`Installing ${packages.join(', ')} (${why}): ${command}`);
  const quiet = {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  };
  spawnSync('apt-get', ['update', '-q'], quiet);
  const done = spawnSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...packages], quiet);
  if (done.status !== 0) say(`That did not work: ${String(done.stderr).trim().split('\n').at(-1)}`);
  return done.status === 0;
}

/** Janus, unless media goes another way. Without it everything works, from browser to browser. */
export function installJanus(environment) {
  if (environment.MEDIA === 'p2p' || environment.JANUS_URL || onPath('janus')) return;
  if (installPackages(['janus'], 'the media server for larger rooms')) return;
  if (environment.MEDIA === 'janus')
    throw new SetupError('MEDIA is janus, but Janus is not installed. Run: sudo apt-get install janus');
  const hint = onPath('apt-get')
    ? 'For larger rooms run: sudo apt-get install janus'
    : 'It is a Debian and Ubuntu package; JANUS_URL can name one elsewhere.';
  say(`Janus is not installed: media will go from browser to browser. ${hint}`);
}

function run(program, args, failed) {
  try {
    execFileSync(program, args, {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1' },
    });
  } catch (error) {
    process.stderr.write(`${error.stdout ?? ''}${error.stderr ?? ''}\n`);
    throw new SetupError(failed);
  }
}

function filesBelow(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

function digest(files) {
  const hash = createHash('sha256');
  for (const file of files)
    if (existsSync(file) && statSync(file).isFile())
      hash.update(file.slice(ROOT.length)).update(readFileSync(file));
  return hash.digest('hex');
}
