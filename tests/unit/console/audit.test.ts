import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { type ApiAuditEntry, KINDS_OF_CHANGE } from '@/app/console/audit/entry.ts';
import { auditCsv, auditJson } from '@/app/console/audit/export.ts';
import { differences } from '@/app/parts/trail/differences.ts';
import { sentence } from '@/app/parts/trail/sentence.ts';
import { CHANGES } from '@/lib/core/room/changes.ts';

const names: Record<string, string> = { 'user:tess': 'Tess', 'user:ana': 'Ana', 'user:ben': 'Ben' };
const words = {
  nameOf: (person: string) => names[person] ?? person,
  time: (at: number) => new Date(at).toISOString().slice(11, 16),
};
const AT = Date.parse('2026-05-04T14:05:00Z');
const mark = { by: 'user:tess', byName: 'Tess', at: AT };

function entry(
  change: Partial<ApiAuditEntry> & { on: string },
  cause = 'asked',
  actor = 'tess',
): ApiAuditEntry {
  return {
    id: 1,
    at: '2026-05-04T14:00:00Z',
    actor: { person: `user:${actor}`, name: names[`user:${actor}`] ?? '' },
    cause,
    person: null,
    right: null,
    before: null,
    after: null,
    ...change,
  };
}
const said = (...args: Parameters<typeof entry>) => sentence(entry(...args), words);
const ana = { person: 'user:ana' };

