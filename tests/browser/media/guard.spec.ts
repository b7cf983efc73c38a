import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import pino from 'pino';
import { participantId } from '@/lib/core/ids.ts';
import { CODECS, type Codec } from '@/lib/core/room/settings.ts';
import { createJanusEngine } from '@/server/media/janus/engine.ts';
import { findJanus } from '@/server/media/janus/settings.ts';
import { eventually } from '../support/eventually.ts';
import { ALL } from '../support/lane.ts';
import { engineTest } from './contract.ts';
import { publication, World } from './world.ts';

/** The page's camera is 320×180 without layers, and 1280×720, 640×360, 320×180 with them; it obeys nobody's limits. */
const SMALL = { width: 160, height: 120, bitrate: 2_000_000 };
const ENOUGH = { width: 320, height: 240, bitrate: 2_000_000 };
const VGA = { width: 640, height: 480, bitrate: 4_000_000 };
const HD = { width: 1280, height: 720, bitrate: 4_000_000 };
const log = pino({ level: process.env.MEDIA_LOG ?? 'silent' });

const test = engineTest(async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'rostrum-guard-'));
  return createJanusEngine({ dataDir, urls: [], program: 'janus', network: {} }, log);
}).extend<{ open: (codec: Codec, layers: boolean) => Promise<World> }>({
  open: async ({ browser, engine, origin }, use) => {
    const worlds: World[] = [];
    await use(async (codec, layers) => {
      const camera = { width: layers ? 1280 : 320, layered: layers };
      const world = await World.create(engine, browser, origin, camera, codec);
      worlds.push(world);
      return world;
    });
    for (const world of worlds) await world.close();
  },
});
test.skip(findJanus() === null, 'janus is not installed on this machine');

const camera = (limits: typeof HD) => ({ send: ['camera'] as const, limits });

for (const codec of CODECS)
  test.describe(`a browser that sends more than it may (${codec})`, () => {
    test('is seen by nobody, and is told of when it goes on', async ({ open }) => {
      const world = await open(codec, false);
      await world.ports({ mallory: camera(SMALL), alice: camera(ENOUGH), bob: {}, carol: {} });
      await world.publish('alice', 'camera', 'carol');
      await world.publish('mallory', 'camera', 'bob');
      await world.flows('carol', 'alice', 'camera');
      const witness = () => world.packets('carol', 'alice', 'camera');
      await world.silent('bob', witness);
      await eventually(() => world.excesses.at(0)).toEqual({
        publication: publication('mallory', 'camera'),
        excess: { what: 'resolution', width: 320, height: 180 },
      });
      await world.silent('bob', witness);
      expect(await world.packets('bob', 'mallory', 'camera')).toBe(0);
      expect(world.excesses.filter(({ publication: id }) => id !== publication('mallory', 'camera'))).toEqual(
        [],
      );
    });

    test('with one layer too large is not seen in another one either', async ({ open }) => {
      const world = await open(codec, true);
      await world.ports({ mallory: camera(VGA), alice: camera(HD), bob: {}, carol: {} });
      await world.publish('alice', 'camera', 'carol');
      await world.publish('mallory', 'camera', 'bob');
      await world.flows('carol', 'alice', 'camera');
      const widest = async () =>
        Math.max(0, ...(await world.lines('bob', 'mallory', 'camera')).map((line) => line.width));
      let seen = 0;
      await eventually(
        async () => {
          seen = Math.max(seen, await widest());
          return world.excesses.at(0)?.excess;
        },
        { timeout: 60_000 },
      ).toEqual({ what: 'resolution', width: 1280, height: 720 });
      expect(seen).toBeLessThanOrEqual(640);
      await world.silent('bob', () => world.packets('carol', 'alice', 'camera'));
    });
  });

/** What is made of a size and a bit rate, once they are read, is the same for every codec. */
const ANY_CODEC = ALL ? CODECS : CODECS.slice(0, 1);

for (const codec of ANY_CODEC)
  test.describe(`a browser that sends more than it may, and then does not (${codec})`, () => {
    test('is seen again within wider limits, and no more within narrower ones, on the same link', async ({
      open,
    }) => {
      const world = await open(codec, false);
      await world.ports({ mallory: camera(ENOUGH), alice: camera(ENOUGH), bob: {}, carol: {} });
      await world.publish('alice', 'camera', 'carol');
      await world.publish('mallory', 'camera', 'bob');
      await world.flows('bob', 'mallory', 'camera');
      await world.flows('carol', 'alice', 'camera');
      const link = await world.link('mallory', 'up');
      const witness = () => world.packets('carol', 'alice', 'camera');
      await world.ports({ mallory: camera(SMALL) });
      // In force when it is answered, like every loss.
      await world.drained(witness);
      await world.silent('bob', witness);
      await world.ports({ mallory: camera(ENOUGH) });
      await world.flows('bob', 'mallory', 'camera');
      expect(await world.link('mallory', 'up')).toBe(link);
      expect(world.excesses).toEqual([]);
    });

    test('of too high a bit rate is asked for less, keeps to it, and is seen', async ({ open }) => {
      const world = await open(codec, true);
      await world.ports({
        mallory: camera({ ...HD, bitrate: 150_000 }),
        alice: camera(HD),
        bob: {},
        carol: {},
      });
      await world.publish('alice', 'camera', 'carol');
      await world.publish('mallory', 'camera', 'bob');
      await world.flows('carol', 'alice', 'camera');
      await world.flows('bob', 'mallory', 'camera');
      // Past the time after which one who goes on is told of.
      const frames = () => world.frames('bob', 'mallory', 'camera');
      const before = await frames();
      await eventually(frames, { timeout: 60_000 }).toBeGreaterThan(before + 60);
      expect(world.excesses).toEqual([]);
    });

    test('starts anew with its next publication, and is still seen by nobody', async ({ open }) => {
      const world = await open(codec, false);
      await world.ports({ mallory: camera(SMALL), alice: camera(ENOUGH), bob: {}, carol: {} });
      await world.publish('alice', 'camera', 'carol');
      await world.publish('mallory', 'camera', 'bob');
      await eventually(() => world.excesses.length).toBeGreaterThan(0);
      await world.unpublish('mallory', 'camera');
      const told = world.excesses.length;
      await world.publish('mallory', 'camera', 'bob');
      await world.flows('carol', 'alice', 'camera');
      await world.silent('bob', () => world.packets('carol', 'alice', 'camera'));
      expect(world.excesses.length).toBe(told);
      world.room.renew(participantId('mallory'));
      await world.link('mallory', 'up');
      await world.silent('bob', () => world.packets('carol', 'alice', 'camera'));
    });
  });
