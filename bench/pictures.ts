import { type Browser, chromium, type Page } from '@playwright/test';
import { openToAnyone } from '@/lib/core/room/presets.ts';
import settings from '../playwright.config.ts';
import { enter, type Person } from '../tests/e2e/people.ts';
import { smallRoom } from '../tests/support/rooms.ts';
import { startServer, type TestServer } from '../tests/support/server.ts';
import { encodedLayers } from '../tests/support/watch.ts';
import { alone, type Bench, type Row } from './bench.ts';
import { until } from './measure.ts';

/**
 * What pictures cost whom, with real pages over Janus: what a publisher with an HD camera sends to nobody, to one
 * thumbnail and to one full-size viewer, and how soon an enlarged picture is decoded in its larger layer.
 */
const SPAN_MS = 5_000;
const ROUNDS = 10;
const LARGE = { width: 1440, height: 900 };
const SLIT = { width: 320, height: 300 };

const ROOM = {
  id: 'one',
  members: {},
  settings: smallRoom('conference', 'One', (one) => ({
    ...openToAnyone(one),
    profile: { ...one.profile, resolution: 'hd', frameRate: 15, maxBitrate: 2_310_000, simulcast: true },
  })),
} as const;

/** Bytes of pictures, with the headers of their packets, that a page has sent. */
const bytes = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const { watched } = window as unknown as { watched: { connection: RTCPeerConnection }[] };
    let sum = 0;
    for (const { connection } of watched.filter((one) => one.connection.signalingState !== 'closed'))
      for (const report of (await connection.getStats()).values())
        if (report.type === 'outbound-rtp' && report.kind === 'video')
          sum += report.bytesSent + report.headerBytesSent;
    return sum;
  });

/** kbit/s that a page sends, over some seconds. */
async function rate(page: Page): Promise<number> {
  const before = await bytes(page);
  const began = performance.now();
  await page.waitForTimeout(SPAN_MS);
  return ((await bytes(page)) - before) / ((performance.now() - began) / 8);
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
  const nobody = await rate(ben.page);
  const ana = await enter(browser, server, { room: 'one', name: 'Ana' });
  await ana.page.setViewportSize(SLIT);
  await encodes(ben, 'l');
  const thumbnail = await rate(ben.page);
  const times: number[] = [];
  let full = 0;
  for (let round = 0; round < ROUNDS; round++) {
    times.push(await enlarged(ana.page, 1280));
    if (round === 0) {
      await encodes(ben, 'hlm');
      full = await rate(ben.page);
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

export const pictures: Bench = {
  name: 'pictures',
  needs: ['pages', 'janus', 'chromium'],
  seconds: 240,
  async run() {
    const server = await startServer({
      media: 'janus',
      rooms: [ROOM],
      env: { LOG_LEVEL: 'error' },
    });
    const browser = await chromium.launch(settings.use?.launchOptions);
    const rows = await one(browser, server);
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
