import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import pino from 'pino';
import { createJanusEngine } from '@/server/media/janus/engine.ts';
import { findJanus } from '@/server/media/janus/settings.ts';
import { servePage, World } from '../media/world.ts';
import { eventually } from '../support/eventually.ts';
import { ALL } from '../support/lane.ts';

/** Medians are judged, loosely: a few rounds will do. How long it takes on a quiet machine is `npm run bench`. */
const ROUNDS = ALL ? 40 : 10;
const VIDEO_ROUNDS = ALL ? 15 : 5;

/*
 * How long a decision takes to be in force, through real browsers on this machine. Printed; the bounds are loose,
 * because a busy machine proves nothing about the engine.
 */
test('a route is heard, and a revocation is silence, within moments', async ({ browser }) => {
  test.skip(findJanus() === null, 'janus is not installed on this machine');
  test.setTimeout(180_000);
  const dataDir = mkdtempSync(join(tmpdir(), 'rostrum-latency-'));
  const network = {};
  const log = pino({ level: 'silent' });
  const engine = createJanusEngine({ dataDir, urls: [], program: 'janus', network }, log);
  const page = await servePage();
  const world = await World.create(engine, browser, page.origin);
  await world.manners('alice', 'always');
  await world.ports({ alice: { send: ['microphone'] }, dave: { send: ['microphone'] }, bob: {}, carol: {} });
  await world.link('alice', 'up');
  await world.link('bob', 'down');
  await world.publish('dave', 'microphone', 'carol');
  await world.flows('carol', 'dave', 'microphone');
  const witness = () => world.packets('carol', 'dave', 'microphone');
  const times: Record<'heard' | 'revoked' | 'lastPacket' | 'unrouted' | 'lastAfterUnroute', number[]> = {
    heard: [],
    revoked: [],
    lastPacket: [],
    unrouted: [],
    lastAfterUnroute: [],
  };
  const last = async () =>
    Math.max(0, ...(await world.stats('bob')).flatMap((link) => link.lines.map((line) => line.last)));

  for (let round = 0; round < ROUNDS; round += 1) {
    const next = world.nextPacket('bob');
    await world.stats('bob');
    const added = Date.now();
    await world.publish('alice', 'microphone', 'bob');
    times.heard.push((await next) - added);
    await world.flows('bob', 'alice', 'microphone');

    const cut = Date.now();
    const byRoute = round % 2 === 1;
    await (byRoute ? world.unroute('alice', 'microphone', 'bob') : world.unpublish('alice', 'microphone'));
    (byRoute ? times.unrouted : times.revoked).push(Date.now() - cut);
    await world.drained(witness);
    (byRoute ? times.lastAfterUnroute : times.lastPacket).push((await last()) - cut);
    if (byRoute) await world.unpublish('alice', 'microphone');
  }
  await world.close();
  await engine.close();
  await page.close();
  for (const [what, list] of Object.entries(times))
    console.log(what, { p50: percentile(list, 0.5), p95: percentile(list, 0.95), worst: Math.max(...list) });
  expect(percentile(times.heard, 0.5)).toBeLessThan(500);
  expect(percentile(times.lastPacket, 0.5)).toBeLessThan(250);
});

/** A screen is shown without being looked at first: what a camera takes longer is what the look costs. */
test('a camera is seen within moments of its publication, although it is looked at first', async ({
  browser,
}) => {
  test.skip(findJanus() === null, 'janus is not installed on this machine');
  test.setTimeout(180_000);
  const dataDir = mkdtempSync(join(tmpdir(), 'rostrum-latency-'));
  const log = pino({ level: 'silent' });
  const engine = createJanusEngine({ dataDir, urls: [], program: 'janus', network: {} }, log);
  const page = await servePage();
  const world = await World.create(engine, browser, page.origin);
  await world.ports({ alice: { send: ['camera', 'screen'] }, bob: {} });
  await world.link('alice', 'up');
  await world.link('bob', 'down');
  const times: Record<'camera' | 'screen', number[]> = { camera: [], screen: [] };
  for (let round = 0; round < 2 * VIDEO_ROUNDS; round += 1) {
    const kind = round % 2 ? 'camera' : 'screen';
    const next = world.nextFrame('bob');
    await world.stats('bob');
    const published = Date.now();
    await world.publish('alice', kind, 'bob');
    times[kind].push((await next) - published);
    await world.unpublish('alice', kind);
    await eventually(() => world.slots('bob')).toEqual([]);
  }
  await world.close();
  await engine.close();
  await page.close();
  for (const [what, list] of Object.entries(times))
    console.log(what, { p50: percentile(list, 0.5), p95: percentile(list, 0.95), worst: Math.max(...list) });
  expect(percentile(times.camera, 0.5) - percentile(times.screen, 0.5)).toBeLessThan(1_000);
});

test('who talks is told within moments, and who stopped a little later', async ({ browser }) => {
  test.skip(findJanus() === null, 'janus is not installed on this machine');
  test.setTimeout(180_000);
  const dataDir = mkdtempSync(join(tmpdir(), 'rostrum-latency-'));
  const log = pino({ level: 'silent' });
  const engine = createJanusEngine({ dataDir, urls: [], program: 'janus', network: {} }, log);
  const page = await servePage();
  const world = await World.create(engine, browser, page.origin);
  await world.voice('alice', false);
  await world.ports({ alice: { send: ['microphone'] }, bob: {} });
  await world.publish('alice', 'microphone', 'bob');
  await world.flows('bob', 'alice', 'microphone');
  const times: Record<'talks' | 'stopped', number[]> = { talks: [], stopped: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    // Janus counts in blocks of packets: begin at another place of a block each time.
    for (let packets = 0; packets < (round * 7) % 15; packets += 1) await world.nextPacket('bob');
    const turned = await world.voice('alice', round % 2 === 0);
    await eventually(() => world.talks.length, { every: 20 }).toBe(round + 1);
    times[round % 2 === 0 ? 'talks' : 'stopped'].push((world.talks.at(-1)?.at ?? 0) - turned);
  }
  await world.close();
  await engine.close();
  await page.close();
  for (const [what, list] of Object.entries(times))
    console.log(what, { p50: percentile(list, 0.5), p95: percentile(list, 0.95), worst: Math.max(...list) });
  expect(percentile(times.talks, 0.5)).toBeLessThan(800);
  expect(percentile(times.stopped, 0.5)).toBeLessThan(1_200);
});

const percentile = (list: readonly number[], share: number) =>
  [...list].sort((one, other) => one - other)[Math.min(list.length - 1, Math.floor(list.length * share))] ??
  0;
