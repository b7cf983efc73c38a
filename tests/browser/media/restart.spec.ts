import { mkdtempSync } from 'node:fs';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect } from '@playwright/test';
import pino from 'pino';
import { createJanusEngine, type JanusEngine } from '@/server/media/janus/engine.ts';
import { findJanus } from '@/server/media/janus/settings.ts';
import { startJanus } from '../../support/janus.ts';
import { eventually } from '../support/eventually.ts';
import { servePage, World } from './world.ts';

/*
 * Runs of the program, one after the other, beside a Janus that outlives them. The page's browsers are those of people
 * who hear nothing and obey nobody: what they once opened they keep, and they send on it whatever they sent.
 */
const log = pino({ level: process.env.MEDIA_LOG ?? 'silent' });

/** Makes the engine of a run over the same data, which reaches Janus by itself or over a `relay`. */
type Start = (how?: { readonly overlap?: number; readonly url?: string }) => Promise<JanusEngine>;

const test = base.extend<{ start: Start; world: World }, { janus: string; origin: string }>({
  janus: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern.
    async ({}, use) => {
      const janus = await startJanus();
      await use(janus.url);
      await janus.stop();
    },
    { scope: 'worker' },
  ],
  origin: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern.
    async ({}, use) => {
      const page = await servePage();
      await use(page.origin);
      await page.close();
    },
    { scope: 'worker' },
  ],
  start: async ({ janus }, use) => {
    const dataDir = mkdtempSync(join(tmpdir(), 'rostrum-media-'));
    const engines: JanusEngine[] = [];
    await use(async ({ overlap = 60_000, url = janus } = {}) => {
      const engine = createJanusEngine({ dataDir, urls: [url], program: '', network: {}, overlap }, log);
      engines.push(engine);
      await eventually(() => engine.status().ready, { every: 20 }).toBe(true);
      return engine;
    });
    await Promise.all(engines.map((engine) => engine.close()));
  },
  world: async ({ start, browser, origin }, use) => {
    const world = await World.create(await start(), browser, origin);
    await use(world);
    await world.close();
  },
});
test.skip(findJanus() === null, 'janus is not installed on this machine');

const PEOPLE = ['alice', 'bob', 'carol'] as const;

/** Opens everything that stands in these tests. */
async function open(world: World): Promise<void> {
  await world.ports({ alice: { send: ['microphone', 'camera'] }, bob: { send: ['microphone'] }, carol: {} });
  await world.publish('alice', 'microphone', 'bob', 'carol');
  await world.publish('alice', 'camera', 'bob', 'carol');
  await world.publish('bob', 'microphone', 'alice', 'carol');
}

/** Everybody has what they are to have. Returns their links. */
async function call(world: World): Promise<readonly string[]> {
  await open(world);
  await world.flows('bob', 'alice', 'camera');
  await world.flows('carol', 'alice', 'microphone');
  await world.flows('carol', 'alice', 'camera');
  await world.flows('alice', 'bob', 'microphone');
  return PEOPLE.flatMap((who) => [...world.standing(who, 'up'), ...world.standing(who, 'down')]);
}

/** Packets that came so far over each line of these links, or of all others. */
async function packets(world: World, links: readonly string[], over: 'these' | 'others' = 'these') {
  const all = (await Promise.all(PEOPLE.map((who) => world.stats(who)))).flat();
  const chosen = all.filter(({ link }) => links.includes(link) === (over === 'these'));
  return chosen.flatMap(({ lines }) =>
    lines.map((line) => [`${line.link} ${line.mid}`, line.packets] as const),
  );
}
async function grow(count: () => ReturnType<typeof packets>): Promise<void> {
  const sum = async () => (await count()).reduce((total, [, number]) => total + number, 0);
  const before = await sum();
  await eventually(sum).toBeGreaterThan(before + 60);
}

