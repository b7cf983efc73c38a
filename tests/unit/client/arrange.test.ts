import { describe, expect, it } from 'vitest';
import { arrange, inOrder, othersInSight, pageOf } from '@/app/call/stage/arrange.ts';
import { placeTiles, roomFor } from '@/app/call/stage/fit.ts';
import { follow, HOLD_MS } from '@/app/call/stage/follow.ts';
import { NO_ORDER, type Order, settle } from '@/app/call/stage/order.ts';
import type { Shown } from '@/app/call/stage/sources.ts';

const face = (source: string, part: Partial<Shown> = {}): Shown => ({
  key: `${source}:face`,
  source,
  is: 'face',
  own: false,
  name: source,
  nth: 1,
  spotlit: false,
  video: null,
  link: 'good',
  ...part,
});
const screen = (source: string, part: Partial<Shown> = {}): Shown =>
  face(source, { key: `${source}:screen`, is: 'screen', ...part });
const keys = (shown: readonly Shown[]) => shown.map(({ key }) => key.replace(':face', ''));
const me = face('me', { own: true });

describe('what is large', () => {
  const now = {
    faces: [face('ana'), face('ben', { spotlit: true }), face('chloe'), me],
    screens: [screen('ana')],
    layout: 'speaker' as const,
    pinned: 'chloe:face' as string | null,
    speaker: 'ana',
  };
  const large = (part: Partial<Parameters<typeof arrange>[0]>) => keys(arrange({ ...now, ...part }).large);

  it('is one’s pin, then a screen, then the spotlight, then who talks, then nobody', () => {
    const dull = now.faces.map((one) => ({ ...one, spotlit: false }));
    expect(large({})).toEqual(['chloe']);
    expect(large({ pinned: null })).toEqual(['ana:screen']);
    expect(large({ pinned: null, screens: [] })).toEqual(['ben']);
    expect(large({ pinned: null, screens: [], faces: dull })).toEqual(['ana']);
    expect(large({ pinned: null, screens: [], faces: dull, layout: 'grid' })).toEqual([]);
  });

  it('leaves everybody else beside, each once', () => {
    expect(keys(arrange(now).small)).toEqual(['ana:screen', 'ana', 'ben', 'me']);
  });

  it('is never oneself unasked, unless alone', () => {
    const alone = { ...now, pinned: null, screens: [], speaker: 'me' };
    expect(large({ ...alone, faces: [face('ana'), me] })).toEqual(['ana']);
    expect(large({ ...alone, faces: [me] })).toEqual(['me']);
    expect(large({ ...alone, layout: 'grid', faces: [face('ana'), { ...me, spotlit: true }] })).toEqual([]);
    expect(large({ pinned: null, screens: [screen('me', { own: true })] })).toEqual(['ben']);
    expect(large({ pinned: 'me:screen', screens: [screen('me', { own: true })] })).toEqual(['ben']);
    expect(large({ pinned: 'me:face' })).toEqual(['me']);
  });

  it('forgets a pin on what is gone, and a speaker who is', () => {
    expect(large({ pinned: 'zoë:face', screens: [], speaker: 'zoë' })).toEqual(['ben']);
    expect(large({ pinned: null, screens: [], speaker: 'zoë', faces: [face('ana'), me] })).toEqual(['ana']);
  });

  it('is nothing when one only listens: every face stands in the grid, and no screen', () => {
    expect(arrange({ ...now, layout: 'audio' })).toEqual({ large: [], small: now.faces });
  });
});

describe('pages', () => {
  const many = [...Array.from({ length: 7 }, (_, index) => face(`p${index}`)), me];

  it('are one as long as everybody fits', () => {
    expect(pageOf(many, 8, 3)).toEqual({ shown: many, number: 0, of: 1 });
  });

  it('show everybody once, with oneself at the end of the first', () => {
    const pages = [0, 1, 2].map((number) => keys(pageOf(many, 3, number).shown));
    expect(pages).toEqual([
      ['p0', 'p1', 'me'],
      ['p2', 'p3', 'p4'],
      ['p5', 'p6'],
    ]);
    expect(pageOf(many, 3, 9)).toMatchObject({ number: 2, of: 3 });
  });

  it('leave so many places to the others', () => {
    expect(othersInSight(many, 3)).toBe(2);
    expect(othersInSight(many, 8)).toBe(8);
    expect(keys(inOrder([me, face('a'), face('b'), screen('c')], ['b', 'a']))).toEqual([
      'c:screen',
      'b',
      'a',
      'me',
    ]);
  });
});

