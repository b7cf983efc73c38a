import { type Browser, chromium, type Page } from '@playwright/test';
import { openToAnyone } from '@/lib/core/room/presets.ts';
import settings from '../playwright.config.ts';
import { enter, type Person } from '../tests/browser/support/people.ts';
import { smallRoom } from '../tests/support/rooms.ts';
import { startServer, type TestServer } from '../tests/support/server.ts';
import { encodedLayers } from '../tests/support/watch.ts';
import { alone, type Bench, compared, type Row } from './bench.ts';
import { until } from './measure.ts';
import { childCalled, cpuSeconds } from './process.ts';

/**
 * What pictures cost whom, with real pages over Janus: what a publisher with an HD camera sends to nobody, to one
 * thumbnail and to one full-size viewer; how soon an enlarged picture is decoded in its larger layer; and nine people in
 * a grid: what their viewer is sent, against the largest layer of each, and what our server spends meanwhile.
 */
const SPAN_MS = 5_000;
const ROUNDS = 10;
const LARGE = { width: 1440, height: 900 };
const SLIT = { width: 320, height: 300 };
const PEOPLE = 9;
const GRID_SPAN_MS = 20_000;

const room = (id: string, frameRate: number) => ({
  id,
  members: {},
  settings: smallRoom('conference', id, (one) => ({
    ...openToAnyone(one),
    profile: { ...one.profile, resolution: 'hd', frameRate, maxBitrate: 2_310_000, simulcast: true },
  })),
});

type Way = 'inbound-rtp' | 'outbound-rtp';

/** Bytes of pictures, with the headers of their packets, that went one way so far; of one layer where it is named. */
const bytes = (page: Page, way: Way, layer?: string): Promise<number> =>
  page.evaluate(
    async ([type, rid]) => {
      const { watched } = window as unknown as { watched: { connection: RTCPeerConnection }[] };
      let sum = 0;
      for (const { connection } of watched.filter((one) => one.connection.signalingState !== 'closed'))
        for (const report of (await connection.getStats()).values())
          if (report.type === type && report.kind === 'video' && (!rid || report.rid === rid))
            sum +=
              (report.bytesSent ?? report.bytesReceived) +
              (report.headerBytesSent ?? report.headerBytesReceived);
      return sum;
    },
    [way, layer] as const,
  );

/** kbit/s that go one way, over some seconds. */
async function rate(page: Page, way: Way, span = SPAN_MS, layer?: string): Promise<number> {
  const before = await bytes(page, way, layer);
  const began = performance.now();
  await page.waitForTimeout(span);
  return ((await bytes(page, way, layer)) - before) / ((performance.now() - began) / 8);
}

/** Milliseconds from the moment a page has become as large until its largest picture is so wide. */
async function enlarged(page: Page, width: number): Promise<number> {
  await page.evaluate((wide) => {
    const taken = new Promise<number>((done) => {
      const look = (began: number) => {
        const widths = [...document.querySelectorAll('video')].map(({ videoWidth }) => videoWidth);
        if (Math.max(...widths) >= wide) done(performance.now() - began);
        else requestAnimationFrame(() => look(began));
      };
      addEventListener('resize', () => look(performance.now()), { once: true });
    });
    Object.assign(window, { taken });
  }, width);
  await page.setViewportSize(LARGE);
  return page.evaluate(() => (window as unknown as { taken: Promise<number> }).taken);
}

const encodes = ({ page }: Person, layers: string) =>
  until(async () => (await encodedLayers(page)).join('') === layers);

async function one(browser: Browser, server: TestServer): Promise<Row[]> {
  const ben = await enter(browser, server, { room: 'one', name: 'Ben', camera: true });
  await encodes(ben, '');
  const nobody = await rate(ben.page, 'outbound-rtp');
  const ana = await enter(browser, server, { room: 'one', name: 'Ana' });
  await ana.page.setViewportSize(SLIT);
  await encodes(ben, 'l');
  const thumbnail = await rate(ben.page, 'outbound-rtp');
  const times: number[] = [];
  let full = 0;
  for (let round = 0; round < ROUNDS; round++) {
    times.push(await enlarged(ana.page, 1280));
    if (round === 0) {
      await encodes(ben, 'hlm');
      full = await rate(ben.page, 'outbound-rtp');
    }
    await ana.page.setViewportSize(SLIT);
    await encodes(ben, 'l');
  }
  for (const person of [ana, ben]) await person.close();
  return [
    alone('sent to nobody, HD camera', 'kbit/s', [nobody], { floor: 0 }),
    alone('sent to one thumbnail', 'kbit/s', [thumbnail]),
    alone('sent to one full-size viewer', 'kbit/s', [full]),
    alone('enlarged until decoded in the larger layer', 'ms', times),
  ];
}

/** As in the background, where no picture is asked for. */
const hide = (page: Page) =>
  page.evaluate(() => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => true });
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'hidden' });
    document.dispatchEvent(new Event('visibilitychange'));
  });

async function grid(browser: Browser, server: TestServer): Promise<Row[]> {
  const people = [];
  for (let at = 0; at < PEOPLE; at++) {
    const person = await enter(browser, server, { room: 'grid', name: `Person ${at}`, camera: true });
    // They are here to be looked at: nine pages that also decode each other are more than a small machine carries.
    await hide(person.page);
    people.push(person);
  }
  const viewer = await enter(browser, server, { room: 'grid', name: 'Viewer' });
  await viewer.page.setViewportSize(LARGE);
  const shown = () =>
    viewer.page.evaluate(
      () => [...document.querySelectorAll('video')].filter((video) => video.videoWidth > 0).length,
    );
  await until(async () => (await shown()) >= PEOPLE, 60_000);
  const janus = childCalled(server.pid, 'janus');
  const before = { node: cpuSeconds(server.pid), janus: cpuSeconds(janus) };
  const received = await rate(viewer.page, 'inbound-rtp', GRID_SPAN_MS);
  const share = (now: number, then: number) => ((now - then) * 100_000) / GRID_SPAN_MS;
  const node = share(cpuSeconds(server.pid), before.node);
  const relay = share(cpuSeconds(janus), before.janus);

  await viewer.page.getByRole('button', { name: 'Pin Person 0', exact: true }).click();
  const [first] = people;
  if (!first) throw new Error('Nobody came.');
  await encodes(first, 'hlm');
  const whole = await rate(first.page, 'outbound-rtp', SPAN_MS, 'h');
  for (const person of [viewer, ...people]) await person.close();
  return [
    compared('nine tiles, received', 'kbit/s', [whole * PEOPLE], [received]),
    alone('our server meanwhile', '% of a core', [node], { floor: 0 }),
    alone('Janus meanwhile', '% of a core', [relay]),
  ];
}

export const pictures: Bench = {
  name: 'pictures',
  needs: ['pages', 'janus', 'chromium'],
  seconds: 400,
  async run() {
    const server = await startServer({
      media: 'janus',
      rooms: [room('one', 15), room('grid', 8)],
      env: { LOG_LEVEL: 'error' },
    });
    const browser = await chromium.launch(settings.use?.launchOptions);
    const rows = [...(await one(browser, server)), ...(await grid(browser, server))];
    await browser.close();
    await server.stop();
    const sent = rows.filter(({ what }) => what.startsWith('sent'));
    return {
      rows,
      picture: {
        title: 'What a publisher sends',
        y: 'kbit/s, an HD camera at 15 frames a second',
        at: sent.map(({ what }) => what.replace(/^sent to /, '')),
        kind: 'bars',
        series: [{ name: 'kbit/s', values: sent.map(({ ours }) => ours) }],
      },
    };
  },
};
