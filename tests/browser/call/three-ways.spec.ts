import { expect, test } from '@playwright/test';
import { ADMIN_TOKEN } from '../../support/backend.ts';
import { startServer, type TestServer } from '../../support/server.ts';
import { byMesibo, byRest, MEMBERS, type Plan, planned, shown } from '../../support/ways.ts';
import { openConsole } from '../support/console.ts';
import { expectReceiving } from '../support/media.ts';
import { enter, tile } from '../support/people.ts';
import { byConsole } from './by-console.ts';

/**
 * The console makes the rooms that REST and mesibo make (tests/process/three-ways.test.ts), field by field; and rooms of
 * each of the three ways are heard and seen in real pages.
 */
const PRESETS = ['conference', 'open-webinar', 'members-webinar', 'classroom'] as const;
type Preset = (typeof PRESETS)[number];
const WEEK_MS = 7 * 24 * 3600 * 1000;
const EXPIRES = new Date(Math.floor((Date.now() + WEEK_MS) / 60_000) * 60_000);
const planOf = (preset: Preset): Plan => ({ preset, name: `The ${preset}`, expiresAt: EXPIRES });

test.describe('the scenarios, made by clicks', () => {
  let server: TestServer;
  const made = new Map<Preset, string>();
  test.beforeAll(async ({ browser }) => {
    server = await startServer({ media: 'p2p', env: { ADMIN_TOKEN } });
    const page = await browser.newPage();
    await openConsole(page, server);
    for (const preset of PRESETS) made.set(preset, await byConsole(server, planOf(preset), page));
    await page.close();
  });
  test.afterAll(() => server.stop());

  const WAYS = {
    REST: (preset: Preset) => byRest(server, planOf(preset)),
    mesibo: (preset: Preset) => byMesibo(server, planOf(preset)),
    console: async (preset: Preset) => made.get(preset) ?? '',
  };

  for (const preset of PRESETS)
    test(`${preset}: the room is what the preset says, field by field`, async () => {
      expect(await shown(server, made.get(preset) ?? '', planOf(preset))).toEqual({
        room: planned(planOf(preset)),
        members: MEMBERS,
      });
    });

  /** Who publishes in a browser, and who must hear and see them; the way is another each time. */
  const SEEN: readonly (readonly [Preset, way: keyof typeof WAYS, speaker: string, listener?: string])[] = [
    ['conference', 'mesibo', 'ana', 'sara'],
    ['open-webinar', 'console', 'sara'],
    ['members-webinar', 'REST', 'sara', 'ana'],
    ['classroom', 'mesibo', 'hugo', 'ana'],
  ];
  for (const [preset, way, speaker, listener = null] of SEEN) {
    test(`${preset} by ${way}: ${speaker} is heard and seen by ${listener ?? 'a guest'}`, async ({
      browser,
    }) => {
      const room = await WAYS[way](preset);
      const speaking = await enter(browser, server, { room, as: speaker, microphone: true, camera: true });
      const listening = await enter(browser, server, {
        room,
        ...(listener ? { as: listener } : { name: 'Gina' }),
      });
      await expectReceiving(listening, { voices: 1, pictures: 1 });
      const name = speaker.charAt(0).toUpperCase() + speaker.slice(1);
      await expect(tile(listening, name).locator('video')).toBeVisible();
      const microphone = listening.button('Unmute microphone');
      if (preset === 'conference') await expect(microphone).not.toHaveAttribute('aria-disabled');
      else await expect(microphone).toHaveAttribute('aria-disabled', 'true');
      for (const person of [speaking, listening]) await person.close();
    });
  }
});
