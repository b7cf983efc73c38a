import { expect, test } from '@playwright/test';
import { ADMIN_TOKEN, backend } from '../../support/backend.ts';
import { smallRoom } from '../../support/rooms.ts';
import { startServer, type TestServer } from '../../support/server.ts';
import { startTurn, type TurnServer } from '../../support/turn.ts';
import { eventually } from '../support/eventually.ts';
import { expectMore } from '../support/media.ts';
import { came, concealment, enterOver, listen, longestSilence, watchSound } from '../support/narrow.ts';
import { enter, tile } from '../support/people.ts';
import { longest, watchPictures } from '../support/pictures.ts';
import { decodedWidth, watchWidths, widths } from '../support/sizes.ts';

/** Of three layers the tiles of these pages want the middle one, 640 wide, so that the largest is not encoded. */
const settings = smallRoom('conference', 'Narrow', (one) => ({
  ...one,
  profile: {
    ...one.profile,
    resolution: 'hd',
    maxBitrate: 2_310_000,
    simulcast: true,
    adaptive: true,
  },
}));
const SMALL_PAGE = { width: 700, height: 600 };
const members = { ben: 'owner', ana: 'member', cleo: 'member' } as const;

test.describe('a viewer’s own line (janus)', () => {
  let turn: TurnServer;
  let server: TestServer;
  test.beforeAll(async () => {
    turn = await startTurn();
    server = await startServer({
      media: 'janus',
      rooms: ['narrow', 'lossy'].map((id) => ({ id, settings, members })),
      env: { TURN_URL: turn.url, TURN_SECRET: turn.secret, ADMIN_TOKEN },
    });
  });
  test.afterAll(async () => {
    await server.stop();
    await turn.stop();
  });

  test('R35: that narrows to 300 kbit/s, to 60, and is free again keeps its sound, and its picture comes back', async ({
    browser,
  }) => {
    const room = 'narrow';
    // What this test takes from her would be the machine's doing.
    await backend(server, 'PATCH', `/rooms/${room}/members/cleo`, { profile: { adaptive: false } });
    const ben = await enter(browser, server, { room, as: 'ben', microphone: true, camera: true });
    const cleo = await enter(browser, server, { room, as: 'cleo' });
    const { person: ana, line } = await enterOver(browser, server, turn, { room, as: 'ana' });
    for (const { page } of [cleo, ana]) await page.setViewportSize(SMALL_PAGE);
    for (const { page } of [cleo, ana])
      await eventually(() => decodedWidth(page), { timeout: 60_000 }).toBe(640);
    await watchSound(ana.page);
    await watchPictures(cleo.page);
    await watchWidths(cleo.page);
    const paused = tile(ana, 'Ben').locator('p').filter({ hasText: 'Picture paused' });
    const status = ana.page.getByRole('status').filter({ hasText: 'Pictures are paused' });

    // Steps down: the line was full, and then it is not.
    const free = await came(ana.page);
    line.become({ capacity: 300_000 });
    await eventually(() => decodedWidth(ana.page), { timeout: 30_000 }).toBe(320);
    expect(line.count().full, 'the line bites').toBeGreaterThan(0);
    const [, at300] = await listen(ana, 3);

    line.become({ capacity: 60_000 });
    const [bytes, since] = [line.count().bytes, performance.now()];
    await expect(paused).toBeVisible();
    await expect(status).toHaveText('Pictures are paused: your connection is slow. You still hear everyone.');
    await eventually(() => decodedWidth(ana.page)).toBe(0);
    const [, at60] = await listen(ana, 5);
    // What it carries, and what was still in its queue.
    const carried = (8 * (line.count().bytes - bytes)) / ((performance.now() - since) / 1000 + 0.4);
    expect(carried, 'the line bites').toBeLessThan(66_000);

    const freed = performance.now();
    line.become({});
    await eventually(() => decodedWidth(ana.page), { timeout: 60_000 }).toBe(640);
    const seconds = Math.round((performance.now() - freed) / 1000);
    await expect(paused).toBeHidden();
    await expect(status).toBeHidden();
    const [, after] = await listen(ana, 1);

    const concealed = [concealment(free, at300), concealment(at300, at60), concealment(at60, after)];
    const silence = await longestSilence(ana.page);
    console.log('narrow', { seconds, concealed, silence, ...line.count(), carried });
    expect(silence, 'sound never stops, milliseconds').toBeLessThan(2_000);
    expect(concealed[0], 'at 300 kbit/s').toBeLessThan(0.25);
    expect(concealed[1], 'at 60 kbit/s').toBeLessThan(0.5);
    expect(await widths(cleo.page), 'another viewer sees the same all the time').toEqual([640]);
    expect(await longest(cleo.page), 'without a stop, milliseconds').toBeLessThan(3_000);
    await expectMore(cleo, 'framesDecoded');
    for (const person of [ben, cleo, ana]) await person.close();
    line.close();
  });

  test('R35: that loses a tenth of everything is heard and seen, with few gaps', async ({ browser }) => {
    const room = 'lossy';
    const ben = await enter(browser, server, { room, as: 'ben', microphone: true, camera: true });
    const { person: ana, line } = await enterOver(browser, server, turn, { room, as: 'ana' });
    await ana.page.setViewportSize(SMALL_PAGE);
    await eventually(() => decodedWidth(ana.page), { timeout: 60_000 }).toBe(640);
    line.become({ loss: 0.1 });
    const before = line.count();
    const since = performance.now();
    const [then, now] = await listen(ana, 12);
    const seconds = (performance.now() - since) / 1000;
    const { passed, lost, full } = line.count();
    const share = (lost - before.lost) / (lost - before.lost + passed - before.passed);
    const seen = {
      share,
      concealed: concealment(then, now),
      freezes: now.freezes - then.freezes,
      frozen: now.frozen - then.frozen,
      frames: now.frames - then.frames,
      seconds,
    };
    console.log('lossy', seen);
    expect(full).toBe(0);
    expect(share, 'the line bites').toBeGreaterThan(0.07);
    expect(share).toBeLessThan(0.13);
    // What is lost of a voice is not sent again: about as much is made up as is lost.
    expect(seen.concealed).toBeGreaterThan(0.01);
    expect(seen.concealed, 'of the sound').toBeLessThan(0.25);
    expect(seen.freezes / seconds, 'of the picture, a second').toBeLessThan(1);
    expect(seen.frozen / seconds, 'of the time').toBeLessThan(0.5);
    expect(seen.frames / seconds, 'pictures a second of 15').toBeGreaterThan(5);
    for (const person of [ben, ana]) await person.close();
    line.close();
  });
});
