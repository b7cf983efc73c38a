import { type Browser, chromium, type Page } from '@playwright/test';
import { openToAnyone } from '@/lib/core/room/presets.ts';
import settings from '../playwright.config.ts';
import { enter, type Person } from '../tests/e2e/people.ts';
import { smallRoom } from '../tests/support/rooms.ts';
import { startServer, type TestServer } from '../tests/support/server.ts';
import { encodedLayers } from '../tests/support/watch.ts';
import { alone, type Bench, compared, type Row } from './bench.ts';
import { until } from './measure.ts';
import { childCalled, cpuSeconds } from './process.ts';

/**
 * What pictures cost whom, with real pages over Janus: what a publisher with an HD camera sends to nobody, to one
 * thumbnail and to one full-size viewer; how soon an enlarged picture is decoded in its larger layer; and nine people in
 * a grid: what their viewer is sent, against the whole of everybody, and what our server spends meanwhile.
 */
const SPAN_MS = 5_000;
const ROUNDS = 15;
const PEOPLE = 9;
const GRID_SPAN_MS = 20_000;
const LARGE = { width: 1440, height: 900 };
const SLIT = { width: 320, height: 300 };

const room = (id: string, resolution: 'hd' | 'vga', frameRate: number) => ({
  id,
  members: {},
  settings: smallRoom('conference', id, (one) => ({
    ...openToAnyone(one),
    profile: { ...one.profile, resolution, frameRate, maxBitrate: 2_310_000, simulcast: true },
  })),
});

/** Bytes of pictures, with the headers of their packets, that went one way so far. */
const bytes = (page: Page, way: 'inbound-rtp' | 'outbound-rtp'): Promise<number> =>
  page.evaluate(async (type) => {
    const { watched } = window as unknown as { watched: { connection: RTCPeerConnection }[] };
    let sum = 0;
    for (const { connection } of watched.filter((one) => one.connection.signalingState !== 'closed'))
      for (const report of (await connection.getStats()).values())
        if (report.type === type && report.kind === 'video')
          sum +=
            (report.bytesSent ?? report.bytesReceived) +
            (report.headerBytesSent ?? report.headerBytesReceived);
    return sum;
  }, way);

/** kbit/s that go one way, over some seconds. */
async function rate(page: Page, way: 'inbound-rtp' | 'outbound-rtp', span = SPAN_MS): Promise<number> {
  const before = await bytes(page, way);
  const began = performance.now();
  await page.waitForTimeout(span);
  return ((await bytes(page, way)) - before) / ((performance.now() - began) / 8);
}

/** Milliseconds from the moment a page has become as large until its largest picture is so wide. */
async function enlarged(page: Page, width: number): Promise<number> {
  const seen = page.evaluate(async (wide) => {
    await new Promise((done) => addEventListener('resize', done, { once: true }));
    const began = performance.now();
    const widest = () => Math.max(...[...document.querySelectorAll('video')].map((one) => one.videoWidth));
    while (widest() < wide) {
      if (performance.now() - began > 20_000) throw new Error('It stayed small.');
      await new Promise((next) => requestAnimationFrame(next));
    }
    return performance.now() - began;
  }, width);
  await page.setViewportSize(LARGE);
  return seen;
}

/** As in the background, where no picture is asked for. */
const hide = (page: Page) =>
  page.evaluate(() => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => true });
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'hidden' });
    document.dispatchEvent(new Event('visibilitychange'));
  });

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
  await until(async () => (await shown()) >= PEOPLE);
  const janus = childCalled(server.pid, 'janus');
  const before = { node: cpuSeconds(server.pid), janus: cpuSeconds(janus) };
  const received = await rate(viewer.page, 'inbound-rtp', GRID_SPAN_MS);
  const share = (now: number, then: number) => ((now - then) * 100_000) / GRID_SPAN_MS;
  const node = share(cpuSeconds(server.pid), before.node);
  const relay = share(cpuSeconds(janus), before.janus);

  await viewer.page.getByRole('button', { name: 'Pin Person 0', exact: true }).click();
  const [first] = people;
  if (first) await encodes(first, 'hl');
  const whole = first ? await rate(first.page, 'outbound-rtp') : Number.NaN;
  for (const person of [viewer, ...people]) await person.close();
  return [
    compared('nine tiles, received', 'kbit/s', [whole * PEOPLE], [received]),
    alone('our server meanwhile', '% of a core', [node]),
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
      rooms: [room('one', 'hd', 15), room('grid', 'vga', 8)],
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
