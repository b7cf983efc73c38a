import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { promisify } from 'node:util';

/** What numbers depend on, to be kept beside them. */
export interface Machine {
  readonly cores: number;
  readonly processor: string;
  readonly memoryGB: number;
  /** How many processes wanted to run in the last minute, ours among them: far above the cores, the machine was busy. */
  readonly load: number;
  readonly node: string;
  readonly chromium: string | null;
  readonly janus: string | null;
  readonly packages: Readonly<Record<string, string>>;
}

const run = promisify(execFile);
const PACKAGES = ['socket.io', 'socket.io-client', 'simple-peer', 'janode', 'next', 'node-datachannel'];

async function said(program: string, pattern: RegExp): Promise<string | null> {
  // Janus ends with an error after it has said it.
  const answer = await run(program, ['--version']).catch(
    (error: { readonly stdout?: string; readonly stderr?: string }) => error,
  );
  return pattern.exec(`${answer.stdout ?? ''}${answer.stderr ?? ''}`)?.[1] ?? null;
}

const versionOf = (name: string) =>
  (JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')) as { version: string }).version;

export async function machine(): Promise<Machine> {
  return {
    cores: cpus().length,
    processor: cpus()[0]?.model ?? '',
    memoryGB: Math.round(totalmem() / 2 ** 30),
    load: Math.round((loadavg()[0] ?? 0) * 10) / 10,
    node: process.version,
    chromium: await said('/usr/bin/chromium', /(\d+\.\d+\.\d+\.\d+)/),
    janus: await said('janus', /(\d+\.\d+\.\d+)/),
    packages: Object.fromEntries(PACKAGES.map((name) => [name, versionOf(name)])),
  };
}
