import { existsSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { presetSettings } from '@/lib/core/room/presets.ts';
import { temporaryDataFolder } from '../server/folders.ts';
import { connect, type Visitor } from '../server/house.ts';
import { freePort } from '../support/ports.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { alive, bytes, descendants, pagesBuilt, run, started } from './program.ts';

/** The whole program, in a process of its own, on a machine that may be busy with browsers. */
const SLOW = 120_000;
vi.setConfig({ testTimeout: SLOW, hookTimeout: 2 * SLOW });
beforeAll(pagesBuilt);

async function come(server: TestServer, address: string): Promise<Visitor> {
  const visitor = await connect(server.url, { token: await server.token(address) });
  onTestFinished(() => void visitor.socket.disconnect());
  return visitor;
}

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
      // The compiler of a first start ends when it sees that nobody asks it any more.
      await vi.waitFor(() => expect(below.filter(alive)).toEqual([]), 5_000);
      expect(existsSync(path.join(server.dataDir, 'server.lock'))).toBe(false);
      expect(tess.socket.connected).toBe(false);
      await expect(fetch(server.url)).rejects.toThrow();
    },
  );

  it('by SIGTERM while it is still starting is in order too', async () => {
    const port = await freePort();
    const folder = await temporaryDataFolder();
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

describe('whatever is sent to its port', () => {
  it('is answered, or closed, and never ends the program or leaves a trace of surprise', async () => {
    const server = await started({ env: { ADMIN_TOKEN: 'the admin token of these tests' } });
    const { port, url } = server;
    const targets = [
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
    ];
    const upgrade =
      'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: eA==';
    const nonsense = [
      '\r\n\r\n',
      'GET\r\n\r\n',
      'x'.repeat(20_000),
      `GET / HTTP/1.1\r\n${'a: b\r\n'.repeat(5000)}\r\n`,
    ];
    await Promise.all([
      ...targets.map(async (target) => {
        const answer = await bytes(port, `GET ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
        expect(answer, target).toMatch(/^HTTP\/1\.1 [345]\d\d /);
      }),
      ...targets.map((target) => bytes(port, `GET ${target} HTTP/1.1\r\nHost: x\r\n${upgrade}\r\n\r\n`)),
      ...nonsense.map((text) => bytes(port, text)),
    ]);
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
