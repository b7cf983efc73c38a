import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { freePort } from './ports.ts';

/** Where Debian keeps its PostgreSQL servers, one folder for each version. */
const DEBIAN = '/usr/lib/postgresql';
const USER = 'rostrum';

export interface TestPostgres {
  readonly port: number;
  /** Ends the server at once, as a crash would, keeping its data. */
  kill(): Promise<void>;
  /** Ends it and removes its data. */
  stop(): Promise<void>;
}

/** The programs of the newest PostgreSQL on this machine, or null. */
export function postgresPrograms(): string | null {
  if (!existsSync(DEBIAN)) return null;
  const versions = readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a));
  const folders = versions.map((version) => path.join(DEBIAN, version, 'bin'));
  return folders.find((folder) => existsSync(path.join(folder, 'initdb'))) ?? null;
}

/** A real PostgreSQL with a data folder of its own, at a free port of the loopback interface. */
export async function startPostgres(): Promise<TestPostgres> {
  const programs = postgresPrograms();
  if (!programs) throw new Error('PostgreSQL is not installed. Run: sudo apt-get install postgresql');
  const folder = mkdtempSync(path.join(tmpdir(), 'rostrum-postgres-'));
  const account = unprivileged();
  if (account) chownSync(folder, account.uid, account.gid);
  const data = path.join(folder, 'data');
  const made = ['-D', data, '-U', USER, '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'];
  execFileSync(path.join(programs, 'initdb'), made, { ...account, cwd: folder, stdio: 'ignore' });

  const port = await freePort();
  const settings = ['listen_addresses=127.0.0.1', `unix_socket_directories=${folder}`, 'fsync=off'];
  const server = spawn(
    path.join(programs, 'postgres'),
    ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
    { ...account, cwd: folder, stdio: 'ignore' },
  );
  await answering(server, addressOf(port, 'postgres'));

  const end = async (signal: NodeJS.Signals) => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const gone = new Promise((done) => server.once('exit', done));
    server.kill(signal);
    await gone;
  };
  return {
    port,
    kill: () => end('SIGQUIT'),
    async stop() {
      // A fast shutdown: whoever is still connected is disconnected.
      await end('SIGINT');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const addressOf = (port: number, name: string) => `postgres://${USER}@127.0.0.1:${port}/${name}`;

/** Makes a new empty database in the PostgreSQL at this port; its address. */
export async function makeDatabase(port: number): Promise<string> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await ask(addressOf(port, 'postgres'), `create database ${name}`);
  return addressOf(port, name);
}

/** One statement over a connection of its own. */
export async function ask(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

/** PostgreSQL refuses to run as root; Debian's package makes an account for it. */
function unprivileged(): { uid: number; gid: number } | null {
  if (process.getuid?.() !== 0) return null;
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

async function answering(server: ChildProcess, url: string): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (Date.now() < deadline && server.exitCode === null) {
    const up = await ask(url, 'select 1').then(
      () => true,
      () => false,
    );
    if (up) return;
    await new Promise((next) => setTimeout(next, 50));
  }
  server.kill('SIGKILL');
  throw new Error('PostgreSQL did not start.');
}
