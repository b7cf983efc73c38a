import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decide, mayEnter } from '@/lib/core/gate/decide.ts';
import { KINDS, RIGHTS } from '@/lib/core/gate/rights.ts';
import {
  departures,
  isPreset,
  openToAnyone,
  PRESETS,
  type PresetName,
  presetSettings,
} from '@/lib/core/room/presets.ts';
import { GUS, mark, member, OLGA, person, stageWith, T0 } from './kit.ts';

const NAMES = Object.keys(PRESETS) as PresetName[];

/** As the requirements have it: publish, subscribe, list, send, receive; attendees shown; no camera, no screen. */
const TABLE: Record<PresetName, readonly [...string[], boolean, boolean]> = {
  conference: ['members', 'members', 'members', 'members', 'members', true, false],
  'open-webinar': ['selected', 'anyone', 'anyone', 'members', 'anyone', false, false],
  'members-webinar': ['selected', 'members', 'members', 'members', 'members', false, false],
  classroom: ['selected', 'members', 'members', 'members', 'members', true, false],
  'voice-room': ['members', 'members', 'members', 'members', 'members', true, true],
};

describe('presets', () => {
  it.each(NAMES)('R7: %s has the audiences of the table', (name) => {
    const settings = presetSettings(name, 'x');
    const [publish, subscribe, list, send, receive, shown, voiceOnly] = TABLE[name];
    expect(RIGHTS.map((right) => settings.audiences[right].audience)).toEqual([
      publish,
      subscribe,
      list,
      send,
      receive,
    ]);
    expect(settings.showAttendees).toBe(shown);
    expect(settings.profile.kinds).toEqual(voiceOnly ? ['microphone'] : KINDS);
    expect(Object.values(settings.audiences).every(({ mark }) => mark === null)).toBe(true);
    expect(settings).toMatchObject({ name: 'x', preset: name, locked: null, paused: null, deleted: null });
  });

  it.each(NAMES)('R13: in %s hands are for asking, and give only what the profile holds', (name) => {
    const { hands, profile } = presetSettings(name, 'x');
    expect(hands.policy).toBe('ask');
    expect(profile.handKinds.length).toBeGreaterThan(0);
    for (const kind of profile.handKinds) expect(profile.kinds).toContain(kind);
    if (/webinar/.test(name)) expect(profile.handKinds).toEqual(['microphone']);
  });

  it.each(NAMES)('R22: in %s all are muted only if it is a classroom', (name) => {
    const { muteAll } = presetSettings(name, 'x');
    expect(muteAll).toEqual(name === 'classroom' ? { mark: null, except: [] } : null);
  });

  it('RULES.md shows the same table', () => {
    const rules = readFileSync(new URL('../../../lib/core/RULES.md', import.meta.url), 'utf8').replaceAll(
      / +/g,
      ' ',
    );
    const rows = NAMES.map((name) => {
      const { audiences, profile, showAttendees, muteAll } = presetSettings(name, 'x');
      const kinds = profile.kinds.length === KINDS.length ? 'all' : profile.kinds.join(', ');
      return [
        name,
        ...RIGHTS.map((right) => audiences[right].audience),
        kinds,
        profile.handKinds.join(', '),
        showAttendees ? 'shown' : 'hidden',
        muteAll ? 'on' : 'off',
      ];
    });
    for (const row of rows) expect(rules).toContain(`| ${row.join(' | ')} |`);
  });

  it.each(NAMES)('R11: a member enters %s; a guest only an open webinar', (name) => {
    const settings = presetSettings(name, 'x');
    expect(mayEnter(settings, person(GUS, member()), 0, T0).allowed).toBe(true);
    expect(mayEnter(settings, person(GUS, null), 0, T0).allowed).toBe(name === 'open-webinar');
  });

  it('R7: a guest in an open webinar watches, lists and reads, and neither speaks nor writes', () => {
    const settings = presetSettings('open-webinar', 'x');
    const guest = person(GUS, null);
    const may = (ask: Parameters<typeof decide>[2]) => decide(settings, guest, ask, T0).allowed;
    expect(may({ right: 'subscribe', medium: 'video' })).toBe(true);
    expect(may({ right: 'list' })).toBe(true);
    expect(may({ right: 'receive' })).toBe(true);
    expect(may({ right: 'send' })).toBe(false);
    expect(KINDS.some((kind) => may({ right: 'publish', kind }))).toBe(false);
  });
});