test.describe('what an earlier run forwards', () => {
  test('goes on while nobody is there, and beside what takes its place, and then ends', async ({
    world,
    start,
  }) => {
    const old = await call(world);
    await world.room.bequeath();
    await grow(() => packets(world, old));
    world.moveTo(await start({ overlap: 3_000 }));
    const opened = open(world);
    world.room.inherit();
    await opened;
    await grow(() => packets(world, old, 'others'));
    const before = await packets(world, old);
    await grow(() => packets(world, old));
    expect(await packets(world, old)).not.toEqual(before);
    await eventually(async () => {
      const counted = await packets(world, old);
      await grow(() => packets(world, old, 'others'));
      return (await packets(world, old)).join() === counted.join();
    }).toBe(true);
  });

  test('ends with the first loss, before that is said to be in force, whoever holds on to it', async ({
    world,
    start,
  }) => {
    const old = await call(world);
    await world.room.bequeath();
    world.moveTo(await start());
    const opened = open(world);
    world.room.inherit();
    await opened;
    await grow(() => packets(world, old, 'others'));
    await grow(() => packets(world, old));
    await world.ports({ alice: null });
    // What was on its way arrives before anything that is sent later.
    await world.drained(() => world.packets('carol', 'bob', 'microphone'));
    const before = await packets(world, old);
    await grow(() => packets(world, old, 'others'));
    expect(await packets(world, old)).toEqual(before);
  });

  test('ends though the loss comes before there is anything in its place', async ({ world, start }) => {
    const old = await call(world);
    await world.room.bequeath();
    world.moveTo(await start());
    const opened = open(world);
    world.room.inherit();
    await Promise.all([opened, world.ports({ alice: null })]);
    // What was on its way may arrive still.
    await world.drained(() => world.packets('carol', 'bob', 'microphone'));
    const before = await packets(world, old);
    await grow(() => packets(world, old, 'others'));
    expect(await packets(world, old)).toEqual(before);
  });

  test('is over before anything takes its place, where nothing was said of it', async ({ world, start }) => {
    const old = await call(world);
    await world.room.bequeath();
    await grow(() => packets(world, old));
    world.moveTo(await start());
    await open(world);
    await eventually(() => world.standing('carol', 'down')).toHaveLength(2);
    const before = await packets(world, old);
    await grow(() => packets(world, old, 'others'));
    expect(await packets(world, old)).toEqual(before);
  });

  test('is what the last run forwarded, if there were several in a moment', async ({ world, start }) => {
    const first = await call(world);
    let last: readonly string[] = [];
    for (let run = 0; run < 3; run += 1) {
      const links = (who: string) => [...world.standing(who, 'up'), ...world.standing(who, 'down')];
      const before = PEOPLE.flatMap(links);
      await world.room.bequeath();
      world.moveTo(await start());
      const opened = open(world);
      world.room.inherit();
      await opened;
      await grow(() => packets(world, before, 'others'));
      await grow(() => packets(world, run === 0 ? first : last));
      last = PEOPLE.flatMap(links).filter((link) => !before.includes(link));
    }
    const counted = await packets(world, first);
    await grow(() => packets(world, last));
    expect(await packets(world, first)).toEqual(counted);
  });

  test('and what a lost connection left, ends with the next one, though its room was closed meanwhile', async ({
    janus,
    start,
    browser,
    origin,
  }) => {
    const line = await relay(janus);
    const engine = await start({ url: line.url });
    const world = await World.create(engine, browser, origin);
    const old = await call(world);
    for (const who of PEOPLE) world.raw.add(who);
    line.cut();
    await eventually(() => engine.status().ready).toBe(false);
    await world.room.close();
    await grow(() => packets(world, old));
    line.mend();
    await eventually(() => engine.status().ready).toBe(true);
    const before = await packets(world, old);
    // Twenty-five packets of every voice would take as long.
    await world.page.evaluate(() => new Promise((next) => setTimeout(next, 500)));
    expect(await packets(world, old)).toEqual(before);
    await world.close();
    line.close();
  });
});

/** A way to Janus that can be cut. */
async function relay(janus: string) {
  const target = new URL(janus);
  const sockets = new Set<Socket>();
  let whole = true;
  const server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one);
      one.on('error', () => undefined).on('close', () => other.destroy());
      one.pipe(other);
    }
    if (!whole) near.destroy();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const url = new URL(janus);
  url.port = String((server.address() as AddressInfo).port);
  const cut = () => {
    whole = false;
    for (const socket of sockets) socket.destroy();
    sockets.clear();
  };
  return {
    url: url.href,
    cut,
    mend: () => {
      whole = true;
    },
    close: () => {
      cut();
      server.close();
    },
  };
}
