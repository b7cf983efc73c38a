import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AUDIENCES, KINDS, RIGHTS } from '@/lib/core/gate/rights.ts';
import { NAME_LENGTH } from '@/lib/core/names.ts';
import { LONGEST_GRANT_S } from '@/lib/core/room/floor.ts';
import { DATA_LENGTH } from '@/lib/core/room/messages.ts';
import { REQUESTS, type RequestInput, type RequestName } from '@/lib/wire/requests.ts';

const NAMES = Object.keys(REQUESTS) as RequestName[];
const accepts = (name: RequestName, value: unknown) => REQUESTS[name].safeParse(value).success;

/** Good examples of every request; a request without one does not compile. */
const GOOD: { readonly [Name in RequestName]: readonly RequestInput<Name>[] } = {
  'room.look': [{ room: 'physics-101' }, { room: 'room:42.a@example' }],
  'room.join': [
    { room: 'physics', name: 'Ada' },
    { room: 'physics', name: 'Ada', resume: { participant: 'p1', key: 'k'.repeat(128) } },
  ],
  'room.leave': [{}],
  'room.audience': RIGHTS.flatMap((right) => AUDIENCES.map((audience) => ({ right, audience }))),
  'media.publish': KINDS.map((kind) => ({ kind })),
  'media.unpublish': [{ publication: 'pub-1' }],
  'media.stop': [{ publication: 'pub-1' }],
  'media.mute': [
    { publication: 'pub-1', muted: true },
    { publication: 'pub-1', muted: false },
  ],
  'media.talking': [{ publication: 'pub-1', talking: true }],
  'media.viewing': [
    { tiles: [], lowData: true },
    { tiles: [{ publication: 'pub-1', width: 640, height: 360 }], lowData: false },
  ],
  'media.measured': [
    {
      interval: 2000,
      down: {
        bitrate: 900_000,
        packets: 180,
        lost: 2,
        delay: 60,
        roundTrip: 40,
        freezes: 0,
        framesDropped: 1,
        concealed: 0.01,
      },
      up: { bitrate: 500_000, available: null, lost: 0, roundTrip: null, limited: 'bandwidth' },
    },
  ],
  'hand.raise': [{}],
  'hand.lowerAll': [{}],
  'hand.lower': [{}, { participant: 'p1' }],
  'floor.allow': [
    { participant: 'p1' },
    { participant: 'p1', kinds: ['microphone'], seconds: 1 },
    { participant: 'p1', kinds: [...KINDS], seconds: LONGEST_GRANT_S },
  ],
  'floor.extend': [
    { participant: 'p1', seconds: 60 },
    { participant: 'p1', seconds: LONGEST_GRANT_S },
  ],
  'floor.next': [{}, { seconds: 1 }, { seconds: LONGEST_GRANT_S }],
  'lobby.admit': [{ participant: 'p1' }],
  'lobby.admitAll': [{}],
  'lobby.deny': [{ participant: 'p1' }],
  'floor.stop': [{ participant: 'p1' }, { participant: 'p1', kinds: ['camera'] }],
  'floor.stopSeveral': [{ participants: ['p1', 'p2'] }, { participants: ['p1'], kinds: ['camera'] }],
  'mute.person': [
    { participant: 'p1', lock: true },
    { participant: 'p1', lock: false },
  ],
  'mute.release': [{ participant: 'p1' }],
  'mute.all': [{}, { except: ['p1', 'p2'] }],
  'mute.releaseAll': [{}],
  'mute.askUnmute': [{ participant: 'p1' }],
  'person.override': [
    ...RIGHTS.flatMap((right) =>
      (['allow', 'deny', null] as const).map((value) => ({ participant: 'p1', right, value })),
    ),
    { participant: 'p1', right: 'subscribe', value: 'allow', media: ['audio'] },
  ],
  'person.askCamera': [{ participant: 'p1' }],
  'person.spotlight': [{}, { participant: 'p1' }],
  'person.role': [
    { participant: 'p1', role: 'moderator' },
    { participant: 'p1', role: 'member' },
  ],
  'person.explain': [{ participant: 'p1' }],
  'person.remove': [{ participant: 'p1' }],
  'person.readmit': [{ person: 'user:ana@example.org' }, { person: 'guest:4f2a' }],
  'act.undo': [{}],
  'room.lock': [{ locked: true }, { locked: false }],
  'room.end': [{}],
  'room.trail': [{}, { before: 7, limit: 100 }],
  'chat.send': [{ text: 'Hello' }, { text: 'two lines', to: 'p1' }],
  'chat.remove': [{ id: 'Zm9vYmFyYmF6cXV1eA' }],
  'chat.history': [{}, { limit: 1 }, { before: 'Zm9vYmFyYmF6cXV1eA', limit: 100 }],
  'data.send': [{ data: '{"x":1}' }, { data: 'x'.repeat(DATA_LENGTH), to: 'p1' }],
  'link.signal': [
    { link: 'l1', signal: { type: 'offer', sdp: 'v=0\r\n' } },
    { link: 'l1', signal: { type: 'answer', sdp: 'v=0\r\n' } },
    {
      link: 'l1',
      signal: {
        type: 'candidate',
        candidate: { candidate: 'candidate:1 1 udp', sdpMid: '0', sdpMLineIndex: 0 },
      },
    },
    { link: 'l1', signal: { type: 'candidate', candidate: { candidate: '' } } },
  ],
  'link.restart': [{ link: 'l1' }],
  'link.failed': [{ link: 'l1' }],
};

