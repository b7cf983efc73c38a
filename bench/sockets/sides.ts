import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { io, type Socket } from 'socket.io-client';
import { startServer, type TestRoom } from '../../tests/support/server.ts';

/** What a server uses, after its garbage was collected. */
export interface Use {
  readonly cpuSeconds: number;
  readonly rss: number;
  readonly heapUsed: number;
}

/** A measured server, ours or the baseline. */
export interface Side {
  readonly url: string;
  use(): Promise<Use>;
  stop(): Promise<void>;
}

const PROBE = path.resolve('bench/sockets/probe.mjs');

function probed() {
  const folder = mkdtempSync(path.join(tmpdir(), 'rostrum-bench-'));
  const file = path.join(folder, 'use.json');
  return {
    env: { NODE_OPTIONS: `--import=${PROBE}`, PROBE_FILE: file },
    async use(pid: number): Promise<Use> {
      rmSync(file, { force: true });
      process.kill(pid, 'SIGUSR2');
      const deadline = Date.now() + 20_000;
      for (;;) {
        const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
        if (text.endsWith('}')) return JSON.parse(text) as Use;
        if (Date.now() > deadline) throw new Error('A server does not say what it uses.');
        await new Promise((later) => setTimeout(later, 10));
      }
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Our own program, browser to browser, so that no media server takes part. */
export async function ours(
  rooms: readonly TestRoom[],
): Promise<Side & { token(as: string): Promise<string> }> {
  const probe = probed();
  const server = await startServer({ media: 'p2p', rooms, env: { ...probe.env, LOG_LEVEL: 'error' } });
  return {
    url: server.url,
    token: (as) => server.token(as),
    use: () => probe.use(server.pid),
    async stop() {
      await server.stop();
      probe.remove();
    },
  };
}

/** @param work what is answered and told to whoever comes in */
export async function raw(work: { readonly joined: unknown; readonly view: unknown }): Promise<Side> {
  const probe = probed();
  const child = spawn(process.execPath, ['--import', 'tsx', 'bench/sockets/raw.ts'], {
    env: { ...process.env, ...probe.env, NODE_ENV: 'production', WORK: JSON.stringify(work) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const port = await firstLine(child);
  return {
    url: `http://127.0.0.1:${port}`,
    use: () => probe.use(child.pid ?? 0),
    async stop() {
      const ended = new Promise((done) => child.once('exit', done));
      child.kill('SIGTERM');
      await ended;
      probe.remove();
    },
  };
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((done, fail) => {
    let text = '';
    child.stdout?.on('data', (chunk) => {
      text += chunk;
      if (text.includes('\n')) done(text.trim());
    });
    child.once('exit', () => fail(new Error('The baseline did not start.')));
  });
}

/** One more client, of this program: it learns what a join is answered, and acts. */
export interface Actor {
  readonly joined: unknown;
  readonly view: unknown;
  /** Every message since the last was taken. */
  taken(): unknown[];
  ask(name: string, payload: unknown): Promise<void>;
  close(): void;
}

export async function actor(url: string, room: string, auth: Record<string, string> = {}): Promise<Actor> {
  const socket: Socket = io(url, { auth, transports: ['websocket'], reconnection: false, forceNew: true });
  const notices: unknown[] = [];
  socket.on('notices', (payload: unknown) => notices.push(payload));
  await new Promise<void>((done, fail) => {
    socket.once('connect', done);
    socket.once('connect_error', fail);
  });
  const ask = async (name: string, payload: unknown) => {
    const answer = (await socket.timeout(20_000).emitWithAck(name, payload)) as { ok: boolean };
    if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer)}`);
    return answer;
  };
  const joined = await ask('room.join', { room, name: 'Guest 0' });
  const [view] = notices.splice(0);
  return {
    joined,
    view,
    taken: () => notices.splice(0),
    ask: async (name, payload) => void (await ask(name, payload)),
    close: () => void socket.disconnect(),
  };
}
