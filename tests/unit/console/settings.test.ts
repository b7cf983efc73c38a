import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  departed,
  type Edits,
  errorsByField,
  INVALID_TIME,
  isShown,
  mistakes,
  patchOf,
  presetValue,
  stillEdits,
  valueAt,
  withEdit,
  withPreset,
} from '@/app/console/room/settings/draft.ts';
import { FIELDS, fieldAt, NAME_FIELD } from '@/app/console/room/settings/fields.ts';
import { localInput, shownValue } from '@/app/console/room/settings/words.ts';
import { departures, PRESETS, type PresetName, presetSettings } from '@/lib/core/room/presets.ts';
import { apiRoom } from './room.ts';

const room = apiRoom('classroom');
const edited = (...edits: [string, unknown][]): Edits =>
  edits.reduce<Edits>((sum, [path, value]) => withEdit(room, sum, path, value), {});
const problem = (detail: string, errors: { field: string; rule: string; message: string }[] = []) => ({
  code: 'bad-request',
  status: 400,
  detail,
  errors,
  retryAfter: null,
});

const PRESET_NAMES = fc.constantFrom(...(Object.keys(PRESETS) as PresetName[]));

describe('another preset', () => {
  it('makes the room what a new room of it is, and is undone by choosing the old one', () => {
    fc.assert(
      fc.property(PRESET_NAMES, PRESET_NAMES, fc.boolean(), (from, to, departs) => {
        const before = { ...apiRoom(from), ...(departs && { capacity: 7 }) };
        const edits = withPreset(before, withEdit(before, {}, 'name', 'Biology'), to);
        if (from === to) {
          expect(edits).toEqual({ name: 'Biology' });
          return;
        }
        expect(departed(before, edits)).toEqual([]);
        const patch = patchOf(edits);
        expect(patch).toMatchObject({ name: 'Biology', preset: to });
        for (const { path } of FIELDS) {
          const now = valueAt(patch, path) ?? valueAt(before, path);
          expect(now, path).toEqual(valueAt(apiRoom(to), path));
        }
        expect(withPreset(before, edits, from)).toEqual({ name: 'Biology' });
      }),
    );
  });
});

describe('the settings of a room, on a page', () => {
  it('are all there: whatever a room can depart in from its preset has a field', () => {
    const other = { ...presetSettings('voice-room', 'x'), preset: 'classroom' };
    const paths = new Set(FIELDS.map(({ path }) => path));
    // Every path that presets speak about, whether or not these two differ in it.
    const spoken = [
      ...departures(other).map(({ setting }) => setting),
      ...Object.keys(other.profile).map((key) => `profile.${key}`),
      ...Object.keys(other.audiences).map((key) => `audiences.${key}`),
      ...Object.keys(other.hands).map((key) => `hands.${key}`),
      ...[
        'lobby',
        'capacity',
        'showAttendees',
        'muteAll',
        'muteOnEntry',
        'storeMessages',
        'topology',
        'codec',
      ],
    ];
    for (const path of spoken) expect(paths.has(path), path).toBe(true);
    for (const path of ['startsAt', 'duration', 'expiresAt', 'paused', 'locked'])
      expect(paths.has(path), path).toBe(true);
  });

  it.each(Object.keys(PRESETS) as PresetName[])('are the preset’s own in a new room of %s', (preset) => {
    expect(departed(apiRoom(preset), {})).toEqual([]);
  });

  it('depart where the core says that they depart, and nowhere else', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...(Object.keys(PRESETS) as PresetName[])),
        fc.constantFrom(...(Object.keys(PRESETS) as PresetName[])),
        fc.integer({ min: 1, max: 3 }),
        fc.boolean(),
        (from, now, speakers, lobby) => {
          const settings = { ...presetSettings(now, 'x'), preset: from, lobby };
          const altered = { ...settings, hands: { ...settings.hands, speakers } };
          const paths = departed(apiRoom(now, altered), {}).map(({ path }) => path);
          expect(paths.sort()).toEqual(
            departures(altered)
              .map(({ setting }) => setting)
              .sort(),
          );
        },
      ),
    );
  });

  it('can be reset: with every departed one set back, nothing departs any more', () => {
    const other = apiRoom('voice-room', { ...presetSettings('voice-room', 'x'), preset: 'open-webinar' });
    const edits = departed(other, {}).reduce<Edits>(
      (sum, { path }) => withEdit(other, sum, path, presetValue('open-webinar', path)),
      {},
    );
    expect(Object.keys(edits).length).toBeGreaterThan(3);
    expect(departed(other, edits)).toEqual([]);
  });

  it('of a preset that is not known here depart in nothing', () => {
    expect(departed({ ...room, preset: 'constructor' }, {})).toEqual([]);
    expect(presetValue('constructor', 'lobby')).toBeUndefined();
    expect(presetValue('classroom', 'name')).toBeUndefined();
  });

  it('are not looked for in what every object has', () => {
    expect(valueAt({ a: { b: 1 } }, 'a.b')).toBe(1);
    for (const path of ['constructor', '__proto__', 'a.toString', 'a.b.c', 'x.y'])
      expect(valueAt({ a: { b: 1 } }, path), path).toBeUndefined();
  });
});