/** Which fields of a request are identifiers. */
const IDS: { readonly [Name in RequestName]?: readonly string[] } = {
  'room.look': ['room'],
  'room.join': ['room'],
  'media.unpublish': ['publication'],
  'media.stop': ['publication'],
  'media.mute': ['publication'],
  'media.talking': ['publication'],
  'hand.lower': ['participant'],
  'floor.extend': ['participant'],
  'person.askCamera': ['participant'],
  'person.spotlight': ['participant'],
  'person.role': ['participant'],
  'person.explain': ['participant'],
  'floor.allow': ['participant'],
  'lobby.admit': ['participant'],
  'lobby.deny': ['participant'],
  'floor.stop': ['participant'],
  'mute.person': ['participant'],
  'mute.release': ['participant'],
  'mute.askUnmute': ['participant'],
  'person.override': ['participant'],
  'person.remove': ['participant'],
  'chat.remove': ['id'],
  'link.signal': ['link'],
  'link.restart': ['link'],
  'link.failed': ['link'],
};

const BAD_IDS = ['', 'x'.repeat(65), 'a b', '<script>', '../etc', 'a\u0000', 'é', 'a\n', 1, null, {}, ['a']];
const BAD_SHAPES = [null, undefined, 0, 'text', true, [], [{}], Symbol('x'), () => {}];

describe.each(NAMES)('wire: %s', (name) => {
  const good: readonly object[] = GOOD[name];

  it('accepts every good example, and keeps what it says', () => {
    for (const value of good) {
      const parsed = REQUESTS[name].safeParse(value);
      expect(parsed.error, JSON.stringify(value)).toBeUndefined();
      expect(parsed.data).toMatchObject(value);
    }
  });

  it('refuses anything that is not an object', () => {
    for (const value of BAD_SHAPES) expect(accepts(name, value)).toBe(false);
  });

  it('refuses keys it does not know, so that nothing is smuggled through the door', () => {
    for (const value of good)
      for (const key of ['extra', 'actor', 'person', 'now', 'constructor'])
        expect(accepts(name, { ...value, [key]: 'x' }), key).toBe(false);
  });

  it('refuses every field left out that is not optional, and every field of a wrong type', () => {
    for (const value of good) {
      for (const key of Object.keys(value)) {
        const { [key as keyof typeof value]: _, ...rest } = value;
        const optional = good.some((other) => !(key in other)) || key === 'media';
        if (!optional) expect(accepts(name, rest), `without ${key}`).toBe(false);
        // What people and apps write is any text; the core says what of it is shown.
        const free = key === 'text' || key === 'data';
        for (const wrong of [Number.NaN, { a: 1 }, [[]], ...(free ? [] : ['\u0000\u0001'])])
          expect(accepts(name, { ...value, [key]: wrong }), `${key}: ${JSON.stringify(wrong)}`).toBe(false);
      }
    }
  });

  it('refuses identifiers that are empty, long, or could be mistaken for anything else', () => {
    for (const field of IDS[name] ?? [])
      for (const id of BAD_IDS)
        expect(accepts(name, { ...good[0], [field]: id }), `${field}: ${JSON.stringify(id)}`).toBe(false);
  });

  it('never throws, whatever comes', () => {
    const near = fc
      .constantFrom(...good)
      .chain((value) =>
        fc
          .dictionary(fc.constantFrom('x', ...Object.keys(value)), fc.anything())
          .map((odd) => ({ ...value, ...odd })),
      );
    fc.assert(
      fc.property(fc.oneof(fc.anything({ withNullPrototype: true, withBigInt: true }), near), (value) => {
        REQUESTS[name].safeParse(value);
      }),
    );
  });

  it('R19: is idempotent: what was parsed parses to the same', () => {
    for (const value of good) {
      const once: unknown = REQUESTS[name].parse(value);
      expect(REQUESTS[name].parse(once)).toEqual(once);
    }
  });
});

