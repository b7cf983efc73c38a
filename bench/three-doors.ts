import { type Browser, chromium, type Page } from '@playwright/test';
import type { RoomSettings } from '@/lib/core/room/settings.ts';
import settings from '../playwright.config.ts';
import { enter, join, openRoom, type Person } from '../tests/browser/support/people.ts';
import { ADMIN_TOKEN, backend } from '../tests/support/backend.ts';
import { smallRoom } from '../tests/support/rooms.ts';
import { startServer, type TestServer } from '../tests/support/server.ts';
import { watchConnections } from '../tests/support/watch.ts';
import { mesibo } from '../tests/support/ways.ts';
import { alone, type Bench, medians, type Row } from './bench.ts';
import { clickAt, unmuteWhenAllowed, until } from './measure.ts';
import { arrivals, notePackets } from './packets.ts';

/**
 * The right to publish is given to a member and taken away again during a call through three doors: the moderator's
 * click, REST, and a call as mesibo's backends make it. In real Chromium on this machine, over each engine, the doors
 * by turns:
 * - give: the command until the first packet of the member's voice at a listener. The member's page presses "Unmute"
 *   the moment it may, so opening the (fake) microphone is in it;
 * - take: the command until the listener's last packet; below zero where none came after the command.
 * The moment of a command is that of the click itself, or just before the request is sent. Pages and this program
 * share a clock. The owner's voice goes on all the while.
 */
const ROUNDS = 20;
const MEDIA = ['janus', 'p2p'] as const;
/**
 * The same is given at every door. A click gives what hands are for, an override all that the profile has; and a link
 * that is made for four kinds takes longer to negotiate than one for a voice, through whatever door.
 */
const voiceOnly = (settings: RoomSettings): RoomSettings => ({
  ...settings,
  profile: { ...settings.profile, kinds: ['microphone'], handKinds: ['microphone'] },
});
/** No packet for so long is silence: twenty-five packets of voice at 20 ms each. */
const SILENCE_MS = 500;

/** Gives or takes the right, and says when it was asked for. */
type Door = (give: boolean) => Promise<number>;

function doors(server: TestServer, moderator: Person, gid: number): Record<string, Door> {
  const send = async (request: () => Promise<unknown>) => {
    const at = Date.now();
    await request();
    return at;
  };
  return {
    click: (give) => clickAt(moderator, 'Ana', give ? 'Allow to speak' : 'Stop speaking'),
    REST: (give) =>
      send(() =>
        backend(server, 'PATCH', '/rooms/talk/members/ana', {
          overrides: { publish: give ? 'allow' : 'deny' },
        }),
      ),
    // MemberPermissions: all five rights, or all but 0x4.
    mesibo: (give) =>
      send(() =>
        mesibo(server, 'groupeditmembers', {
          group: { gid, members: { m: 'ana', permissions: { flags: give ? 0x1f : 0x1b } } },
        }),
      ),
  };
}

async function enterNoting(browser: Browser, server: TestServer): Promise<Person> {
  const context = await browser.newContext({ bypassCSP: true });
  await watchConnections(context);
  await notePackets(context);
  const listener = await openRoom(context, server, { room: 'talk', as: 'ben' });
  await join(listener, {});
  return listener;
}

/** When packets came to the listener on lines other than these. */
async function packets(page: Page, besides: ReadonlySet<number>): Promise<number[]> {
  const lines = (await arrivals(page)).filter(([line]) => !besides.has(line));
  return lines.flatMap(([, times]) => times).sort((a, b) => a - b);
}

async function measure(browser: Browser, server: TestServer): Promise<Map<string, Record<string, number[]>>> {
  const { gid } = (await backend(server, 'GET', '/rooms/talk')) as { gid: number };
  const hugo = await enter(browser, server, { room: 'talk', as: 'hugo', microphone: true });
  const ana = await enter(browser, server, { room: 'talk', as: 'ana' });
  const ben = await enterNoting(browser, server);
  await until(async () => (await packets(ben.page, new Set())).length > 50);
  const owners = new Set((await arrivals(ben.page)).map(([line]) => line));
  const voice = () => packets(ben.page, owners);
  await unmuteWhenAllowed(ana);

  const times = new Map<string, Record<'give' | 'take', number[]>>();
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, door] of Object.entries(doors(server, hugo, gid))) {
      const sofar = times.get(name) ?? { give: [], take: [] };
      times.set(name, sofar);
      const given = await door(true);
      // It flows, and has done so for a while.
      await until(async () => ((await voice()).at(-1) ?? 0) > given + 700);
      sofar.give.push(((await voice()).find((at) => at > given) ?? Number.NaN) - given);
      const taken = await door(false);
      await ana.page.locator('button[aria-label="Unmute microphone"][aria-disabled="true"]').waitFor();
      await until(async () => Date.now() - Math.max(taken, (await voice()).at(-1) ?? 0) > SILENCE_MS);
      sofar.take.push(((await voice()).at(-1) ?? Number.NaN) - taken);
    }
  }
  for (const person of [hugo, ana, ben]) await person.close();
  return times;
}

export const threeDoors: Bench = {
  name: 'three-doors',
  needs: ['pages', 'janus', 'chromium'],
  seconds: 700,
  async run() {
    const rows: Row[] = [];
    const browser = await chromium.launch(settings.use?.launchOptions);
    for (const media of MEDIA) {
      const members = { hugo: 'owner', ana: 'member', ben: 'member' } as const;
      const room = { id: 'talk', settings: smallRoom('members-webinar', 'Talk', voiceOnly), members };
      const server = await startServer({ media, env: { ADMIN_TOKEN }, rooms: [room] });
      for (const [door, measured] of await measure(browser, server))
        for (const [what, values] of Object.entries(measured))
          rows.push(alone(`${what} by ${door}, ${media}`, 'ms', values));
      await server.stop();
    }
    await browser.close();
    rows.sort((one, other) => one.what.localeCompare(other.what));
    return { rows, picture: medians('The right to publish through three doors', rows) };
  },
};