describe('a sentence of the trail', () => {
  test('every kind of change of the core can be filtered by, and has a sentence of its own', () => {
    expect(Object.keys(KINDS_OF_CHANGE).sort()).toEqual([...CHANGES].sort());
    for (const on of CHANGES) expect(sentence(entry({ on }), words), on).not.toBe(`Tess changed ${on}`);
  });

  test.each([
    [
      { on: 'grant', ...ana, right: 'publish', after: { cause: 'hand', until: AT, mark } },
      'Tess allowed Ana to speak (hand), until 14:05',
    ],
    [{ on: 'grant', ...ana, right: 'publish', after: { cause: 'click', mark } }, 'Tess allowed Ana to speak'],
    [
      {
        on: 'grant',
        ...ana,
        right: 'publish',
        after: { cause: 'api', until: '2026-05-04T14:05:00Z', kinds: ['microphone'], mark },
      },
      'Tess allowed Ana to speak with microphone (API), until 14:05',
    ],
    [{ on: 'grant', ...ana, right: 'publish', before: { mark } }, 'Tess took the floor from Ana'],
    [
      { on: 'override', ...ana, right: 'send', after: { value: 'deny', mark } },
      'Tess denied Ana the right to send',
    ],
    [
      { on: 'override', ...ana, right: 'publish', after: { value: 'allow', mark } },
      'Tess allowed Ana to publish',
    ],
    [
      { on: 'override', ...ana, right: 'publish', before: { value: 'allow', mark } },
      'Tess took back what was set for Ana: to publish is as the room has it again',
    ],
    [{ on: 'ban', ...ana, after: mark }, 'Tess removed Ana from the room'],
    [{ on: 'ban', ...ana, before: mark }, 'Tess readmitted Ana'],
    [{ on: 'mute', ...ana, after: { mark, overGrant: false } }, 'Tess muted Ana and locked the microphone'],
    [{ on: 'mute', ...ana, before: { mark, overGrant: false } }, 'Tess released the microphone of Ana'],
    [{ on: 'silence', ...ana, after: mark }, 'Tess muted Ana'],
    [
      {
        on: 'exceeded',
        ...ana,
        after: {
          ...{ kind: 'camera', what: 'resolution', width: 1280, height: 720 },
          most: { width: 640, height: 480, bitrate: 1_700_000 },
        },
      },
      'The camera of Ana was stopped: it sent 1280×720, and 640×480 is allowed',
    ],
    [
      {
        on: 'exceeded',
        ...ana,
        after: {
          ...{ kind: 'screen', what: 'bitrate', bitrate: 2_400_400 },
          most: { width: 640, height: 480, bitrate: 1_700_000 },
        },
      },
      'The screen of Ana was stopped: it sent 2400 kbit/s, and 1700 kbit/s is allowed',
    ],
    [{ on: 'publication', ...ana, after: { kind: 'screen', mark } }, 'Tess stopped a screen of Ana'],
    [{ on: 'admission', ...ana, after: { admitted: true, mark } }, 'Tess let Ana in from the lobby'],
    [{ on: 'admission', ...ana, after: { admitted: false, mark } }, 'Tess did not let Ana in'],
    [{ on: 'message', ...ana, after: mark }, 'Tess removed a message of Ana'],
    [{ on: 'membership', ...ana, after: { role: 'owner', profile: {} } }, 'Tess added Ana as an owner'],
    [
      {
        on: 'membership',
        ...ana,

        before: { role: 'member' },
        after: { role: 'moderator', expiresAt: AT },
      },
      'Tess made Ana a moderator, until 14:05',
    ],
    [
      {
        on: 'membership',
        ...ana,

        before: { role: 'member', profile: {} },
        after: { role: 'member', profile: { kinds: ['microphone'] } },
      },
      'Tess changed what Ana may publish, and how',
    ],
    [{ on: 'membership', ...ana, before: { role: 'member' } }, 'Tess took Ana off the list'],
    [{ on: 'hand', ...ana, before: { at: AT } }, 'Tess lowered the hand of Ana'],
    [{ on: 'pin', after: { label: 'Speaker', used: 0 } }, 'Tess made the PIN “Speaker”'],
    [
      { on: 'pin', before: { label: 'Speaker', used: 0 }, after: { label: 'Speaker', used: 1 } },
      'Tess used the PIN “Speaker”',
    ],
    [{ on: 'redeemed', ...ana, before: [], after: ['p'] }, 'Ana came in with a PIN'],
    [
      { on: 'audience', right: 'publish', before: { audience: 'selected' }, after: { audience: 'anyone' } },
      'Tess changed who can publish from selected to anyone',
    ],
    [
      { on: 'settings', before: { capacity: 1000 }, after: { capacity: 20 } },
      'Tess changed capacity from 1000 to 20',
    ],
    [{ on: 'settings', before: { locked: null }, after: { locked: mark } }, 'Tess locked the room'],
    [
      { on: 'settings', before: { muteAll: null }, after: { muteAll: { mark, except: [] } } },
      'Tess muted everyone',
    ],
    [
      {
        on: 'settings',
        before: { muteAll: { mark, except: [] } },
        after: { muteAll: { mark, except: ['user:ben'] } },
      },
      'Tess released the microphone of Ben',
    ],
    [
      {
        on: 'settings',
        before: { profile: { maxBitrate: 1, kinds: [] } },
        after: { profile: { maxBitrate: 2, kinds: [] } },
      },
      'Tess changed profile, max bitrate, from 1 to 2',
    ],
    [
      { on: 'settings', before: { expiresAt: null }, after: { expiresAt: AT } },
      'Tess changed expires at from none to 14:05',
    ],
    [
      { on: 'settings', before: { capacity: 1, lobby: false }, after: { capacity: 2, lobby: true } },
      'Tess changed 2 settings: capacity, lobby',
    ],
    [{ on: 'spotlight', after: 'user:ana' }, 'Tess put the spotlight on Ana'],
    [{ on: 'spotlight', before: 'user:ana' }, 'Tess ended the spotlight on Ana'],
    [{ on: 'call-ended', after: mark }, 'Tess ended the call for everyone'],
    [{ on: 'admission', ...ana, after: { admitted: true, mark } }, 'Tess let Ana in from the lobby'],
    [{ on: 'admission', ...ana, after: { admitted: false, mark } }, 'Tess did not let Ana in'],
    [{ on: 'message', ...ana, after: mark }, 'Tess removed a message of Ana'],
    [
      {
        on: 'override',
        ...ana,
        right: 'publish',
        after: { value: 'deny', kinds: ['camera', 'screenAudio'], mark },
      },
      'Tess denied Ana the right to publish with camera, screen audio',
    ],
    [{ on: 'created', after: { preset: 'classroom' } }, 'Tess made the room from the preset “classroom”'],
  ] as const)('%j', (change, expected) => {
    expect(said(change as never)).toBe(expected);
  });

  test('says why it came about by itself', () => {
    const floor = { on: 'grant', ...ana, right: 'publish', before: { mark } };
    expect(said(floor, 'time')).toBe('The floor of Ana ended: the time was over');
    expect(said({ on: 'hand', ...ana, before: { at: 1 } }, 'left')).toBe(
      'The hand of Ana went down as they left',
    );
    expect(said({ on: 'hand', ...ana, before: { at: 1 } }, 'answered')).toBe('Tess answered the hand of Ana');
    expect(said({ on: 'hand', ...ana, after: { at: 1 } }, 'asked', 'ana')).toBe('Ana raised a hand');
    expect(said({ on: 'hand', ...ana, before: { at: 1 } }, 'asked', 'ana')).toBe('Ana lowered their hand');
    expect(said({ on: 'membership', ...ana, before: { role: 'member' } }, 'time')).toBe(
      'The membership of Ana ended',
    );
  });

  test('of a change that is not known here, or is not as it should be, is still a sentence', () => {
    expect(said({ on: 'weather' })).toBe('Tess changed weather');
    expect(said({ on: 'constructor' })).toBe('Tess changed constructor');
    for (const on of ['grant', 'override', 'membership', 'settings', 'pin', 'audience', 'created', 'hand'])
      for (const after of [null, 0, 'x', [], {}, { role: 5, until: 'soon', kinds: 3, profile: null }])
        expect(said({ on, ...ana, after, before: after })).toMatch(/\w+ \w+/);
  });
});

