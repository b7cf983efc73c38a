import { beforeEach, describe, expect, it, vi } from 'vitest';
import { answer, problemOf, SIGNED_OUT, whatToDo } from '@/app/console/data/answer.ts';
import { effectLines, effectSummary } from '@/app/console/room/settings/effects.ts';
import { remedyWords, ruleWords } from '@/app/console/room/simulator/rows.ts';
import { tabFrom, tabHref } from '@/app/console/room/tab-names.ts';
import { roomState } from '@/app/console/rooms/state.ts';

const refusal = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  Promise.resolve({ error: body, response: new Response(null, { status, headers }) });

describe('an answer of the API', () => {
  const heard = vi.fn();
  beforeEach(() => {
    heard.mockReset();
    vi.stubGlobal('window', { dispatchEvent: (event: Event) => heard(event.type) });
  });

  it('gives what was asked for, with its tag', async () => {
    const response = new Response('{}', { headers: { etag: '"a"' } });
    expect(await answer(Promise.resolve({ data: { id: 'a' }, response }))).toEqual({
      ok: true,
      data: { id: 'a' },
      etag: '"a"',
    });
  });

  it('that says no says why, where, and what to do', async () => {
    const errors = [{ field: 'capacity', rule: 'min', message: 'too small' }, 'nonsense', { field: 7 }];
    const given = await answer(refusal(400, { code: 'bad-request', detail: 'No.', errors }));
    expect(given).toEqual({
      ok: false,
      problem: { code: 'bad-request', status: 400, detail: 'No.', errors: [errors[0]], retryAfter: null },
    });
    if (!given.ok) expect(whatToDo(given.problem)).toBe('Mend what is marked and try again.');
  });

  it('that never came is a problem like any other', async () => {
    const given = await answer(Promise.reject(new TypeError('Failed to fetch')));
    expect(given).toMatchObject({ ok: false, problem: { code: 'unreachable', status: 0 } });
  });

  it('that nobody is signed in is told to the page, but not while signing in', async () => {
    await answer(refusal(401, { code: 'unauthenticated', detail: 'No.' }));
    expect(heard).toHaveBeenCalledWith(SIGNED_OUT);
    heard.mockReset();
    await answer(refusal(401, { code: 'unauthenticated', detail: 'No.' }), false);
    expect(heard).not.toHaveBeenCalled();
  });

  it.each([undefined, null, 'Bad gateway', '', 7, [], { code: 7, detail: {}, errors: 'x' }])(
    'by something between us (%j) is read all the same',
    (body) => {
      const problem = problemOf(body, new Response(null, { status: 502 }));
      expect(problem).toEqual({
        code: 'internal',
        status: 502,
        detail: 'The server answered with status 502.',
        errors: [],
        retryAfter: null,
      });
    },
  );

  it.each([
    ['1', 'Wait 1 second, then try again.'],
    ['30', 'Wait 30 seconds, then try again.'],
    ['899', 'Wait 15 minutes, then try again.'],
    ['soon', 'Wait 60 seconds, then try again.'],
    ['-5', 'Wait 60 seconds, then try again.'],
  ])('that came too often says how long to wait (%s)', (after, words) => {
    const headers = { 'retry-after': after };
    const problem = problemOf(
      { code: 'rate-limited', detail: 'No.' },
      new Response(null, { status: 429, headers }),
    );
    expect(whatToDo(problem)).toBe(words);
  });
});