describe('edits', () => {
  it('hold what differs from the room, and nothing that was set back', () => {
    expect(edited(['lobby', true])).toEqual({ lobby: true });
    expect(edited(['lobby', true], ['lobby', room.lobby])).toEqual({});
    expect(edited(['profile.kinds', [...room.profile.kinds]])).toEqual({});
  });

  it('become a patch of just what is changed', () => {
    const edits = edited(
      ['name', 'Physik'],
      ['audiences.publish', 'anyone'],
      ['profile.screens', 2],
      ['profile.data', true],
      ['startsAt', null],
      ['hands.seconds', 30],
    );
    expect(patchOf(edits)).toEqual({
      name: 'Physik',
      audiences: { publish: 'anyone' },
      profile: { screens: 2, data: true },
      hands: { seconds: 30 },
    });
  });

  it('lie over the room as it is loaded again: what somebody else saved likewise is no edit any more', () => {
    const edits = edited(['lobby', true], ['capacity', 5]);
    expect(stillEdits({ ...room, lobby: true }, edits)).toEqual({ capacity: 5 });
  });

  it.each([
    ['capacity', Number.NaN, 'Type a whole number.'],
    ['capacity', 0, 'Type a number from 1 to 100000 (people).'],
    ['profile.maxBitrate', 2_000_000_000, 'Type a number from 1 to 1000000 (kbit/s).'],
    ['startsAt', INVALID_TIME, 'Choose a date and a time.'],
    ['name', '  ', 'Type a name first.'],
  ])('%s = %j cannot be sent', (field, value, message) => {
    expect(mistakes({ [field]: value })).toEqual([{ field, rule: 'invalid', message }]);
  });

  it.each([
    ['profile.callDuration', 0],
    ['duration', null],
    ['hands.seconds', null],
    ['profile.screens', 0],
    ['expiresAt', null],
    ['lobby', true],
  ])('%s = %j can', (field, value) => {
    expect(mistakes({ [field]: value })).toEqual([]);
  });

  it('that mean nothing are not asked for: a time for each only where hands are answered by themselves', () => {
    const seconds = fieldAt('hands.seconds');
    if (!seconds) throw new Error('no such field');
    expect(isShown(room, {}, seconds)).toBe(false);
    expect(isShown(room, { 'hands.policy': 'auto' }, seconds)).toBe(true);
  });
});

describe('what is wrong', () => {
  it('lands at its field, under the names that the server has for it', () => {
    const errors = [
      { field: 'profile.kinds.0', rule: 'x', message: 'A' },
      { field: 'room.capacity', rule: 'x', message: 'B' },
      { field: 'elsewhere', rule: 'x', message: 'C' },
    ];
    expect([...errorsByField(problem('…', errors))]).toEqual([
      ['profile.kinds', 'A'],
      ['capacity', 'B'],
    ]);
  });

  it('lands there too when it is only said in a sentence', () => {
    expect([...errorsByField(problem('expiresAt: is in the past.'))]).toEqual([
      ['expiresAt', 'is in the past.'],
    ]);
    expect([...errorsByField(problem('What: ever.'))]).toEqual([]);
    expect([...errorsByField(null)]).toEqual([]);
  });
});

describe('values, as a person would say them', () => {
  const said = (path: string, value: unknown) => shownValue(fieldAt(path) ?? NAME_FIELD, value);
  it.each([
    ['audiences.publish', 'anyone', 'Anyone'],
    ['profile.kinds', ['camera', 'microphone'], 'Microphone, Camera'],
    ['profile.kinds', [], 'None'],
    ['profile.resolution', '4k', '4K (3840 × 2160)'],
    ['profile.maxBitrate', 1_700_000, '1700 kbit/s'],
    ['profile.callDuration', 0, 'None'],
    ['hands.seconds', null, 'None'],
    ['duration', 5400, '90 minutes'],
    ['lobby', true, 'On'],
    ['startsAt', null, 'None'],
    ['name', 'A', 'A'],
  ])('%s %j: %s', (path, value, words) => {
    expect(said(path, value)).toBe(words);
  });

  it('a moment goes into its field and comes out again', () => {
    const at = '2027-03-01T09:05:00.000Z';
    expect(localInput(at)).toMatch(/^2027-0\d-\d\dT\d\d:\d5$/);
    expect(new Date(localInput(at)).toISOString()).toBe(at);
    for (const none of [null, undefined, 'invalid', 7]) expect(localInput(none)).toBe('');
  });
});
