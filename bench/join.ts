import { readFileSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test';
import { openToAnyone } from '@/lib/core/room/presets.ts';
import settings from '../playwright.config.ts';
import { enter, openRoom } from '../tests/browser/support/people.ts';
import { smallRoom } from '../tests/support/rooms.ts';
import { startServer, type TestServer } from '../tests/support/server.ts';
import { type Bench, compared, median, quantile } from './bench.ts';
import { type Demo, serveDemo } from './demo.ts';
import { atStep, noteSteps, type Steps, stepsSince } from './steps.ts';

/**
 * The last click until the first picture of somebody who is there already is shown, in Chromium, over Janus. Baseline:
 * the VideoRoom page of Janus's own demos at the same Janus, as a subscriber, whose session stands before the click.
 * Floor: two bare simple-peers on one page. By turns, each time in a browser profile of its own.
 */
const ROUNDS = Number(process.env.ROUNDS ?? 20);
const FRAME_TIMEOUT_MS = 15_000;

async function clicked(page: Page, button: string): Promise<number> {
  return page.locator(button).evaluate((element) => {
    const at = Date.now();
    (element as HTMLElement).click();
    return at;
  });
}

async function ours(browser: Browser, server: TestServer): Promise<Steps> {
  const context = await browser.newContext();
  await noteSteps(context);
  const guest = await openRoom(context, server, { room: 'meeting' });
  await guest.page.getByRole('textbox', { name: 'Your name' }).fill('Guest');
  const began = await guest.page.getByRole('button', { name: 'Join', exact: true }).evaluate((button) => {
    const at = Date.now();
    (button as HTMLElement).click();
    return at;
  });
  const took = await stepsSince(guest.page, began, FRAME_TIMEOUT_MS);
  await guest.button('Leave').click();
  await guest.close();
  return took;
}

/** Everything up to the click that enters the room. */
async function openDemo(
  context: BrowserContext,
  demo: Demo,
  role: 'publisher' | 'subscriber',
): Promise<Page> {
  const page = await context.newPage();
  await page.goto(demo.url(role));
  await page.locator('#start').click();
  await page.locator('#username').waitFor();
  await page.locator('#username').fill('guest');
  return page;
}

async function theirs(browser: Browser, demo: Demo): Promise<Steps> {
  const context = await browser.newContext();
  await noteSteps(context);
  const page = await openDemo(context, demo, 'subscriber');
  const began = await clicked(page, '#register');
  const took = await stepsSince(page, began, FRAME_TIMEOUT_MS);
  await context.close();
  return took;
}

/** Two simple-peers in one page, with a camera that is open already: no server, no gate, no page to draw. */
async function bare(browser: Browser, url: string): Promise<Steps> {
  const context = await browser.newContext();
  await noteSteps(context);
  const page = await context.newPage();
  await page.goto(`${url}/healthz`);
  await page.addScriptTag({ content: readFileSync('node_modules/simple-peer/simplepeer.min.js', 'utf8') });
  const began = await page.evaluate(async () => {
    interface Pair {
      on(event: string, listener: (signal: unknown) => void): void;
      signal(signal: unknown): void;
    }
    const { SimplePeer } = window as unknown as { SimplePeer: new (options: object) => Pair };
    const stream = await navigator.mediaDevices.getUserMedia({ video: { width: 640, height: 480 } });
    const at = Date.now();
    const one = new SimplePeer({ initiator: true, stream, config: { iceServers: [] } });
    const other = new SimplePeer({ config: { iceServers: [] } });
    one.on('signal', (signal) => other.signal(signal));
    other.on('signal', (signal) => one.signal(signal));
    return at;
  });
  const took = await stepsSince(page, began, FRAME_TIMEOUT_MS);
  await context.close();
  return took;
}

export const join: Bench = {
  name: 'join',
  needs: ['pages', 'janus', 'janus-demos', 'chromium'],
  seconds: 420,
  async run() {
    // As large as the demo sends by itself.
    const room = smallRoom('conference', 'Meeting', (one) => ({
      ...openToAnyone(one),
      profile: { ...one.profile, resolution: 'vga', maxBitrate: 512_000, frameRate: 20 },
    }));
    const server = await startServer({
      media: 'janus',
      rooms: [{ id: 'meeting', settings: room, members: {} }],
      env: { LOG_LEVEL: 'error' },
    });
    const browser = await chromium.launch(settings.use?.launchOptions);
    const host = await enter(browser, server, {
      room: 'meeting',
      name: 'Host',
      microphone: true,
      camera: true,
    });
    const demo = await serveDemo(server.dataDir);
    const stage = await browser.newContext();
    const publisher = await openDemo(stage, demo, 'publisher');
    await clicked(publisher, '#register');
    // The page offers to change the bit rate once its own link stands.
    await publisher.locator('#bitrateset').waitFor({ state: 'visible' });

    const runs = { bare: [] as Steps[], demo: [] as Steps[], ours: [] as Steps[] };
    for (let round = 0; round <= ROUNDS; round++) {
      const [floor, other, own] = [
        await bare(browser, server.url),
        await theirs(browser, demo),
        await ours(browser, server),
      ];
      // The first warms everything up.
      if (round === 0) continue;
      runs.bare.push(floor);
      runs.demo.push(other);
      runs.ours.push(own);
    }
    await host.close();
    await browser.close();
    await demo.close();
    await server.stop();
    const times = {
      bare: atStep(runs.bare, 'frame'),
      demo: atStep(runs.demo, 'frame'),
      ours: atStep(runs.ours, 'frame'),
    };
    return {
      rows: [
        compared('join: last click to first picture', 'ms', times.demo, times.ours, {
          floor: median(times.bare),
          p95: quantile(times.ours, 0.95),
          aim: 'ratio 0.7',
        }),
      ],
      picture: {
        title: 'Joining: the last click until the first picture',
        y: 'milliseconds, median',
        at: ['two bare simple-peers (floor)', 'VideoRoom demo', 'Rostrum'],
        kind: 'bars',
        series: [{ name: 'ms', values: [median(times.bare), median(times.demo), median(times.ours)] }],
      },
      detail: runs,
    };
  },
};
