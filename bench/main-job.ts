import { type Browser, chromium, type Page } from '@playwright/test';
import { openToAnyone } from '@/lib/core/room/presets.ts';
import settings from '../playwright.config.ts';
import { enter, openRoom } from '../tests/browser/support/people.ts';
import { smallRoom } from '../tests/support/rooms.ts';
import { startServer, type TestServer } from '../tests/support/server.ts';
import { watchConnections } from '../tests/support/watch.ts';
import { alone, type Bench, medians, type Row } from './bench.ts';
import { clickAt, unmuteWhenAllowed, until } from './measure.ts';

/**
 * The main job as a person meets it, in real Chromium on this machine, over each engine:
 * - join: click on "Join" until the first remote frame is decoded;
 * - allow: the teacher's click on "Allow to speak" until a listener's first packet of the student's voice. The
 *   student's page presses "Unmute" the moment it may, so opening the (fake) microphone is in it;
 * - stop: the click on "Stop speaking" until the listener's last packet; below zero where none came after the click.
 * Pages of one machine share a clock. Pictures are small: two cores encode and decode everything.
 */
const ROUNDS = 20;
const MEDIA = ['p2p', 'janus'] as const;

/** Inside a page: when the first remote frame was decoded, by the wall clock. */
const firstFrame = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const { watched } = window as unknown as { watched: { connection: RTCPeerConnection }[] };
    for (;;) {
      for (const { connection } of watched) {
        if (connection.signalingState === 'closed') continue;
        for (const report of (await connection.getStats()).values()) {
          if (report.type === 'inbound-rtp' && report.framesDecoded > 0) return Date.now();
        }
      }
      await new Promise((next) => setTimeout(next, 2));
    }
  });

/**
 * Inside a listener's page: notes forever, for each audio line but the first (the teacher's), when packets began
 * and when the last one came.
 */
const listen = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const { watched } = window as unknown as { watched: { connection: RTCPeerConnection }[] };
    const lines = new Map<string, { packets: number; grewAt: number; lastAt: number }>();
    Object.assign(window, { lines });
    const look = async () => {
      for (const [index, { connection }] of watched.entries()) {
        if (connection.signalingState === 'closed') continue;
        for (const report of (await connection.getStats()).values()) {
          if (report.type !== 'inbound-rtp' || report.kind !== 'audio' || !report.packetsReceived) continue;
          const key = `${index} ${report.mid}`;
          const line = lines.get(key) ?? { packets: 0, grewAt: 0, lastAt: 0 };
          const pausedFor = report.lastPacketReceivedTimestamp - line.lastAt;
          if (report.packetsReceived > line.packets) {
            // A pause longer than any jitter is the end of one turn and the start of another.
            if (line.packets === 0 || pausedFor > 400) line.grewAt = Date.now();
            line.packets = report.packetsReceived;
            line.lastAt = report.lastPacketReceivedTimestamp;
          }
          lines.set(key, line);
        }
      }
      setTimeout(look, 2);
    };
    void look();
  });

const newest = (page: Page): Promise<{ grewAt: number; lastAt: number }> =>
  page.evaluate(() => {
    const { lines } = window as unknown as { lines: Map<string, { grewAt: number; lastAt: number }> };
    return [...lines.values()].sort((a, b) => b.grewAt - a.grewAt)[0] ?? { grewAt: 0, lastAt: 0 };
  });

async function measureJoin(browser: Browser, server: TestServer): Promise<number[]> {
  const times: number[] = [];
  const host = await enter(browser, server, {
    room: 'meeting',
    name: 'Host',
    microphone: true,
    camera: true,
  });
  for (let round = 0; round < ROUNDS; round++) {
    const context = await browser.newContext();
    await watchConnections(context);
    const guest = await openRoom(context, server, { room: 'meeting' });
    await guest.page.getByRole('textbox', { name: 'Your name' }).fill('Guest');
    const clicked = await guest.page.getByRole('button', { name: 'Join', exact: true }).evaluate((button) => {
      const at = Date.now();
      (button as HTMLElement).click();
      return at;
    });
    times.push((await firstFrame(guest.page)) - clicked);
    await guest.button('Leave').click();
    await guest.close();
  }
  await host.close();
  return times;
}

async function measureFloor(
  browser: Browser,
  server: TestServer,
): Promise<{ allow: number[]; stop: number[] }> {
  const tess = await enter(browser, server, { room: 'class', as: 'tess', microphone: true });
  const ana = await enter(browser, server, { room: 'class', as: 'ana' });
  const ben = await enter(browser, server, { room: 'class', as: 'ben' });
  await listen(ben.page);
  await unmuteWhenAllowed(ana);
  const allow: number[] = [];
  const stop: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    await ana.button('Raise hand').click();
    await tess.people
      .getByRole('button', { name: 'Lower Ana’s hand' })
      .or(tess.people.getByRole('button', { name: "Lower Ana's hand" }))
      .waitFor();
    const allowed = await clickAt(tess, 'Ana', 'Allow to speak');
    await until(async () => (await newest(ben.page)).grewAt > allowed);
    allow.push((await newest(ben.page)).grewAt - allowed);
    await until(async () => (await newest(ben.page)).lastAt > allowed + 600);
    const stopped = await clickAt(tess, 'Ana', 'Stop speaking');
    await ana.page.locator('button[aria-label="Unmute microphone"][aria-disabled="true"]').waitFor();
    let last = 0;
    await until(async () => {
      const { lastAt } = await newest(ben.page);
      const still = lastAt === last;
      last = lastAt;
      await new Promise((next) => setTimeout(next, 500));
      return still;
    });
    stop.push(last - stopped);
  }
  for (const person of [tess, ana, ben]) await person.close();
  return { allow, stop };
}

export const mainJob: Bench = {
  name: 'main-job',
  needs: ['pages', 'janus', 'chromium'],
  seconds: 400,
  async run() {
    const rows: Row[] = [];
    const browser = await chromium.launch(settings.use?.launchOptions);
    for (const media of MEDIA) {
      const members = { tess: 'owner', ana: 'member', ben: 'member' } as const;
      const server = await startServer({
        media,
        rooms: [
          { id: 'meeting', settings: smallRoom('conference', 'Meeting', openToAnyone), members: {} },
          { id: 'class', settings: smallRoom('classroom', 'Class'), members },
        ],
      });
      const join = await measureJoin(browser, server);
      const { allow, stop } = await measureFloor(browser, server);
      for (const [what, values] of Object.entries({ join, allow, stop }))
        rows.push(alone(`${what}, ${media}`, 'ms', values));
      await server.stop();
    }
    await browser.close();
    return { rows, picture: medians('The main job in a browser', rows) };
  },
};
