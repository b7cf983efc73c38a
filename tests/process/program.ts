import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { PROGRAM, type ServerOptions, startServer, type TestServer } from '../support/server.ts';

export const ROOT = path.resolve(import.meta.dirname, '../..');

/** The pages must have been built once; which ones they are does not matter here. */
export function pagesBuilt(): void {
  if (existsSync(path.join(ROOT, '.next/BUILD_ID'))) return;
  const build = "import('./server/setup/steps.mjs').then((steps) => steps.buildPages())";
  execFileSync(process.execPath, ['-e', build], { cwd: ROOT, stdio: 'ignore' });
}

export interface Program {
  readonly child: ChildProcess;
  readonly pid: number;
  stdout(): string;
  stderr(): string;
  /** How it ended: its code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals | null>;
}

/** The real program with this environment and no other. It is killed when the test is over. */
export function run(env: Readonly<Record<string, string>>, program = PROGRAM): Program {
  const child = spawn(process.execPath, program, {
    cwd: ROOT,
    env: {
      PATH: process.env.PATH ?? '',
      HOME: process.env.HOME ?? '',
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk) => (stdout += chunk));
  child.stderr.on('data', (chunk) => (stderr += chunk));
  const ended = new Promise<number | NodeJS.Signals | null>((done) =>
    child.once('close', (code, signal) => done(code ?? signal)),
  );
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  return { child, pid: child.pid ?? 0, stdout: () => stdout, stderr: () => stderr, ended };
}

/** A server that is stopped when the test is over. */
export async function started(options: Partial<ServerOptions> = {}): Promise<TestServer> {
  const server = await startServer({ media: 'p2p', ...options });
  onTestFinished(() => server.stop());
  return server;
}

/** Resolves when the program says that calls can be held; rejects with its words when it ends instead. */
export async function ready(program: Program, url: string): Promise<void> {
  let over = false;
  void program.ended.then(() => {
    over = true;
  });
  while (!over) {
    const answer = await fetch(`${url}/readyz`).catch(() => null);
    if (answer?.ok) return;
    await new Promise((next) => setTimeout(next, 50));
  }
  throw new Error(`The program ended:\n${program.stdout()}${program.stderr()}`);
}

/** The processes that a process started, and theirs (proc(5)). */
export function descendants(pid: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
    } catch {
      // It ended while the list was read.
    }
  }
  const below = (of: number): number[] =>
    [...parents].filter(([, parent]) => parent === of).flatMap(([child]) => [child, ...below(child)]);
  return below(pid);
}

export const alive = (pid: number): boolean => existsSync(`/proc/${pid}`);

/** Sends these bytes to a port, and gives everything that comes back until the other side closes, or says no more. */
export function bytes(port: number, text: string): Promise<string> {
  return new Promise((done) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    let answer = '';
    socket.setTimeout(2_000, () => socket.destroy());
    socket.on('data', (chunk) => (answer += chunk));
    socket.on('error', () => {});
    socket.on('close', () => done(answer));
  });
}
