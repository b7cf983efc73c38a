import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADMIN_TOKEN } from '../support/backend.ts';
import { startServer, type TestServer } from '../support/server.ts';
import {
  byFlagsAlone,
  byMesibo,
  byRest,
  MEMBERS,
  type Plan,
  planned,
  shown,
  type Way,
} from '../support/ways.ts';
import { pagesBuilt } from './program.ts';
import { expectBehaviour, SCENARIOS, type Scenario, type ScenarioName } from './scenarios.ts';

/**
 * The scenarios, made over REST and over mesibo's wire, each on an installation of its own: everything of it, its users
 * too, is made in the one way. The rooms are the same field by field, and each behaves so in a running call. That the
 * console makes the same rooms: tests/browser/call/three-ways.spec.ts.
 */
const WAYS: Readonly<Record<string, Way>> = { REST: byRest, mesibo: byMesibo };
const NAMES = Object.keys(SCENARIOS) as ScenarioName[];
const WEEK_MS = 7 * 24 * 3600 * 1000;
const EXPIRES = new Date(Math.floor((Date.now() + WEEK_MS) / 60_000) * 60_000);
const planOf = (preset: ScenarioName): Plan => ({ preset, name: `The ${preset}`, expiresAt: EXPIRES });

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

beforeAll(pagesBuilt);

for (const [way, make] of Object.entries(WAYS))
  describe(`rooms made by ${way}`, () => {
    let server: TestServer;
    const rooms = new Map<ScenarioName, string>();
    const byFlags = new Map<ScenarioName, string>();
    beforeAll(async () => {
      server = await startServer({ media: 'p2p', env: { ADMIN_TOKEN } });
      for (const preset of NAMES) rooms.set(preset, await make(server, planOf(preset)));
      if (make !== byMesibo) return;
      for (const preset of NAMES) byFlags.set(preset, await byFlagsAlone(server, planOf(preset)));
    }, 60_000);
    afterAll(() => server.stop());
    const room = (preset: ScenarioName) => rooms.get(preset) ?? '';

    it.each(NAMES)('%s: is what the preset says, field by field', async (preset) => {
      expect(await shown(server, room(preset), planOf(preset))).toEqual({
        room: planned(planOf(preset)),
        members: MEMBERS,
      });
    });

    it.each(NAMES)('%s: behaves so in a running call', async (preset) => {
      await expectBehaviour(server, room(preset), SCENARIOS[preset]);
    });

    if (make !== byMesibo) return;
    describe('by flags alone', () => {
      const flagged = (preset: ScenarioName) => byFlags.get(preset) ?? '';

      it.each(NAMES)('%s: all is equal but what mesibo cannot say', async (preset) => {
        const { room: said, members } = await shown(server, flagged(preset), planOf(preset));
        const { departures: _, ...whole } = planned(planOf(preset)) as Record<string, object>;
        const { departures: _own, ...own } = said as Record<string, unknown>;
        const unsaid = UNSAID[preset].room as Record<string, object>;
        const merged = Object.fromEntries(
          Object.entries(unsaid).map(([field, value]) => [
            field,
            typeof value === 'object' ? { ...whole[field], ...value } : value,
          ]),
        );
        expect(own).toEqual({ ...whole, ...merged, preset: 'conference' });
        expect(members).toEqual(MEMBERS);
      });

      it.each(NAMES)('%s: behaves so in a running call', async (preset) => {
        await expectBehaviour(server, flagged(preset), { ...SCENARIOS[preset], ...UNSAID[preset].call });
      });
    });
  });
