import { type Browser, expect, test } from '@playwright/test';
import { startServer, type TestServer } from '../support/server.ts';
import { ADMIN_TOKEN, openConsole } from './console.ts';
import { expectReceiving } from './media.ts';
import { enter, tile } from './people.ts';
import { RawWorld } from './raw.ts';
import { expectBehaviour, SCENARIOS, type Scenario, type ScenarioName } from './scenarios.ts';
import {
  byConsole,
  byFlagsAlone,
  byMesibo,
  byRest,
  type Plan,
  planned,
  type Shown,
  shown,
  type Way,
} from './ways.ts';

/**
 * The scenarios, each made three ways on three installations: everything of an installation, its users too, is made
 * in the one way. The rooms are the same field by field, and each behaves so in a running call.
 */
const WAYS: Readonly<Record<string, Way>> = { REST: byRest, mesibo: byMesibo, console: byConsole };
const NAMES = Object.keys(SCENARIOS) as ScenarioName[];
const WEEK_MS = 7 * 24 * 3600 * 1000;
const EXPIRES = new Date(Math.floor((Date.now() + WEEK_MS) / 60_000) * 60_000);
const planOf = (preset: ScenarioName): Plan => ({ preset, name: `The ${preset}`, expiresAt: EXPIRES });

const NO_OVERRIDES = {
  ...{ publish: null, publishKinds: null, subscribe: null },
  ...{ list: null, send: null, receive: null },
};
const PLAIN = {
  ...{ role: 'member', moderation: [], overrides: NO_OVERRIDES, profile: {} },
  ...{ expiresAt: null, banned: null, mute: null, grant: null },
};
const MEMBERS = [
  { ...PLAIN, person: 'user:ana', address: 'ana', name: 'Ana' },
  { ...PLAIN, person: 'user:hugo', address: 'hugo', name: 'Hugo', role: 'owner' },
  {
    ...{ ...PLAIN, person: 'user:sara', address: 'sara', name: 'Sara' },
    overrides: { ...NO_OVERRIDES, publish: 'allow' },
  },
];

/**
 * What mesibo's wire cannot say of a room, and so stays a meeting's where a backend sends flags alone (`preset` is
 * ours, and says all of it):
 * - that messages may be received by anyone: the bit that would be it is a round robin among members there;
 * - whether those who list see attendees too;
 * - what a raised hand gives: camera and microphone, as far as the call flags have them;
 * - mute all.
 * Nor can it say the policy of hands, the lobby, the capacity, the largest bitrate, the frame rate, how many
 * screens: in these the presets do not differ. Everything else must be equal here too.
 */
const UNSAID: Readonly<Record<ScenarioName, { room: object; call: Partial<Scenario> }>> = {
  conference: { room: {}, call: {} },
  'open-webinar': {
    room: {
      showAttendees: true,
      audiences: { receive: 'members' },
      profile: { handKinds: ['microphone', 'camera'] },
    },
    call: {
      sees: ['Ana', 'Gil', 'Hugo', 'Sara'],
      hand: ['microphone', 'camera'],
      guest: { ...SCENARIOS['open-webinar'].guest, receive: 'no R8' },
    },
  },
  'members-webinar': {
    room: { showAttendees: true, profile: { handKinds: ['microphone', 'camera'] } },
    call: { sees: ['Ana', 'Hugo', 'Sara'], hand: ['microphone', 'camera'] },
  },
  classroom: { room: { muteAll: false }, call: {} },
};

interface Installation {
  readonly server: TestServer;
  readonly rooms: Map<string, string>;
}

test.describe('the scenarios, made three ways', () => {
  const installations = new Map<string, Installation>();
  const at = (way: string, room: string) => {
    const { server, rooms } = installations.get(way) as Installation;
    return { server, room: rooms.get(room) ?? '' };
  };
  const look = (way: string, preset: ScenarioName, room: string = preset): Promise<Shown> => {
    const { server, room: id } = at(way, room);
    return shown(server, id, planOf(preset));
  };

  test.beforeAll(async ({ browser }) => {
    for (const [way, make] of Object.entries(WAYS)) {
      const server = await startServer({ media: 'p2p', env: { ADMIN_TOKEN } });
      const rooms = new Map<string, string>();
      installations.set(way, { server, rooms });
      const page = await browser.newPage();
      if (make === byConsole) await openConsole(page, server);
      for (const preset of NAMES) rooms.set(preset, await make(server, planOf(preset), page));
      if (make === byMesibo)
        for (const preset of NAMES)
          rooms.set(`${preset} by flags`, await byFlagsAlone(server, planOf(preset), page));
      await page.close();
    }
  });
  test.afterAll(async () => {
    for (const { server } of installations.values()) await server.stop();
  });

  for (const preset of NAMES) {
    test(`${preset}: the rooms are equal, field by field`, async () => {
      for (const way of Object.keys(WAYS))
        expect(await look(way, preset), way).toEqual({ room: planned(planOf(preset)), members: MEMBERS });
    });

    test(`${preset}: by flags alone, all is equal but what mesibo cannot say`, async () => {
      const { room: said, members } = await look('mesibo', preset, `${preset} by flags`);
      const { departures: _, ...whole } = planned(planOf(preset)) as Record<string, object>;
      const { departures: _own, ...room } = said as Record<string, unknown>;
      const unsaid = UNSAID[preset].room as Record<string, object>;
      const merged = Object.fromEntries(
        Object.entries(unsaid).map(([field, value]) => [
          field,
          typeof value === 'object' ? { ...whole[field], ...value } : value,
        ]),
      );
      expect(room).toEqual({ ...whole, ...merged, preset: 'conference' });
      expect(members).toEqual(MEMBERS);
    });

    for (const way of Object.keys(WAYS)) {
      test(`${preset} by ${way}: behaves so in a running call`, async ({ browser }) => {
        const { server, room } = at(way, preset);
        await inWorld(browser, server, (world) => expectBehaviour(world, room, SCENARIOS[preset]));
      });
    }

    test(`${preset} by flags alone: behaves so in a running call`, async ({ browser }) => {
      const { server, room } = at('mesibo', `${preset} by flags`);
      const scenario = { ...SCENARIOS[preset], ...UNSAID[preset].call };
      await inWorld(browser, server, (world) => expectBehaviour(world, room, scenario));
    });
  }

  /** Who publishes in a browser, and who must hear and see them; the way is another each time. */
  const SEEN: readonly (readonly [ScenarioName, way: string, speaker: string, listener?: string])[] = [
    ['conference', 'mesibo', 'ana', 'sara'],
    ['open-webinar', 'console', 'sara'],
    ['members-webinar', 'REST', 'sara', 'ana'],
    ['classroom', 'mesibo', 'hugo', 'ana'],
  ];
  for (const [preset, way, speaker, listener = null] of SEEN) {
    test(`${preset} by ${way}: ${speaker} is heard and seen by ${listener ?? 'a guest'}`, async ({
      browser,
    }) => {
      const { server, room } = at(way, preset);
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

async function inWorld(browser: Browser, server: TestServer, act: (world: RawWorld) => Promise<void>) {
  const world = await RawWorld.create(browser, server);
  try {
    await act(world);
  } finally {
    await world.close();
  }
}