describe('the order', () => {
  const six = ['a', 'b', 'c', 'd', 'e', 'f'];
  const next = (before: Order, talking: string, present = six, large = '') =>
    settle(before, { present, talking: new Set(talking), first: 3, large: new Set(large) });
  const order = (...steps: string[]) => steps.reduce((kept, talking) => next(kept, talking), NO_ORDER);

  it('stays when somebody talks who is in sight already', () => {
    expect(order('', 'b', '', 'ac').sources).toEqual(six);
    const kept = order('b');
    expect(next(kept, 'b')).toBe(kept);
  });

  it('brings in who talks for the one who has been silent longest, and moves nobody else', () => {
    expect(order('', 'a', 'c', 'e').sources).toEqual(['a', 'e', 'c', 'd', 'b', 'f']);
    expect(order('a', 'b', 'c', '', 'e').sources).toEqual(['e', 'b', 'c', 'd', 'a', 'f']);
  });

  it('sends nobody away who talks', () => {
    expect(order('abc', 'abcd').sources).toEqual(six);
    expect(order('ab', 'abdf').sources).toEqual(['a', 'b', 'd', 'c', 'e', 'f']);
  });

  it('has no need to bring in who is large already', () => {
    expect(next(order(''), 'f', six, 'f').sources).toEqual(six);
  });

  it('closes a gap, and puts who comes last', () => {
    expect(next(order('', 'e'), '', ['a', 'c', 'd', 'e', 'f', 'g']).sources).toEqual([
      'a',
      'e',
      'd',
      'c',
      'f',
      'g',
    ]);
  });
});

describe('whom the speaker view follows', () => {
  const ana = { source: 'ana', since: 10_000 };

  it('is the first who talks, at once', () => {
    expect(follow(null, [], 5)).toEqual({ held: null, again: null });
    expect(follow(null, ['ana'], 5)).toEqual({ held: { source: 'ana', since: 5 }, again: null });
  });

  it('stays while they talk, and in silence', () => {
    expect(follow(ana, ['ben', 'ana'], 99_000).held).toBe(ana);
    expect(follow(ana, [], 99_000).held).toBe(ana);
  });

  it('changes to whoever talks then, after a while only', () => {
    expect(follow(ana, ['ben'], 10_500)).toEqual({ held: ana, again: HOLD_MS - 500 });
    expect(follow(ana, ['ben'], 10_000 + HOLD_MS).held).toEqual({ source: 'ben', since: 10_000 + HOLD_MS });
  });
});

describe('tiles', () => {
  it.each([
    [{ width: 1080, height: 720 }, 12],
    [{ width: 362, height: 700 }, 12],
    [{ width: 290, height: 430 }, 5],
  ])('in %j: %i fit at most', (box, most) => {
    expect(roomFor(box)).toBeGreaterThanOrEqual(Math.min(most, 12));
  });

  it('never overlap and never leave their box', () => {
    const box = { width: 611, height: 433 };
    for (let count = 1; count <= 12; count++) {
      const spots = placeTiles(box, count);
      expect(spots).toHaveLength(count);
      for (const [index, one] of spots.entries()) {
        expect(one.start >= 0 && one.start + one.width <= box.width + 1).toBe(true);
        expect(one.top >= 0 && one.top + one.height <= box.height + 1).toBe(true);
        for (const other of spots.slice(index + 1))
          expect(
            one.start + one.width <= other.start ||
              one.top + one.height <= other.top ||
              other.start + other.width <= one.start,
          ).toBe(true);
      }
    }
  });
});