describe('what a room departs from its preset in', () => {
  it.each(NAMES)('R19: nothing, as %s has it, whatever it is called and whenever it is open', (name) => {
    const own = {
      name: 'Anything',
      startsAt: T0,
      duration: 60,
      expiresAt: T0 + 5,
      paused: mark(),
      locked: mark(),
      deleted: mark(),
      foreign: { flag: 1 },
    };
    expect(departures({ ...presetSettings(name, 'x'), ...own })).toEqual([]);
  });

  it('R19: names each setting by its path, with what the preset has and what is', () => {
    const stage = stageWith('classroom', [OLGA]);
    stage.do(OLGA, {
      do: 'settings',
      patch: {
        audiences: { list: 'anyone', send: 'members' },
        profile: { screens: 3, kinds: ['microphone', 'camera'] },
        hands: { policy: 'off' },
        muteAll: false,
        capacity: 30,
      },
    });
    expect(departures(stage.room.settings)).toEqual([
      { setting: 'audiences.list', preset: 'members', now: 'anyone' },
      { setting: 'profile.kinds', preset: [...KINDS], now: ['microphone', 'camera'] },
      { setting: 'profile.screens', preset: 1, now: 3 },
      { setting: 'hands.policy', preset: 'ask', now: 'off' },
      { setting: 'muteAll', preset: true, now: false },
      { setting: 'capacity', preset: 1000, now: 30 },
    ]);
  });

  it('R19: a room that is put back departs in nothing, though it says who put it back', () => {
    const stage = stageWith('conference', [OLGA]);
    for (const audience of ['anyone', 'members'] as const)
      stage.do(OLGA, { do: 'settings', patch: { audiences: { list: audience } } });
    expect(stage.room.settings.audiences.list.mark).not.toBeNull();
    expect(departures(stage.room.settings)).toEqual([]);
  });

  it('R22: who is excepted from mute all is no departure; that it is on is one', () => {
    const settings = presetSettings('classroom', 'x');
    expect(departures({ ...settings, muteAll: { mark: mark(), except: [OLGA] } })).toEqual([]);
    const conference = presetSettings('conference', 'x');
    expect(departures({ ...conference, muteAll: { mark: null, except: [] } })).toEqual([
      { setting: 'muteAll', preset: false, now: true },
    ]);
  });

  it('R7: a room opened to anyone says so, right by right', () => {
    const open = departures(openToAnyone(presetSettings('open-webinar', 'x')));
    expect(open.map(({ setting }) => setting)).toEqual(['audiences.publish', 'audiences.send']);
  });

  it('R19: every setting is either compared or one of the room’s own', () => {
    const settings = presetSettings('conference', 'x');
    const different = Object.fromEntries(
      Object.entries(settings).map(([key, value]) => [key, typeof value === 'boolean' ? !value : value]),
    ) as unknown as typeof settings;
    expect(departures(different).map(({ setting }) => setting)).toEqual([
      'lobby',
      'showAttendees',
      'muteOnEntry',
      'storeMessages',
    ]);
  });

  it.each(['', 'party', '__proto__', 'toString', 'constructor'])(
    'R19: %j is no preset, and nothing is compared',
    (preset) => {
      expect(isPreset(preset)).toBe(false);
      expect(departures({ ...presetSettings('conference', 'x'), preset })).toEqual([]);
    },
  );
});