describe('a preview', () => {
  const change = (person: string, right: 'publish' | 'list' | 'subscribe', after: boolean) => ({
    person: `user:${person}`,
    name: person === 'nameless' ? '' : person,
    right,
    ...(right === 'publish' && { kind: 'camera' as const }),
    ...(right === 'subscribe' && { medium: 'audio' as const }),
    before: !after,
    after,
    text: '',
  });

  it('is told by person, guests last', () => {
    const { person: _, name: __, ...guest } = change('', 'publish', false);
    const changes = [
      change('Ana', 'publish', false),
      change('Bo', 'list', true),
      change('Ana', 'list', true),
    ];
    expect(effectLines({ changes, guests: [guest], more: 0 })).toEqual([
      { who: 'Ana', person: 'user:Ana', gains: ['list'], loses: ['publish camera'] },
      { who: 'Bo', person: 'user:Bo', gains: ['list'], loses: [] },
      { who: 'Guests', person: null, gains: [], loses: ['publish camera'] },
    ]);
    expect(effectSummary({ changes, guests: [guest], more: 0 })).toBe(
      '2 people gain rights, 1 person and guests lose rights.',
    );
  });

  it('of one, of none, of guests alone, and of more than is named', () => {
    const { person: _, name: __, ...guest } = change('', 'subscribe', true);
    const one = [change('nameless', 'subscribe', false)];
    expect(effectLines({ changes: one, guests: [], more: 0 })[0]).toMatchObject({
      who: 'nameless',
      loses: ['subscribe sound'],
    });
    expect(effectSummary({ changes: one, guests: [], more: 0 })).toBe('1 person loses rights.');
    expect(effectSummary({ changes: [], guests: [guest], more: 0 })).toBe('Guests gain rights.');
    expect(effectSummary({ changes: [], guests: [], more: 0 })).toBe('Nobody gains or loses a right.');
    expect(effectSummary({ changes: one, guests: [], more: 7 })).toBe(
      '1 person loses rights, and 7 further changes.',
    );
  });
});

describe('the state of a room', () => {
  const NOW = Date.parse('2027-03-01T09:00:00Z');
  const stored = { startsAt: null, duration: null, expiresAt: null, paused: false, locked: false };
  it.each([
    ['open', {}],
    ['locked', { locked: true }],
    ['paused', { paused: true, locked: true }],
    ['over', { expiresAt: '2027-03-01T09:00:00Z', paused: true }],
    ['open', { expiresAt: '2027-03-01T09:00:01Z' }],
    ['waiting', { startsAt: '2027-03-01T09:00:01Z', locked: true }],
    ['open', { startsAt: '2027-03-01T09:00:00Z' }],
    ['over', { startsAt: '2027-03-01T08:00:00Z', duration: 3600 }],
    ['open', { startsAt: '2027-03-01T08:00:00Z', duration: 3601 }],
  ])('is %s with %j', (state, given) => {
    expect(roomState({ ...stored, ...given }, NOW)).toBe(state);
  });
});

describe('a tab of a room', () => {
  it('is in the address, and whatever else stands there means Settings', () => {
    expect(tabFrom('pins')).toBe('pins');
    for (const other of [null, '', 'PINs', 'constructor']) expect(tabFrom(other)).toBe('settings');
    expect(tabHref('a/b', 'simulator', { person: 'user:ana@x' })).toBe(
      '/console/rooms/a%2Fb?tab=simulator&person=user%3Aana%40x',
    );
  });
});

describe('a decision in the console', () => {
  const decision = { allowed: false, rule: 'R4', because: 'override', text: '', setBy: null, setAt: null };
  const remedy = (what: 'wait' | 'raise-hand' | 'none', until: string | null = null) =>
    remedyWords({ ...decision, remedy: { do: what, until } });

  it('names its rule in words, also one that is new here', () => {
    expect(ruleWords({ ...decision, remedy: null })).toBe('R4: an override that denies');
    expect(ruleWords({ ...decision, rule: 'R99', because: 'muted-all', remedy: null })).toBe(
      'R99: muted all',
    );
  });

  it('says what helps, and nothing where nothing does', () => {
    expect(remedy('raise-hand')).toBe('Raise a hand');
    expect(remedy('wait')).toBe('Wait');
    expect(remedy('wait', '2027-03-01T09:00:00Z')).toMatch(/^Wait until .*2027/);
    expect(remedy('none')).toBeNull();
    expect(remedyWords({ ...decision, remedy: null })).toBeNull();
  });
});