describe('wire: the bounds of a request', () => {
  it.each([
    ['room.audience', { right: 'speak', audience: 'anyone' }],
    ['room.audience', { right: 'send', audience: 'everyone' }],
    ['room.audience', { right: 'send', audience: null }],
    ['media.publish', { kind: 'video' }],
    ['media.publish', { kind: 'Microphone' }],
    ['media.publish', { kind: ['microphone'] }],
    ['media.mute', { publication: 'p', muted: 'true' }],
    ['media.mute', { publication: 'p', muted: 1 }],
    ['floor.next', { seconds: 0 }],
    ['floor.next', { seconds: '60' }],
    ['lobby.admitAll', { participant: 'p' }],
    ['floor.allow', { participant: 'p', kinds: [] }],
    ['floor.allow', { participant: 'p', kinds: [...KINDS, 'microphone'] }],
    ['floor.allow', { participant: 'p', kinds: ['desktop'] }],
    ['floor.allow', { participant: 'p', seconds: 0 }],
    ['floor.allow', { participant: 'p', seconds: -5 }],
    ['floor.allow', { participant: 'p', seconds: 1.5 }],
    ['floor.allow', { participant: 'p', seconds: LONGEST_GRANT_S + 1 }],
    ['floor.allow', { participant: 'p', seconds: Number.POSITIVE_INFINITY }],
    ['floor.allow', { participant: 'p', seconds: '60' }],
    ['person.override', { participant: 'p', right: 'send', value: 'none' }],
    ['person.override', { participant: 'p', right: 'send' }],
    ['person.override', { participant: 'p', right: 'send', value: 'deny', media: [] }],
    [
      'person.override',
      { participant: 'p', right: 'subscribe', value: 'allow', media: ['audio', 'video', 'audio'] },
    ],
    ['chat.send', { text: 'x'.repeat(20_001) }],
    ['chat.send', { text: 'x', to: 'a b' }],
    ['chat.send', { text: 'x', from: 'user:ana' }],
    ['chat.history', { limit: 0 }],
    ['chat.history', { limit: 101 }],
    ['chat.history', { before: '../1' }],
    ['data.send', { data: 'x'.repeat(DATA_LENGTH + 1) }],
    ['room.join', { room: 'r', name: 'A', resume: { participant: 'p' } }],
    ['room.join', { room: 'r', name: 'A', resume: { participant: 'p', key: 'k'.repeat(129) } }],
    ['room.join', { room: 'r', name: 'A', resume: { participant: 'p', key: 'k', more: 1 } }],
    ['room.join', { room: 'r', name: 'A', resume: null }],
    ['link.signal', { link: 'l', signal: { type: 'offer', sdp: '' } }],
    ['link.signal', { link: 'l', signal: { type: 'offer', sdp: 'v'.repeat(60_001) } }],
    ['link.signal', { link: 'l', signal: { type: 'rollback', sdp: 'v=0' } }],
    ['link.signal', { link: 'l', signal: { type: 'offer', sdp: 'v=0', candidate: {} } }],
    ['link.signal', { link: 'l', signal: { type: 'candidate', candidate: null } }],
    ['link.signal', { link: 'l', signal: { type: 'candidate', candidate: { candidate: 'c'.repeat(1025) } } }],
    [
      'link.signal',
      { link: 'l', signal: { type: 'candidate', candidate: { candidate: 'c', sdpMLineIndex: -1 } } },
    ],
    [
      'link.signal',
      { link: 'l', signal: { type: 'candidate', candidate: { candidate: 'c', sdpMid: 'm'.repeat(17) } } },
    ],
  ] as const)('%s refuses %j', (name, value) => {
    expect(accepts(name, value)).toBe(false);
  });

  it('takes an SDP of 60,000 characters', () => {
    expect(accepts('link.signal', { link: 'l', signal: { type: 'offer', sdp: 'v'.repeat(60_000) } })).toBe(
      true,
    );
  });

  it('keeps of a candidate what simple-peer needs, and nothing else', () => {
    const candidate = { candidate: 'candidate:1', usernameFragment: 'abcd' };
    const parsed = REQUESTS['link.signal'].parse({ link: 'l', signal: { type: 'candidate', candidate } });
    expect(parsed.signal).toEqual({
      type: 'candidate',
      candidate: { candidate: 'candidate:1', sdpMid: null, sdpMLineIndex: null },
    });
  });

  it('R14: agrees with the core on the longest grant', () => {
    expect(accepts('floor.allow', { participant: 'p', seconds: LONGEST_GRANT_S })).toBe(true);
    expect(accepts('floor.allow', { participant: 'p', seconds: LONGEST_GRANT_S + 1 })).toBe(false);
  });
});

