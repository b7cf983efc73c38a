import { openToAnyone } from '@/lib/core/room/presets.ts';
import { makeRoom } from '../../support/backend.ts';
import { type Frames, frames } from '../../support/frames.ts';
import { type Quiet, quietClient } from '../../support/quiet.ts';
import { smallRoom } from '../../support/rooms.ts';
import type { TestServer } from '../../support/server.ts';
import { watchConnections } from '../../support/watch.ts';
import { eventually } from '../support/eventually.ts';
import { ENGINES } from '../support/lane.ts';
import { expectMore, expectReceiving } from '../support/media.ts';
import { enter, join, openRoom, type Person, tile } from '../support/people.ts';
import { expect, test } from '../support/test.ts';

/**
 * What a page says that it shows, read from its socket: nothing that nobody sees need be sent. What the server makes
 * of it is not looked at here.
 */
const settings = smallRoom('conference', 'Meeting', openToAnyone);
/** Two device pixels for each of CSS, as on most phones and laptops. */
const DPR = 2;

async function enterWatched(
  ...[browser, server, visit]: Parameters<typeof enter>
): Promise<{ person: Person; said: Frames }> {
  const context = await browser.newContext({ deviceScaleFactor: DPR });
  const said = frames(context);
  await watchConnections(context);
  await context.addInitScript(() => {
    const sockets: WebSocket[] = [];
    const Native = window.WebSocket;
    window.WebSocket = class extends Native {
      constructor(url: string | URL, protocols?: string | string[]) {
        super(url, protocols);
        sockets.push(this);
      }
    };
    Object.assign(window, { sockets });
  });
  const person = await openRoom(context, server, visit);
  await join(person, visit);
  return { person, said };
}

const lastSeen = (said: Frames) => said.of('media.viewing').at(-1);
const expectSeen = (said: Frames, publications: readonly string[]) =>
  eventually(() =>
    lastSeen(said)
      ?.tiles.map(({ publication }) => publication)
      .sort(),
  ).toEqual([...publications].sort());

/** That the page is in the background: headless, nothing else makes it so. */
const hide = ({ page }: Person, hidden: boolean) =>
  page.evaluate((hides) => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => hides });
    Object.defineProperty(document, 'visibilityState', {
      configurable: true,
      get: () => (hides ? 'hidden' : 'visible'),
    });
    document.dispatchEvent(new Event('visibilitychange'));
  }, hidden);

const choose = async ({ page }: Person, layout: string): Promise<void> => {
  await page.getByRole('button', { name: 'Layout', exact: true }).click();
  await page.getByRole('menuitemradio', { name: layout, exact: true }).click();
};

for (const media of ENGINES) {
  test.describe(`two with cameras (${media})`, () => {
    let server: TestServer;
    let [ana, ben] = [] as unknown as [Person, Person];
    let said: Frames;
    test.beforeAll(async ({ browser, servers }) => {
      server = await servers.over(media);
      const room = await makeRoom(server, settings);
      ben = await enter(browser, server, { room, name: 'Ben', microphone: true, camera: true });
      ({ person: ana, said } = await enterWatched(browser, server, {
        room,
        name: 'Ana',
        microphone: true,
        camera: true,
      }));
      await expectReceiving(ana, { voices: 1, pictures: 1 });
    });
    test.afterAll(async () => {
      await ana.close();
      await ben.close();
    });

    /** The one tile, as it was last told, and as it is on the page. */
    const told = () => {
      const tiles = lastSeen(said)?.tiles ?? [];
      return tiles.length === 1 && tiles[0] ? [tiles[0].width, tiles[0].height] : tiles;
    };
    const measured = () =>
      tile(ana, 'Ben').evaluate((element, dpr) => {
        const { width, height } = element.getBoundingClientRect();
        return [Math.round(width * dpr), Math.round(height * dpr)];
      }, DPR);
    const expectTold = () => expect(async () => expect(told()).toEqual(await measured())).toPass();

    test('the size of a tile is told in device pixels, as it becomes large and small again', async () => {
      await expectTold();
      const [small = 0] = await measured();
      await ana.page.getByRole('button', { name: 'Pin Ben', exact: true }).click();
      await eventually(async () => (await measured())[0]).toBeGreaterThan(small * 1.3);
      await expectTold();
      await ana.page.getByRole('button', { name: 'Unpin Ben', exact: true }).click();
      await eventually(async () => (await measured())[0]).toBe(small);
      await expectTold();
    });

    test('a hidden page and "Audio only" show nothing; one’s own picture is never asked for', async () => {
      await hide(ana, true);
      await expectSeen(said, []);
      await hide(ana, false);
      await expectTold();
      await choose(ana, 'Audio only');
      await expectSeen(said, []);
      await choose(ana, 'Grid');
      await expectTold();
    });

    test('the wish to save data is told with the tiles, and kept on the device', async () => {
      await ana.page.getByRole('button', { name: 'Layout', exact: true }).click();
      await ana.page.getByRole('menuitem', { name: 'Connection…' }).click();
      const dialog = ana.page.getByRole('dialog', { name: 'Connection' });
      const wish = dialog.getByRole('switch', { name: 'Use less data' });
      await wish.click();
      await eventually(() => lastSeen(said)).toMatchObject({ lowData: true, tiles: [{}] });
      expect(await ana.page.evaluate(() => localStorage.getItem('rostrum:low-data'))).toBe('1');
      await wish.click();
      await eventually(() => lastSeen(said)).toMatchObject({ lowData: false, tiles: [{}] });
      await ana.page.keyboard.press('Escape');
      await expect(ana.page.getByRole('button', { name: 'Layout', exact: true })).toBeFocused();
    });

    test('the connection is measured every two seconds, told, and shown stream by stream', async () => {
      const before = said.of('media.measured').length;
      await expectMore(ana, 'framesDecoded');
      await eventually(() => said.of('media.measured').length).toBeGreaterThan(before + 2);
      const reports = said.of('media.measured').slice(before + 1);
      for (const { interval, down, up } of reports) {
        // A busy machine looks late; it never looks twice at once.
        expect(interval).toBeGreaterThan(1_000);
        expect(down.packets).toBeGreaterThan(10);
        expect(down.bitrate).toBeGreaterThan(10_000);
        expect(up.bitrate).toBeGreaterThan(10_000);
        expect(down.roundTrip).not.toBeNull();
        expect(up.available).toBeGreaterThan(0);
      }

      await ana.page.getByRole('button', { name: 'Layout', exact: true }).click();
      await ana.page.getByRole('menuitem', { name: 'Connection…' }).click();
      const dialog = ana.page.getByRole('dialog', { name: 'Connection' });
      const row = (name: string) =>
        dialog.getByRole('row').filter({ has: ana.page.getByRole('rowheader', { name, exact: true }) });
      await expect(row('Ben: camera')).toContainText(/\d+ × \d+, \d+\/s.*\d+ kbit\/s.*VP8/);
      await expect(row('Ben: microphone')).toContainText(/\d+ kbit\/s.*opus/);
      await expect(row('Your camera')).toContainText(/\d+ × \d+, \d+\/s.*\d+ kbit\/s.*VP8/);
      await expect(row('Your microphone')).toContainText(/\d+ kbit\/s.*opus/);
      await ana.page.keyboard.press('Escape');
    });
  });
}

