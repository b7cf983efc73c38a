import { type Browser, chromium, type Page } from '@playwright/test';
import settings from '../playwright.config.ts';
import { enter, join, openRoom, type Person } from '../tests/browser/support/people.ts';
import { quietClient } from '../tests/support/quiet.ts';
import { smallRoom } from '../tests/support/rooms.ts';
import { startServer, type TestServer } from '../tests/support/server.ts';
import { watchConnections } from '../tests/support/watch.ts';
import { alone, type Bench, medians, type Row } from './bench.ts';
import { clickAt, unmuteWhenAllowed, until } from './measure.ts';
import { arrivals, notePackets } from './packets.ts';

/**
 * The control of a call, in real Chromium on this machine, over each engine:
 * - let: the click on "Let Ana speak" until the first packet of her voice at the last of three listeners to have one. Her
 *   page presses "Unmute" the moment it may, so opening the (fake) microphone is in it;
 * - lock: the click on "Mute and lock" until the last packet of her voice at any of the three; below zero where none came
 *   after the click;
 * and what an idle guest of a webinar, who may not list, is sent in a minute with 10 and with 200 others present: the
 * bytes of every message, without the heartbeat of the transport.
 */
const ROUNDS = 50;
const MEDIA = ['janus', 'p2p'] as const;
/** No packet for so long is silence: twenty-five packets of voice at 20 ms each. */
const SILENCE_MS = 500;
const MINUTE_MS = 60_000;

const voiceOnly = smallRoom('classroom', 'Class', (room) => ({
  ...room,
  profile: { ...room.profile, kinds: ['microphone'], handKinds: ['microphone'] },
}));

async function listener(browser: Browser, server: TestServer, as: string): Promise<Person> {
  const context = await browser.newContext({ bypassCSP: true });
  await watchConnections(context);
  await notePackets(context);
  const person = await openRoom(context, server, { room: 'class', as });
  await join(person, { as });
  return person;
}

/** Every packet of voice that came to a page, oldest first: nobody else speaks. */
const packets = async (page: Page): Promise<number[]> =>
  (await arrivals(page)).flatMap(([, times]) => times).sort((a, b) => a - b);

async function measure(browser: Browser, server: TestServer): Promise<{ let: number[]; lock: number[] }> {
  const tess = await listener(browser, server, 'tess');
  const ben = await listener(browser, server, 'ben');
  const cleo = await listener(browser, server, 'cleo');
  const ana = await enter(browser, server, { room: 'class', as: 'ana' });
  const listeners = [tess, ben, cleo];
  await unmuteWhenAllowed(ana);
  const times = { let: [] as number[], lock: [] as number[] };
  for (let round = 0; round < ROUNDS; round++) {
    await ana.button('Raise hand').click();
    const answer = tess.people.getByRole('button', { name: 'Let Ana speak', exact: true });
    await answer.waitFor();
    const allowed = await answer.evaluate((element) => {
      const at = Date.now();
      (element as HTMLElement).click();
      return at;
    });
    const firsts: number[] = [];
    for (const { page } of listeners) {
      let first: number | undefined;
      await until(async () => {
        first = (await packets(page)).find((at) => at > allowed);
        return first !== undefined;
      });
      firsts.push(first ?? 0);
    }
    times.let.push(Math.max(...firsts) - allowed);
    await until(async () => (await packets(ben.page)).filter((at) => at > allowed).length > 25);

    const locked = await clickAt(tess, 'Ana', 'Mute and lock');
    const last = async () =>
      Math.max(
        ...(await Promise.all(listeners.map(({ page }) => packets(page)))).map((all) => all.at(-1) ?? 0),
      );
    await until(async () => {
      const newest = await last();
      return Date.now() - Math.max(newest, locked) > SILENCE_MS;
    });
    times.lock.push((await last()) - locked);
    // A new floor sets the lock aside (R21): she raises her hand again, as somebody who was muted would.
    await clickAt(tess, 'Ana', 'Stop speaking');
    await ana.page.locator('button[aria-label="Unmute microphone"][aria-disabled="true"]').waitFor();
  }
  for (const person of [...listeners, ana]) await person.close();
  return times;
}

/** Bytes a minute, with so many others who come and stay. */
async function idle(others: number): Promise<number> {
  const room = smallRoom('open-webinar', 'Webinar', (one) => ({
    ...one,
    audiences: { ...one.audiences, list: { audience: 'selected', mark: null } },
  }));
  const server = await startServer({
    media: 'p2p',
    rooms: [{ id: 'webinar', settings: room, members: { hugo: 'owner' } }],
  });
  const guest = await quietClient(server, 'webinar', null, 'Gina');
  const crowd = [];
  for (let at = 0; at < others; at++) crowd.push(await quietClient(server, 'webinar', null, `Guest ${at}`));
  // The idle minute is one in which others raise hands, leave and come back; the guest does nothing.
  const began = Date.now();
  const before = guest.heard.join('').length;
  for (const one of crowd.slice(0, 10)) {
    await one.ask('hand.raise', {});
    await one.ask('hand.lower', {});
  }
  await new Promise((later) => setTimeout(later, MINUTE_MS - (Date.now() - began)));
  const bytes = guest.heard.join('').length - before;
  for (const one of [guest, ...crowd]) one.close();
  await server.stop();
  return bytes;
}

export const control: Bench = {
  name: 'control',
  needs: ['pages', 'janus', 'chromium'],
  seconds: 700,
  async run() {
    const rows: Row[] = [];
    const browser = await chromium.launch(settings.use?.launchOptions);
    for (const media of MEDIA) {
      const members = { tess: 'owner', ana: 'member', ben: 'member', cleo: 'member' } as const;
      const server = await startServer({ media, rooms: [{ id: 'class', settings: voiceOnly, members }] });
      for (const [what, values] of Object.entries(await measure(browser, server)))
        rows.push(alone(`${what}, ${media}`, 'ms', values));
      await server.stop();
    }
    await browser.close();
    for (const others of [10, 200])
      rows.push(alone(`idle guest, ${others} others`, 'bytes a minute', [await idle(others)]));
    return { rows, picture: medians('The control of a call in a browser', rows) };
  },
};
