import { type ChildProcess, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';
import type { Person } from '@/lib/core/gate/person.ts';
import { PLAIN_MEMBER, stranger } from '@/lib/core/gate/person.ts';
import { MODERATION_RIGHTS, type Role } from '@/lib/core/gate/rights.ts';
import { roomId, userPerson } from '@/lib/core/ids.ts';
import type { RoomSettings } from '@/lib/core/room/settings.ts';
import { createTokens, type UserLookup } from '@/server/identity/tokens.ts';
import { openDatabase } from '@/server/store/database.ts';
import { createRoomStore } from '@/server/store/rooms.ts';
import { createUserStore } from '@/server/store/users.ts';
import { newDataFolder } from './data-folder.ts';
import { freePort } from './ports.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
/** The real program: from its sources, or as `npm test` has put them into one file (tests/support/bundle.mjs). */
export const PROGRAM = process.env.TEST_PROGRAM
  ? [process.env.TEST_PROGRAM]
  : ['--import', 'tsx', 'server/main.ts'];
/** The signing key of test servers; any will do. */
export const SECRET = 'a secret for tests only, of some length';

/** Signing asks nobody. */
const NOBODY: UserLookup = { find: async () => null, hasToken: async () => false };

export interface TestRoom {
  readonly id: string;
  readonly settings: RoomSettings;
  /** Users with their role, by address; the name is the address with a capital. */
  readonly members: Readonly<Record<string, Role>>;
}

export interface TestServer {
  readonly url: string;
  readonly port: number;
  readonly dataDir: string;
  readonly pid: number;
  /** Everything that was written to standard output and standard error. */
  output(): string;
  /** A user token, as a backend would make one. */
  token(address: string, life?: string | number): Promise<string>;
  kill(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null>;
  /** Starts it again over the same data and at the same port. */
  restart(): Promise<void>;
  /** Ends it and removes its data. */
  stop(): Promise<void>;
}

export interface ServerOptions {
  readonly media: 'p2p' | 'janus';
  readonly rooms?: readonly TestRoom[];
  readonly env?: Readonly<Record<string, string>>;
}

/** Fills a new data folder with rooms, then serves it with the real program, in a process of its own. */
export async function startServer({ media, rooms = [], env = {} }: ServerOptions): Promise<TestServer> {
  const dataDir = await newDataFolder();
  await seed(dataDir, rooms);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const environment = {
    MEDIA: media,
    DATA_DIR: dataDir,
    PORT: String(port),
    SECRET,
    LOG_LEVEL: 'info',
    ...env,
  };
  let running = await launch(environment, url);
  const exited = (child: ChildProcess) =>
    new Promise<number | null>((done) => {
      if (child.exitCode !== null || child.signalCode !== null) done(child.exitCode);
      else child.once('exit', (code) => done(code));
    });

  return {
    url,
    port,
    dataDir,
    get pid() {
      return running.child.pid ?? 0;
    },
    output: () => running.output(),
    token: (address, life = '1h') => createTokens(SECRET, NOBODY).user(address, life),
    async kill(signal) {
      running.child.kill(signal);
      return exited(running.child);
    },
    async restart() {
      running = await launch(environment, url);
    },
    async stop() {
      running.child.kill('SIGTERM');
      await exited(running.child);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function seed(dataDir: string, rooms: readonly TestRoom[]): Promise<void> {
  if (!rooms.length) return;
  const open = await openDatabase(null, dataDir);
  const stores = { rooms: createRoomStore(open.database), users: createUserStore(open.database) };
  for (const room of rooms) {
    const people = Object.entries(room.members).map(([address, role]): Person => {
      const membership = {
        ...PLAIN_MEMBER,
        role,
        moderation: role === 'member' ? [] : MODERATION_RIGHTS,
      };
      return { ...stranger(userPerson(address), nameOf(address)), membership };
    });
    for (const address of Object.keys(room.members))
      await stores.users.put(address, nameOf(address), Date.now());
    await stores.rooms.create(roomId(room.id), room.settings, people, Date.now());
  }
  await open.close();
}

export const nameOf = (address: string): string => address.charAt(0).toUpperCase() + address.slice(1);

/** Runs the server until it answers, or rejects with what it said as it ended. */
async function launch(env: Readonly<Record<string, string>>, url: string) {
  const child = spawn(process.execPath, PROGRAM, {
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
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (output += chunk));
  let ended = false;
  child.once('exit', () => (ended = true));
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline && !ended) {
    const ready = await fetch(`${url}/readyz`).then(
      (response) => response.ok,
      () => false,
    );
    if (ready) return { child, output: () => output };
    await new Promise((next) => setTimeout(next, 50));
  }
  const why = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(3000) }).then(
    (r) => r.text(),
    String,
  );
  child.kill('SIGKILL');
  throw new Error(`The server did not start: ${why}\n${output}`);
}