test.describe('a meeting that does not fit on one page', () => {
  let server: TestServer;
  let quiet: Quiet[];
  let cameras: Map<string, string>;
  let room: string;
  test.beforeAll(async ({ servers }) => {
    server = await servers.over('p2p');
    room = await makeRoom(server, settings);
    quiet = [];
    cameras = new Map();
    for (let number = 10; number < 26; number++) {
      const name = `Guest ${number}`;
      const guest = await quietClient(server, room, null, name);
      const answer = await guest.ask('media.publish', { kind: 'camera' });
      if (!answer.ok) throw new Error(answer.failure.message);
      quiet.push(guest);
      cameras.set(name, answer.value.publication);
    }
  });
  test.afterAll(async () => {
    for (const guest of quiet) guest.close();
  });

  /** The cameras of those whose tiles are in the viewport, clipped as they are. */
  const inSight = async ({ stage }: Person): Promise<string[]> => {
    const names = await stage.getByRole('group').evaluateAll(async (tiles) => {
      const seen = await Promise.all(
        tiles.map(
          (element) =>
            new Promise<string | null>((done) => {
              const observer = new IntersectionObserver(([entry]) => {
                observer.disconnect();
                done(entry?.isIntersecting ? element.getAttribute('aria-label') : null);
              });
              observer.observe(element);
            }),
        ),
      );
      return seen.filter((name) => name !== null);
    });
    return names.flatMap((name) => cameras.get(name) ?? []);
  };

  test('what is on another page, or scrolled away, is not asked for', async ({ browser }) => {
    const { person, said } = await enterWatched(browser, server, { room, name: 'Ana' });
    const { page, stage } = person;
    await expect(stage.getByRole('group')).not.toHaveCount(0);
    const first = await inSight(person);
    expect(first.length).toBeGreaterThan(3);
    expect(first.length).toBeLessThan(cameras.size);
    await expectSeen(said, first);

    await page.getByRole('button', { name: 'Next page' }).click();
    await eventually(async () => (await inSight(person)).some((one) => first.includes(one))).toBe(false);
    await expectSeen(said, await inSight(person));

    await choose(person, 'Speaker');
    await expect(page.getByRole('button', { name: 'Next page' })).toHaveCount(0);
    const beside = await inSight(person);
    expect(beside.length).toBeLessThan(cameras.size);
    await expectSeen(said, beside);
    await stage.getByRole('group').last().scrollIntoViewIfNeeded();
    await eventually(async () => (await inSight(person)).some((one) => !beside.includes(one))).toBe(true);
    await expectSeen(said, await inSight(person));
    await person.close();
  });

  test('a socket that was lost and came back is told again', async ({ browser }) => {
    const { person, said } = await enterWatched(browser, server, { room, name: 'Ana' });
    await eventually(() => lastSeen(said)?.tiles.length ?? 0).toBeGreaterThan(3);
    const before = said.of('media.viewing').length;
    const shown = lastSeen(said);
    await person.page.evaluate(() => (window as unknown as { sockets: WebSocket[] }).sockets.at(-1)?.close());
    await eventually(() => said.of('media.viewing').length).toBeGreaterThan(before);
    expect(lastSeen(said)).toEqual(shown);
    await person.close();
  });
});
