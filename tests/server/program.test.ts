import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { presetSettings } from '@/lib/core/room/presets.ts';
import { freePort } from '../support/ports.ts';
import { type ServerOptions, startServer, type TestServer } from '../support/server.ts';
import { temporaryDataFolder, temporaryFolder } from './folders.ts';
import { connect, type Visitor } from './house.ts';
import { alive, bytes, descendants, pagesBuilt, ready, run } from './program.ts';

/** The whole program, in a process of its own, on a machine that may be busy with browsers. */
const SLOW = 120_000;
vi.setConfig({ testTimeout: SLOW, hookTimeout: 2 * SLOW });
beforeAll(pagesBuilt);

async function started(options: Partial<ServerOptions> = {}): Promise<TestServer> {
  const server = await startServer({ media: 'p2p', ...options });
  onTestFinished(() => server.stop());
  return server;
}
async function come(server: TestServer, address: string): Promise<Visitor> {
  const visitor = await connect(server.url, { token: await server.token(address) });
  onTestFinished(() => void visitor.socket.disconnect());
  return visitor;
}

describe('a start that cannot be', () => {
  const nowhere = path.join(import.meta.dirname, 'program.test.ts');
  it.each([
    ['PORT', { PORT: 'http' }],
    ['HOST', { HOST: '192.0.2.1' }],
    ['MEDIA', { MEDIA: 'sfu' }],
    ['MEDIA', { MEDIA: 'janus', PATH: import.meta.dirname }],
    ['REDIS_URL', { REDIS_URL: 'redis://:hunter2@localhost' }],
    ['TURN_SECRET', { TURN_URL: 'turn:t' }],
    ['DATA_DIR', { DATA_DIR: nowhere }],
    ['DATABASE_URL', { DATABASE_URL: 'postgres://app:hunter2@127.0.0.1:1/x' }],
  ] as [string, Record<string, string>][])(
    'because of %s (%j) is said in one line that names it',
    async (name, env) => {
      const program = run({
        MEDIA: 'p2p',
        PORT: String(await freePort()),
        DATA_DIR: await temporaryDataFolder(),
        ...env,
      });
      expect(await program.ended).toBe(1);
      expect(program.stdout()).toBe('');
      expect(program.stderr()).toMatch(new RegExp(`^Rostrum cannot start: ${name}\\b.*\\n$`));
      expect(program.stderr()).not.toContain('hunter2');
    },
  );

  it('because the port is taken names the port, and leaves the folder free', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void other.close());
    await new Promise((done) => other.once('listening', done));
    const { port } = other.address() as { port: number };
    const folder = temporaryFolder();
    const program = run({ MEDIA: 'p2p', PORT: String(port), DATA_DIR: folder });
    expect(await program.ended).toBe(1);
    expect(program.stderr()).toBe(`Rostrum cannot start: PORT ${port} is in use by another program.\n`);
    expect(existsSync(path.join(folder, 'server.lock'))).toBe(false);
    expect(existsSync(path.join(folder, 'database'))).toBe(false);
  });

  it('because the folder is in use leaves the one who uses it alone', async () => {
    const server = await started();
    const program = run({ MEDIA: 'p2p', PORT: String(await freePort()), DATA_DIR: server.dataDir });
    expect(await program.ended).toBe(1);
    expect(program.stderr()).toMatch(/^Rostrum cannot start: DATA_DIR is in use by another Rostrum .*\n$/);
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
    expect(existsSync(path.join(server.dataDir, 'server.lock'))).toBe(true);
  });
});

describe('an end', () => {
  const rooms = [
    { id: 'a', settings: presetSettings('conference', 'A'), members: { tess: 'owner' } },
  ] as const;

  it.each(['p2p', 'janus'] as const)(
    'by SIGTERM is in order with media %s: code 0, and nothing is left',
    async (media) => {
      const server = await startServer({ media, rooms });
      onTestFinished(() => server.stop());
      const tess = await come(server, 'tess');
      await tess.join();
      await tess.ask('media.publish', { kind: 'microphone' });
      const below = descendants(server.pid);
      if (media === 'janus') expect(below.length).toBeGreaterThan(0);
      expect(await server.kill('SIGTERM')).toBe(0);
      expect(below.filter(alive)).toEqual([]);
      expect(existsSync(path.join(server.dataDir, 'server.lock'))).toBe(false);
      expect(tess.socket.connected).toBe(false);
      await expect(fetch(server.url)).rejects.toThrow();
    },
  );

  it('by SIGTERM while it is still starting is in order too', async () => {
    const port = await freePort();
    const folder = temporaryFolder();
    const program = run({ MEDIA: 'p2p', PORT: String(port), DATA_DIR: folder });
    // It listens before anything else is there.
    await vi.waitFor(async () => expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(503), SLOW);
    program.child.kill('SIGTERM');
    expect(await program.ended).toBe(0);
    expect(existsSync(path.join(folder, 'server.lock'))).toBe(false);
  });

  it('by kill -9 keeps what was acknowledged: a stop, a removal, an audience; and the lock is taken over', async () => {
    const server = await started({
      rooms: [
        {
          id: 'a',
          settings: presetSettings('conference', 'A'),
          members: { tess: 'owner', ana: 'member', ben: 'member', cleo: 'member' },
        },
      ],
    });
    const [tess, ana, ben] = [
      await come(server, 'tess'),
      await come(server, 'ana'),
      await come(server, 'ben'),
    ];
    for (const one of [tess, ana, ben]) await one.join();
    await ana.ask('media.publish', { kind: 'microphone' });
    const acts = [
      tess.raw('floor.stop', { participant: ana.participant }),
      tess.raw('person.remove', { participant: ben.participant }),
      tess.raw('room.audience', { right: 'list', audience: 'selected' }),
    ];
    for (const answer of await Promise.all(acts)) expect(answer).toEqual({ ok: true, value: {} });
    // With the last acknowledgement still warm.
    await server.kill('SIGKILL');
    await server.restart();

    const again = await come(server, 'ana');
    await again.join();
    expect(await again.fails('media.publish', { kind: 'microphone' })).toMatchObject({
      code: 'refused',
      reason: { reason: { rule: 'R4' } },
    });
    expect(again.view?.people).toBeNull();
    const banned = await come(server, 'ben');
    expect(await banned.fails('room.join', { room: 'a', name: 'Ben' })).toMatchObject({
      reason: { reason: { rule: 'R2' } },
    });
    const cleo = await come(server, 'cleo');
    await cleo.join();
    await cleo.ask('media.publish', { kind: 'microphone' });
  });
});

