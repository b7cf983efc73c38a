import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import pino from 'pino';
import { KINDS } from '@/lib/core/gate/rights.ts';
import { participantId } from '@/lib/core/ids.ts';
import { createJanusEngine } from '@/server/media/janus/engine.ts';
import { findJanus } from '@/server/media/janus/settings.ts';
import { eventually } from '../support/eventually.ts';
import { engineContract } from './contract.ts';
import { publication, World } from './world.ts';

const ALICE = publication('alice', 'microphone');
const log = pino({ level: process.env.MEDIA_LOG ?? 'silent' });
const test = engineContract('janus', async () =>
  createJanusEngine(
    {
      dataDir: mkdtempSync(join(tmpdir(), 'rostrum-media-')),
      urls: [],
      program: 'janus',
      network: {},
      patience: 500,
    },
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
    expect(world.opening(up)).toEqual({ direction: 'up', lines: KINDS, codec: 'vp8' });
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

  test('a restart opens nothing that was closed, although the publisher sends it all', async ({ world }) => {
    await world.manners('alice', 'always');
    await world.ports({ alice: { send: ['microphone', 'screen'], screens: 2 }, bob: {}, carol: {} });
    await world.publish('alice', 'microphone', 'bob', 'carol');
    await world.publish('alice', 'screen', 'carol');
    await world.publish('alice', 'camera', 'bob');
    await world.flows('bob', 'alice', 'microphone');
    await world.flows('carol', 'alice', 'screen');
    const up = await world.link('alice', 'up');
    const before = await world.way('alice', up);
    expect(world.restart('alice', up)).toBeNull();
    await eventually(() => world.way('alice', up)).not.toBe(before);
    await eventually(() => world.way('alice', up)).not.toBeNull();
    await world.flows('carol', 'alice', 'screen');
    await world.flows('bob', 'alice', 'microphone');
    const arriving = async (who: string) =>
      Object.values(await world.everything(who)).filter((packets) => packets > 0).length;
    expect([await arriving('bob'), await arriving('carol')]).toEqual([1, 2]);
    // And gives back what it took: the camera may be sent now, by the same lines.
    await world.ports({ alice: { send: ['microphone', 'camera'], screens: 2 } });
    await world.flows('bob', 'alice', 'camera');
    expect(world.standing('alice', 'up')).toEqual([up]);
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

  test('who talks is told, and who is silent again', async ({ world }) => {
    await world.voice('alice', true);
    await world.voice('dave', false);
    const send = { send: KINDS };
    await world.ports({ alice: send, dave: send, bob: {} });
    await world.publish('dave', 'microphone', 'bob');
    await world.publish('alice', 'microphone', 'bob');
    await world.publish('alice', 'screenAudio', 'bob');
    await eventually(() => world.talked(ALICE)).toEqual([true]);
    await world.voice('alice', false);
    await eventually(() => world.talked(ALICE)).toEqual([true, false]);
    await world.voice('alice', true);
    await eventually(() => world.talked(ALICE)).toEqual([true, false, true]);
    expect(world.talks.filter((talk) => talk.publication !== ALICE)).toEqual([]);
  });

  test('what ends while it talks is told to be silent, and talks again only by its own sound', async ({
    world,
  }) => {
    test.slow();
    await world.manners('alice', 'always');
    await world.voice('alice', true);
    await world.voice('dave', true);
    await world.ports({ alice: { send: ['microphone'] }, dave: { send: ['microphone'] }, bob: {} });
    const told = [true];
    const talks = () => eventually(() => world.talked(ALICE)).toEqual(told);
    await world.publish('alice', 'microphone', 'bob');
    await talks();
    // Another right, another publication, another link: each time at once, and only once.
    await world.ports({ alice: { warm: true } });
    expect(world.talked(ALICE)).toEqual([...told, false]);
    await world.ports({ alice: { send: ['microphone'] } });
    told.push(false, true);
    await talks();
    await world.unpublish('alice', 'microphone');
    expect(world.talked(ALICE)).toEqual([...told, false]);
    await world.publish('alice', 'microphone', 'bob');
    told.push(false, true);
    await talks();
    world.room.renew(participantId('alice'));
    told.push(false, true);
    await talks();
    // Whoever comes back silent is not what they were.
    await world.unpublish('alice', 'microphone');
    await world.voice('alice', false);
    await world.publish('alice', 'microphone', 'bob');
    told.push(false);
    await world.flows('bob', 'alice', 'microphone');
    await world.publish('dave', 'microphone', 'bob');
    await eventually(() => world.talked(publication('dave', 'microphone'))).toEqual([true]);
    expect(world.talked(ALICE)).toEqual(told);
    await world.voice('alice', true);
    told.push(true);
    await talks();
    await world.room.close();
    expect(world.talked(ALICE)).toEqual([...told, false]);
    expect(world.talked(publication('dave', 'microphone'))).toEqual([true, false]);
  });

  test('a microphone that goes with its Janus is silent until it is heard again', async ({
    world,
    engine,
  }) => {
    await world.voice('alice', true);
    await world.ports({ alice: { send: ['microphone'] }, bob: {} });
    await world.publish('alice', 'microphone', 'bob');
    await eventually(() => world.talked(ALICE)).toEqual([true]);
    process.kill(engine.pid() ?? 0, 'SIGKILL');
    await eventually(() => world.talked(ALICE)).toEqual([true, false, true]);
  });

  test('a camera with layers arrives at its highest', async ({ engine, origin, browser }) => {
    const world = await World.create(engine, browser, origin, { width: 1280, layered: true });
    await world.ports({ alice: { send: ['camera'] }, bob: {} });
    await world.publish('alice', 'camera', 'bob');
    await world.flows('bob', 'alice', 'camera');
    const width = async () =>
      Math.max(...(await world.lines('bob', 'alice', 'camera')).map((line) => line.width));
    await eventually(width, { timeout: 30_000 }).toBe(1280);
    await world.close();
  });

  test('who talks is told although nobody wants to hear it, as long as it is routed to somebody', async ({
    world,
  }) => {
    await world.voice('alice', true);
    await world.ports({ alice: { send: ['microphone'] }, bob: {} });
    await world.publish('alice', 'microphone', 'bob');
    world.want('bob', { [ALICE]: 'none' });
    await eventually(() => world.talked(ALICE)).toEqual([true]);
    // Whoever is heard by nobody is not sent, and so does not go on talking.
    await world.unroute('alice', 'microphone', 'bob');
    await eventually(() => world.talked(ALICE)).toEqual([true, false]);
    await world.sends('alice');
    await world.route('alice', 'microphone', 'bob');
    await eventually(() => world.talked(ALICE)).toEqual([true, false, true]);
  });

  test('layers rest that nobody is sent, and begin again at once', async ({ engine, origin, browser }) => {
    const world = await World.create(engine, browser, origin, { width: 1280, layered: true });
    await world.ports({ alice: { send: ['camera'] }, bob: {}, carol: {} });
    await world.publish('alice', 'camera');
    await world.link('alice', 'up');
    await world.sends('alice');
    await world.route('alice', 'camera', 'bob');
    await world.route('alice', 'camera', 'carol');
    const width = (who: string) => eventually(() => world.width(who, 'alice'), { timeout: 30_000 });
    await width('bob').toBe(1280);
    await world.sends('alice', 'camera h', 'camera m', 'camera l');
    world.want('bob', { 'alice/camera': 0 });
    world.want('carol', { 'alice/camera': 1 });
    await world.sends('alice', 'camera m', 'camera l');
    await width('bob').toBe(320);
    await width('carol').toBe(640);
    world.want('carol', { 'alice/camera': 'none' });
    await world.sends('alice', 'camera l');
    world.want('bob', { 'alice/camera': 2 });
    await width('bob').toBe(1280);
    await world.ports({ bob: null, carol: null });
    await world.sends('alice');
    await world.close();
  });

  test('a line that is switched to another camera has the level of that one', async ({
    engine,
    origin,
    browser,
  }) => {
    const world = await World.create(engine, browser, origin, { width: 1280, layered: true });
    const send = { send: ['camera'] } as const;
    await world.ports({ alice: send, dave: send, bob: {} });
    await world.publish('alice', 'camera', 'bob');
    await world.publish('dave', 'camera');
    world.want('bob', { 'alice/camera': 0, 'dave/camera': 1 });
    const width = (who: string) => eventually(() => world.width('bob', who), { timeout: 30_000 });
    await width('alice').toBe(320);
    const negotiated = await world.negotiations('bob');
    await world.unroute('alice', 'camera', 'bob');
    await world.route('dave', 'camera', 'bob');
    await width('dave').toBe(640);
    await world.unroute('dave', 'camera', 'bob');
    await world.route('alice', 'camera', 'bob');
    await width('alice').toBe(320);
    expect(await world.negotiations('bob')).toEqual(negotiated);
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
    await eventually(() => world.standing('carol', 'down').includes(old)).toBe(false);
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
    await eventually(() => readFileSync(`/proc/${pid}/status`, 'utf8')).toMatch(/State:\s+T/);
    await world.unpublish('alice', 'microphone');
    await eventually(() => engine.pid(), { timeout: 20_000 }).not.toBe(pid);
    await world.publish('alice', 'microphone', 'bob');
    await world.flows('bob', 'alice', 'microphone');
  });
});