describe('wire: names of people', () => {
  const named = (name: unknown) => {
    const parsed = REQUESTS['room.join'].safeParse({ room: 'r', name });
    return parsed.success ? parsed.data.name : null;
  };

  it.each([
    'Ada',
    'Ada Lovelace',
    '李小龙',
    'محمد علي',
    'שרה כהן',
    'José Núñez',
    '👩‍🏫 Frau Müller',
    '🦊',
    'O’Brien-Smith, Jr.',
    '<b>Bob</b> & "friends"',
    '__proto__',
    'نرگس\u200cخانم',
  ])('accepts %s as it is', (name) => {
    expect(named(name)).toBe(name);
  });

  it.each([
    ['\u202eevil\u202c', 'evil'],
    ['a\u2066b\u2069c\u2067d\u2068e', 'abcde'],
    ['line\nbreak\r\ttab', 'linebreaktab'],
    ['nul\u0000l\u007f\u0085', 'null'],
    ['para\u2028graph\u2029', 'paragraph'],
    ['  spaced  ', 'spaced'],
    ['\ufeffbom', 'bom'],
    ['half \ud83d', 'half'],
  ])('strips what could rewrite the line: %j', (name, kept) => {
    expect(named(name)).toBe(kept);
  });

  it.each([
    '',
    ' ',
    '\t\n',
    '\u202e',
    '\u0000',
    '\u2028 \u2029',
    '\u200b',
    '\u200d\u200c',
    '\u2060\u00ad',
    '\u3164',
    '\u2800',
    '\ud800',
  ])('refuses a name with nothing to see in it: %j', (name) => {
    expect(named(name)).toBeNull();
  });

  it.each([null, undefined, 5, {}, ['Ada'], true])('refuses %j', (name) => {
    expect(named(name)).toBeNull();
  });

  it('takes 80 characters, and refuses 81 and 10,000', () => {
    expect(named('a'.repeat(NAME_LENGTH))).toHaveLength(80);
    expect(named('a'.repeat(NAME_LENGTH + 1))).toBeNull();
    expect(named('a'.repeat(10_000))).toBeNull();
    expect(named('🦊'.repeat(10_000))).toBeNull();
  });

  it('says in plain words what is wrong with a name', () => {
    const words = (name: string) =>
      REQUESTS['room.join'].safeParse({ room: 'r', name }).error?.issues[0]?.message;
    expect(words('')).toBe('Please enter a name.');
    expect(words('a'.repeat(81))).toBe('A name has at most 80 characters.');
  });

  it('lets through nothing that controls a line, whatever is typed, and is stable', () => {
    const typed = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 90 }),
      fc.string({
        unit: fc.constantFrom('a', '\u202e', '\u2066', '\u0000', ' ', '\u200b', '👩', '\ud83d'),
        maxLength: 30,
      }),
    );
    fc.assert(
      fc.property(typed, (name) => {
        const kept = named(name);
        if (kept === null) return;
        expect(kept).not.toMatch(/[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
        expect(kept.trim()).toBe(kept);
        expect(kept.length).toBeGreaterThan(0);
        expect(kept.length).toBeLessThanOrEqual(NAME_LENGTH);
        expect(named(kept)).toBe(kept);
      }),
      { numRuns: 500 },
    );
  });
});
