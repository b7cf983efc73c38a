import { type Browser, chromium, type Page } from '@playwright/test';
import { openToAnyone } from '@/lib/core/room/presets.ts';
import settings from '../playwright.config.ts';
import { smallRoom } from '../tests/support/rooms.ts';
import { startServer } from '../tests/support/server.ts';
import { alone, type Bench, median, quantile } from './bench.ts';

/**
 * What a browser has to fetch before somebody is in a call, and how soon a slow machine can press "Join": script over
 * the network, compressed, until the controls of the call are there, and apart from it what the page fetches by itself
 * after that, for what one may open; and, with the processor slowed down four times, from the navigation until the button takes
 * a click and the page has nothing long to do any more. Floor: a page of the same framework with nothing on it.
 */
const RUNS = 7;
const SLOWER = 4;
/** Whatever keeps a page longer than 50 ms is a long task (W3C Long Tasks); after so long without one it is at rest. */
const REST_MS = 1_500;

/** After so long without another script, the page fetches no more by itself. */
const QUIET_MS = 3_000;

/** Compressed bytes of script that a visit fetches, and that the page goes on to fetch by itself afterwards, in kB. */
async function scripts(
  browser: Browser,
  visit: (page: Page) => Promise<void>,
): Promise<{ readonly needed: number; readonly later: number }> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  const known = new Set<string>();
  let bytes = 0;
  let latest = 0;
  session.on('Network.responseReceived', ({ requestId, type }) => type === 'Script' && known.add(requestId));
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (!known.has(requestId)) return;
    bytes += encodedDataLength;
    latest = performance.now();
  });
  await visit(page);
  const needed = bytes / 1000;
  const arrived = performance.now();
  while (performance.now() - Math.max(arrived, latest) < QUIET_MS) await page.waitForTimeout(100);
  await context.close();
  return { needed, later: bytes / 1000 - needed };
}

/** Milliseconds from the navigation until the page before the call is at rest, and its button can be pressed. */
async function interactive(browser: Browser, url: string): Promise<number> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  await page.addInitScript(() => {
    Object.assign(window, { restlessUntil: 0 });
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries())
        Object.assign(window, { restlessUntil: startTime + duration });
    }).observe({ type: 'longtask', buffered: true });
  });
  await page.goto(url, { waitUntil: 'commit' });
  const join = page.getByRole('button', { name: 'Join', exact: true });
  await join.waitFor();
  const pressable = await join.evaluate(async (button: HTMLButtonElement) => {
    while (button.disabled || button.getAttribute('aria-disabled') === 'true')
      await new Promise((next) => requestAnimationFrame(next));
    return performance.now();
  });
  const atRest = await page.evaluate(async (rest) => {
    const page = window as unknown as { restlessUntil: number };
    while (performance.now() - page.restlessUntil < rest) await new Promise((next) => setTimeout(next, 50));
    return page.restlessUntil;
  }, REST_MS);
  await context.close();
  return Math.max(pressable, atRest);
}

export const page: Bench = {
  name: 'page',
  needs: ['pages', 'chromium'],
  seconds: 120,
  async run() {
    const room = { id: 'meeting', settings: smallRoom('conference', 'Meeting', openToAnyone), members: {} };
    const server = await startServer({ media: 'p2p', rooms: [room], env: { LOG_LEVEL: 'error' } });
    const browser = await chromium.launch(settings.use?.launchOptions);
    const { needed: empty } = await scripts(browser, async (tab) => {
      await tab.goto(`${server.url}/nothing-is-here`, { waitUntil: 'networkidle' });
    });
    const { needed: join, later } = await scripts(browser, async (tab) => {
      await tab.goto(`${server.url}/r/meeting`);
      await tab.getByRole('textbox', { name: 'Your name' }).fill('Guest');
      await tab.getByRole('button', { name: 'Join', exact: true }).click();
      await tab.getByRole('toolbar', { name: 'Call controls' }).waitFor();
    });
    const times: number[] = [];
    for (let run = 0; run <= RUNS; run++) {
      const took = await interactive(browser, `${server.url}/r/meeting`);
      // The first warms the server up.
      if (run > 0) times.push(took);
    }
    await browser.close();
    await server.stop();
    return {
      rows: [
        alone('script to be in a call, compressed', 'kB', [join], { floor: empty, aim: '250' }),
        alone('script fetched later, when idle, compressed', 'kB', [later]),
        alone(`page before the call interactive, processor ${SLOWER} × slower`, 'ms', times),
      ],
      picture: {
        title: 'What it takes to be in a call',
        y: 'kB of compressed script',
        at: ['an empty page (floor)', 'in a call', 'aim', 'in a call, later too'],
        kind: 'bars',
        series: [{ name: 'kB', values: [empty, join, 250, join + later] }],
      },
      detail: { empty, join, later, times, p50: median(times), p95: quantile(times, 0.95) },
    };
  },
};