describe('a first start, with nothing configured', () => {
  it('prints links that work: each opens its page, and lets its person in as who they are', async () => {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const program = run({ MEDIA: 'p2p', PORT: String(port), DATA_DIR: temporaryFolder() });
    await ready(program, url);
    await vi.waitFor(() => expect(program.stdout()).toContain('Everyone'));
    const printed = [...program.stdout().matchAll(/^ {4}(.+): (http\S+)$/gm)].map(([, label, href]) => ({
      label,
      href: href ?? '',
    }));
    expect(printed.map(({ label }) => label)).toEqual([
      'Teacher (Tess)',
      'Student 1 (Ana)',
      'Student 2 (Ben)',
      'Student 3 (Chloe)',
      'Host (Hugo)',
      'Guest',
      'Everyone',
    ]);
    const { demo } = (await (await fetch(`${url}/api/v1/welcome`)).json()) as {
      demo: { links: { href: string }[] }[];
    };
    expect(demo.flatMap(({ links }) => links.map(({ href }) => `${url}${href}`))).toEqual(
      printed.map(({ href }) => href),
    );

    const roles = [];
    for (const { href } of printed) {
      const address = new URL(href);
      expect((await fetch(address)).status).toBe(200);
      const token = address.searchParams.get('token');
      const visitor = await connect(url, token ? { token } : {});
      const room = address.pathname.slice('/r/'.length);
      const { you } = await visitor.ask('room.look', { room });
      await visitor.join(room);
      roles.push(`${room} ${you.name || 'a guest'} ${you.role}`);
      visitor.socket.disconnect();
    }
    expect(roles).toEqual([
      'classroom Tess owner',
      'classroom Ana member',
      'classroom Ben member',
      'classroom Chloe member',
      'webinar Hugo owner',
      'webinar a guest guest',
      'meeting a guest guest',
    ]);
    program.child.kill('SIGTERM');
    expect(await program.ended).toBe(0);
  });
});

describe('whatever is sent to its port', () => {
  it('is answered, or closed, and never ends the program or leaves a trace of surprise', async () => {
    const server = await started({ env: { ADMIN_TOKEN: 'the admin token of these tests' } });
    const { port, url } = server;
    for (const target of [
      '//',
      'http://[',
      '*',
      '/%',
      '/%00',
      '/\\',
      '/api/v1/%',
      '//socket.io/',
      '/r/%ff',
      '/r/..;/x',
    ]) {
      const answer = await bytes(port, `GET ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
      expect(answer, target).toMatch(/^HTTP\/1\.1 [345]\d\d /);
      const upgrade =
        'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: eA==';
      await bytes(port, `GET ${target} HTTP/1.1\r\nHost: x\r\n${upgrade}\r\n\r\n`);
    }
    for (const text of [
      '\r\n\r\n',
      'GET\r\n\r\n',
      'x'.repeat(20_000),
      `GET / HTTP/1.1\r\n${'a: b\r\n'.repeat(5000)}\r\n`,
    ]) {
      await bytes(port, text);
    }
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    expect(server.output()).not.toMatch(/uncaught|unhandled/i);
  });

  it('is served where it belongs, with the headers that protect links', async () => {
    const server = await started({ env: { ADMIN_TOKEN: 'the admin token of these tests' } });
    const get = (at: string, headers = {}) => fetch(`${server.url}${at}`, { headers });
    for (const at of ['/', '/healthz', '/r/somewhere', '/api/v1/nothing']) {
      const { headers } = await get(at);
      expect(headers.get('referrer-policy'), at).toBe('no-referrer');
      expect(headers.get('x-content-type-options'), at).toBe('nosniff');
    }
    expect(await (await get('/healthz')).json()).toEqual({ ok: true });
    expect(await (await get('/readyz?x=/')).json()).toEqual({ ready: true });
    expect((await get('/metrics')).status).toBe(401);
    const metrics = await get('/metrics', { authorization: 'Bearer the admin token of these tests' });
    expect(await metrics.text()).toContain('rostrum_refused_messages_total');
    expect(await (await get('/api/v1/welcome')).json()).toEqual({ demo: [], meetings: true });
    const nothing = await get('/api/v1/nothing');
    expect([nothing.status, nothing.headers.get('content-type')]).toEqual([404, 'application/problem+json']);
    const page = await get('/nothing');
    expect([page.status, page.headers.get('content-type')?.split(';')[0]]).toEqual([404, 'text/html']);
    expect(server.output()).not.toContain('the admin token');
  });
});