test('differences name each part that is not the same', () => {
  expect(differences({ a: 1, b: { c: [1], d: 2 } }, { a: 1, b: { c: [1, 2], d: 2 } })).toEqual([
    { path: 'b.c', before: [1], after: [1, 2] },
  ]);
  expect(differences(null, { role: 'member' })).toEqual([
    { path: 'role', before: undefined, after: 'member' },
  ]);
  expect(differences('a', 'b')).toEqual([{ path: '', before: 'a', after: 'b' }]);
  expect(differences({ a: 1 }, { a: 1 })).toEqual([]);
  expect(differences({}, null)).toEqual([{ path: '', before: {}, after: null }]);
});

describe('an export', () => {
  const HOSTILE = [
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '\n=1',
    '  =1',
    '=HYPERLINK("http://x","a")\nmore',
    '＝1+1',
    '|calc',
    '%0A=1',
    '\u200B=1',
  ];
  test.each(HOSTILE)('makes %j harmless for a spreadsheet, and says it still', (name) => {
    const hostile = { ...entry({ on: 'ban', ...ana, after: mark }), actor: { person: name, name } };
    const csv = auditCsv([hostile], words);
    const { data, errors } = Papa.parse<string[]>(csv);
    expect(errors).toEqual([]);
    expect(data).toHaveLength(2);
    const [, line = []] = data;
    expect(line[3]).toBe(`'${name}`);
    expect(line[4]).toBe(`'${name}`);
    for (const cell of line) expect(cell).not.toMatch(/^[\s\p{C}]*[=+\-@|%＝＋－＠]/u);
  });
  test('leaves ordinary words alone', () => {
    const { data } = Papa.parse<string[]>(auditCsv([entry({ on: 'ban', ...ana, after: mark })], words));
    expect(data[1]?.slice(0, 6)).toEqual([
      '2026-05-04T14:00:00Z',
      'Tess removed Ana from the room',
      'ban',
      'Tess',
      'user:tess',
      'user:ana',
    ]);
  });
  test('as JSON is what the API gave', () => {
    const entries = [entry({ on: 'ban', ...ana, after: mark })];
    expect(JSON.parse(auditJson(entries))).toEqual(entries);
  });
});
