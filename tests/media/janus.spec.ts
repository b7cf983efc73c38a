import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import pino from 'pino';
import { KINDS } from '@/lib/core/gate/rights.ts';
import { createJanusEngine } from '@/server/media/janus/engine.ts';
import { findJanus } from '@/server/media/janus/settings.ts';
import { engineContract } from './contract.ts';
import { World } from './world.ts';

const log = pino({ level: process.env.MEDIA_LOG ?? 'silent' });
const test = engineContract('janus', async () =>
  createJanusEngine(
    { dataDir: mkdtempSync(join(tmpdir(), 'rostrum-media-')), urls: [], program: 'janus', network: {} },
    log,
  ),
);
test.skip(findJanus() === null, 'janus is not installed on this machine');

test.describe('janus: what only it does', () => {
  test('a warm link stands before the grant, and the grant negotiates nothing', async ({ world }) => {
    await world.ports({ alice: { warm: true }, bob: {}, carol: {} });
    const up = await world.link('alice', 'up');
    await world.link('bob', 'down');
    await world.link('carol', 'down');
    expect(world.opening(up)).toEqual({ direction: 'up', lines: KINDS });
    const before = await world.negotiations('alice', 'bob', 'carol');
    await world.ports({ alice: { send: ['microphone', 'camera'], warm: true } });
    await world.publish('alice', 'microphone', 'bob', 'carol');
    await world.publish('alice', 'camera', 'bob', 'carol');
    await world.flows('bob', 'alice', 'microphone');
    await world.flows('carol', 'alice', 'camera');
    expect(await world.negotiations('alice', 'bob', 'carol')).toEqual(before);
  });

  test('a warm link that sends without a right is heard by nobody', async ({ world }) => {
    await world.manners('mallory', 'always');
    await world.ports({ mallory: { warm: true }, alice: { send: ['microphone'] }, bob: {}, carol: {} });
    await world.link('mallory', 'up');
    await world.publish('alice', 'microphone', 'carol');
    await world.publish('mallory', 'microphone', 'bob');
    await world.flows('carol', 'alice', 'microphone');
    await world.silent('bob', () => world.packets('carol', 'alice', 'microphone'));
  });

  test('a change of speaker negotiates nothing anywhere', async ({ world }) => {
    const send = { send: ['microphone', 'camera'] } as const;
    await world.ports({ alice: send, dave: send, bob: {} });
    await world.publish('alice', 'camera', 'bob');
    await world.publish('dave', 'camera');
    await world.flows('bob', 'alice', 'camera');
    await world.link('dave', 'up');
    const before = await world.negotiations('alice', 'dave', 'bob');
    await world.unroute('alice', 'camera', 'bob');
    await world.route('dave', 'camera', 'bob');
    await world.flows('bob', 'dave', 'camera');
    expect(await world.negotiations('alice', 'dave', 'bob')).toEqual(before);
  });

  test('more publications than slots: the link grows and what flowed goes on', async ({ world }) => {
    test.slow();
    const publishers = Array.from({ length: 7 }, (_, index) => `p${index}`);
    await world.ports({ bob: {}, ...Object.fromEntries(publishers.map((name) => [name, { send: KINDS }])) });
    await world.link('bob', 'down');
    const link = world.standing('bob', 'down');
    for (const name of publishers) await world.publish(name, 'microphone', 'bob');
    for (const name of publishers.slice(0, 2)) await world.publish(name, 'screenAudio', 'bob');
    for (const name of publishers) await world.flows('bob', name, 'microphone');
    for (const name of publishers.slice(0, 2)) await world.flows('bob', name, 'screenAudio');
    for (const name of publishers) await world.publish(name, 'camera', 'bob');
    for (const name of publishers) await world.flows('bob', name, 'camera');
    expect(world.standing('bob', 'down')).toEqual(link);
    expect(world.refusals).toEqual([]);
  });

  test('slots of a publisher who vanished serve the next one', async ({ world }) => {
    const send = { send: ['camera'] } as const;
    await world.ports({ alice: send, dave: send, bob: {} });
    await world.publish('alice', 'camera', 'bob');
    await world.flows('bob', 'alice', 'camera');
    const before = await world.negotiations('bob');
    await world.page.evaluate((id) => window.browsers.sever('alice', id), await world.link('alice', 'up'));
    await world.publish('dave', 'camera', 'bob');
    await world.flows('bob', 'dave', 'camera');
    await world.flows('bob', 'alice', 'camera');
    expect(await world.negotiations('bob')).toEqual(before);
  });

  test('a camera with layers arrives at its highest', async ({ engine, origin, browser }) => {
    const world = await World.create(engine, browser, origin, true);
    await world.ports({ alice: { send: ['camera'] }, bob: {} });
    await world.publish('alice', 'camera', 'bob');
    await world.flows('bob', 'alice', 'camera');
    const width = async () =>
      Math.max(...(await world.lines('bob', 'alice', 'camera')).map((line) => line.width));
    await expect.poll(width, { timeout: 30_000 }).toBe(1280);
    await world.close();
  });

  test('a Janus that is killed comes back, with all media on new links', async ({ world, engine }) => {
    const both = { send: ['microphone', 'camera'] } as const;
    await world.ports({ alice: both, bob: both, carol: {} });
    await world.publish('alice', 'camera', 'bob', 'carol');
    await world.publish('bob', 'microphone', 'alice');
    await world.flows('carol', 'alice', 'camera');
    await world.flows('alice', 'bob', 'microphone');
    const old = await world.link('carol', 'down');
    const pid = engine.pid();
    if (pid === null) throw new Error('no child');
    process.kill(pid, 'SIGKILL');
    await expect.poll(() => world.standing('carol', 'down').includes(old)).toBe(false);
    await world.flows('carol', 'alice', 'camera');
    await world.flows('bob', 'alice', 'camera');
    await world.flows('alice', 'bob', 'microphone');
    expect(engine.pid()).not.toBe(pid);
    expect(engine.status()).toEqual({ ready: true });
  });

  test('what changed while Janus was away holds when it is back', async ({ world, engine }) => {
    await world.manners('alice', 'always');
    await world.ports({ alice: { send: ['microphone', 'camera'] }, bob: {} });
    await world.publish('alice', 'microphone', 'bob');
    await world.publish('alice', 'camera', 'bob');
    await world.flows('bob', 'alice', 'camera');
    process.kill(engine.pid() ?? 0, 'SIGKILL');
    await world.unpublish('alice', 'camera');
    await world.flows('bob', 'alice', 'microphone');
    expect(Object.values(await world.everything('bob')).filter((packets) => packets > 0)).toHaveLength(1);
  });

  test('a Janus that hangs is replaced', async ({ world, engine }) => {
    test.slow();
    await world.ports({ alice: { send: ['microphone'] }, bob: {} });
    await world.publish('alice', 'microphone', 'bob');
    await world.flows('bob', 'alice', 'microphone');
    const pid = engine.pid() ?? 0;
    process.kill(pid, 'SIGSTOP');
    await expect.poll(() => readFileSync(`/proc/${pid}/status`, 'utf8')).toMatch(/State:\s+T/);
    await world.unpublish('alice', 'microphone');
    await expect.poll(() => engine.pid(), { timeout: 20_000 }).not.toBe(pid);
    await world.publish('alice', 'microphone', 'bob');
    await world.flows('bob', 'alice', 'microphone');
  });
});
