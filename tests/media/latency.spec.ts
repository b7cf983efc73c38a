import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import pino from 'pino';
import { createJanusEngine } from '@/server/media/janus/engine.ts';
import { findJanus } from '@/server/media/janus/settings.ts';
import { servePage, World } from './world.ts';

const ROUNDS = 40;

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

const percentile = (list: readonly number[], share: number) =>
  [...list].sort((one, other) => one - other)[Math.min(list.length - 1, Math.floor(list.length * share))] ??
  0;
