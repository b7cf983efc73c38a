import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PublicationId } from '@/lib/core/ids.ts';
import { lately, MOST_VOICES, unheard, type Voice } from '@/lib/core/quality/voices.ts';
import { pub } from '../kit.ts';

const voice = (name: string, watched = true): Voice => ({ publication: pub(name), watched });
const some = (count: number) => Array.from({ length: count }, (_, i) => voice(`v${10 + i}`));
const heard = (before: readonly PublicationId[], voices: readonly Voice[], ...talking: readonly string[]) =>
  lately(before, voices, (id) => talking.includes(id.replace('pub-', '')));

describe('who spoke lately', () => {
  const voices = some(4);
  it('the latest first; who talks keeps the place until they stop, and then as long as nobody talks', () => {
    let order = heard([], voices, 'v10');
    order = heard(order, voices, 'v10', 'v11');
    expect(order).toEqual([pub('v10'), pub('v11')]);
    order = heard(order, voices, 'v11');
    expect(order).toEqual([pub('v11'), pub('v10')]);
    expect(heard(order, voices), 'the very same while nothing changes').toBe(order);
    order = heard(order, voices, 'v12');
    expect(order).toEqual([pub('v12'), pub('v11'), pub('v10')]);
  });

  it('forgets whoever closed or muted, and knows nothing of those who are not watched', () => {
    const order = heard([pub('v10'), pub('v11')], [voice('v11'), voice('x', false)], 'x');
    expect(order).toEqual([pub('v11')]);
  });

  it('a ninth does not push out any of eight who talk at once', () => {
    const nine = some(9);
    const eight = nine.slice(1).map(({ publication }) => publication.replace('pub-', ''));
    const order = heard([], nine, ...eight);
    expect(heard(order, nine, ...eight, 'v10')).toBe(order);
    expect(heard(order, nine, ...eight.slice(1), 'v10'), 'but takes the place of one who stopped').toContain(
      pub('v10'),
    );
  });
});

describe('who need not be heard', () => {
  it('nobody while few microphones are open', () => {
    expect(unheard([], some(MOST_VOICES)).size).toBe(0);
  });

  it('those who were silent longest, and nobody who is not watched', () => {
    const voices = [...some(10), voice('x', false), voice('y', false)];
    expect(unheard([], voices)).toEqual(new Set([pub('v18'), pub('v19')]));
    const order = heard([], voices, 'v19');
    expect(unheard(order, voices)).toEqual(new Set([pub('v17'), pub('v18')]));
    expect(unheard(heard(order, voices), voices), 'and stays so when they stop').toEqual(
      new Set([pub('v17'), pub('v18')]),
    );
  });

  it('never anybody who talks, unless more than can be told apart do', () => {
    const names = some(14).map(({ publication }) => publication.replace('pub-', ''));
    fc.assert(
      fc.property(fc.array(fc.subarray(names, { maxLength: MOST_VOICES })), (story) => {
        const voices = some(14);
        let order: readonly PublicationId[] = [];
        for (const talking of story) {
          order = heard(order, voices, ...talking);
          const out = unheard(order, voices);
          expect(voices.length - out.size).toBe(MOST_VOICES);
          for (const name of talking) expect(out.has(pub(name))).toBe(false);
        }
      }),
    );
  });
});
