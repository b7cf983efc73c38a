import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decide, mayEnter } from '@/lib/core/gate/decide.ts';
import { KINDS, RIGHTS } from '@/lib/core/gate/rights.ts';
import { PRESETS, type PresetName, presetSettings } from '@/lib/core/room/presets.ts';
import { GUS, member, person, T0 } from './kit.ts';

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
    expect(hands.kinds.length).toBeGreaterThan(0);
    for (const kind of hands.kinds) expect(profile.kinds).toContain(kind);
    if (/webinar/.test(name)) expect(hands.kinds).toEqual(['microphone']);
  });

  it.each(NAMES)('R22: in %s all are muted only if it is a classroom', (name) => {
    const { muteAll } = presetSettings(name, 'x');
    expect(muteAll).toEqual(name === 'classroom' ? { mark: null, except: [] } : null);
  });

  it('RULES.md shows the same table', () => {
    const rules = readFileSync(new URL('../../lib/core/RULES.md', import.meta.url), 'utf8').replaceAll(
      / +/g,
      ' ',
    );
    const rows = NAMES.map((name) => {
      const { audiences, profile, hands, showAttendees, muteAll } = presetSettings(name, 'x');
      const kinds = profile.kinds.length === KINDS.length ? 'all' : profile.kinds.join(', ');
      return [
        name,
        ...RIGHTS.map((right) => audiences[right].audience),
        kinds,
        hands.kinds.join(', '),
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
