import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import type { Logger } from 'pino';
import { type JanusNetwork, janusFiles } from './settings.ts';

/**
 * One Janus as a child process, kept alive. It listens on loopback alone and takes only requests with a secret
 * that is new each time and lies in a file only we may read.
 */
export interface Supervisor {
  /** Where the running child listens, or null while there is none. */
  address(): JanusAddress | null;
  /** The child does not answer: end it, so that a new one comes. */
  restart(why: string): void;
  /** Process id of the running child, for tests and the log. */
  pid(): number | null;
  close(): Promise<void>;
}

export interface JanusAddress {
  readonly url: string;
  readonly apiSecret: string | null;
}

export interface SupervisorOptions {
  readonly program: string;
  readonly dataDir: string;
  readonly network: JanusNetwork;
}

/** Milliseconds: the first and the longest pause before a restart, and how long a healthy run clears the count. */
const BACKOFF = { first: 100, longest: 10_000, healthy: 30_000 };
/** Milliseconds after SIGTERM until SIGKILL. Janus needs a second or two to say goodbye to everybody. */
const GRACE = 4_000;

type State =
  | { readonly at: 'waiting'; readonly timer: ReturnType<typeof setTimeout> | null }
  | {
      readonly at: 'running';
      readonly child: ChildProcess;
      readonly address: JanusAddress;
      readonly since: number;
    }
  | { readonly at: 'closed' };

/** Starts the child and keeps it running until `close`. A stale child of an earlier run is ended first. */
export function superviseJanus(options: SupervisorOptions, log: Logger): Supervisor {
  const folder = resolve(options.dataDir, 'janus');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const pidFile = join(folder, 'janus.pid');
  let state: State = { at: 'waiting', timer: null };
  let failures = 0;

  const start = async () => {
    await endStale(pidFile, folder, log);
    const port = await freePort();
    const apiSecret = randomBytes(24).toString('base64url');
    // Closed while a port was looked for.
    if (state.at !== 'waiting') return;
    const files = janusFiles({ ...options.network, folder, port, apiSecret });
    for (const [name, content] of Object.entries(files))
      writeFileSync(join(folder, name), content, { mode: 0o600 });
    const child = spawnBound(options.program, ['-F', folder]);
    const address: JanusAddress = { url: `ws://127.0.0.1:${port}`, apiSecret };
    state = { at: 'running', child, address, since: Date.now() };
    if (child.pid !== undefined) writeFileSync(pidFile, String(child.pid));
    logOutput(child, log);
    child.once('error', (error) => ended(child, error.message));
    child.once('exit', (code, signal) => ended(child, signal ?? `exit ${code}`));
    log.info({ pid: child.pid, port }, 'janus started');
  };

  const ended = (child: ChildProcess, why: string) => {
    if (state.at !== 'running' || state.child !== child) return;
    rmSync(pidFile, { force: true });
    failures = Date.now() - state.since > BACKOFF.healthy ? 0 : failures + 1;
    const pause = failures <= 1 ? 0 : Math.min(BACKOFF.longest, BACKOFF.first * 2 ** (failures - 2));
    log.warn({ why, pause }, 'janus ended; it will be started again');
    wait(pause);
  };

  const wait = (pause: number) => {
    const timer = setTimeout(() => {
      start().catch((error: unknown) => {
        log.error({ err: error }, 'janus could not be started');
        failures += 1;
        if (state.at === 'waiting') wait(BACKOFF.longest);
      });
    }, pause);
    state = { at: 'waiting', timer };
  };

  const killNow = () => {
    if (state.at === 'running') state.child.kill('SIGKILL');
  };
  process.once('exit', killNow);
  wait(0);

  return {
    address: () => (state.at === 'running' ? state.address : null),
    pid: () => (state.at === 'running' ? (state.child.pid ?? null) : null),
    restart: (why) => {
      if (state.at !== 'running') return;
      log.error({ why, pid: state.child.pid }, 'janus does not answer; it is ended');
      state.child.kill('SIGKILL');
    },
    close: async () => {
      process.off('exit', killNow);
      const last = state;
      state = { at: 'closed' };
      if (last.at === 'waiting' && last.timer) clearTimeout(last.timer);
      if (last.at === 'running') await stop(last.child);
      rmSync(pidFile, { force: true });
    },
  };
}

/**
 * The kernel ends the child when this process ends in any way, where `setpriv` is at hand (util-linux, on every
 * Debian); elsewhere the pid file lets the next start do it.
 */
function spawnBound(program: string, args: readonly string[]): ChildProcess {
  const setpriv = ['/usr/bin/setpriv', '/bin/setpriv'].find((path) => existsSync(path));
  const command = setpriv ? [setpriv, '--pdeathsig', 'KILL', '--', program, ...args] : [program, ...args];
  // A group of its own: a Ctrl-C at the terminal is ours to pass on, in order.
  return spawn(command[0] ?? program, command.slice(1), {
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
}

function stop(child: ChildProcess): Promise<void> {
  return new Promise((done) => {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return done();
    const timer = setTimeout(() => child.kill('SIGKILL'), GRACE);
    child.once('exit', () => {
      clearTimeout(timer);
      done();
    });
    child.kill('SIGTERM');
  });
}

/** Ends what an earlier run left behind, after making sure that the pid still is that very Janus. */
async function endStale(pidFile: string, folder: string, log: Logger): Promise<void> {
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, 'utf8'));
  const ours = () => Number.isInteger(pid) && pid > 1 && commandLine(pid).join(' ').endsWith(`-F ${folder}`);
  if (ours()) {
    log.warn({ pid }, 'a janus of an earlier run is ended');
    process.kill(pid, 'SIGKILL');
    const until = Date.now() + GRACE;
    while (ours() && Date.now() < until) await new Promise((next) => setTimeout(next, 20));
  }
  rmSync(pidFile, { force: true });
}

function commandLine(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').filter(Boolean);
  } catch {
    return [];
  }
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address ? done(address.port) : fail(new Error('no port')),
      );
    });
  });
}

/** Janus's own lines, at their level, without the ones about what we disabled ourselves. */
function logOutput(child: ChildProcess, log: Logger): void {
  for (const stream of [child.stdout, child.stderr]) {
    let rest = '';
    stream?.setEncoding('utf8').on('data', (text: string) => {
      const lines = (rest + text).split('\n');
      rest = (lines.pop() ?? '').slice(-4_096);
      for (const line of lines) {
        if (line.includes('[FATAL]')) log.error({ janus: line });
        else if (/\[(ERR|WARN)\]/.test(line) && !line.includes('has been disabled'))
          log.debug({ janus: line });
      }
    });
  }
}
