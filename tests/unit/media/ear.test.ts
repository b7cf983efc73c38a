import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type PublicationId, publicationId } from '@/lib/core/ids.ts';
import { Ear } from '@/server/media/janus/ear.ts';
import { LOUD } from '@/server/media/janus/stage.ts';

const ONE = publicationId('one');
const TWO = publicationId('two');

let carried: PublicationId | null = ONE;
let told: string[] = [];
let tuned: number[] = [];
let ear: Ear;

beforeEach(() => {
  vi.useFakeTimers();
  carried = ONE;
  told = [];
  tuned = [];
  ear = new Ear({
    carried: () => carried,
    tell: (publication, talking) => told.push(`${publication} ${talking}`),
    tune: (level) => tuned.push(level),
  });
});
afterEach(() => vi.useRealTimers());

/** The line is cut, and passes again with what it carries then. */
function reopen(publication: PublicationId): void {
  carried = null;
  ear.update();
  carried = publication;
  ear.open();
  ear.update();
}

describe('who talks, by what janus says', () => {
  it('is told once, and silence only when it lasts', () => {
    ear.hear(true);
    ear.hear(true);
    ear.hear(false);
    vi.advanceTimersByTime(300);
    ear.hear(true);
    vi.advanceTimersByTime(10_000);
    expect(told).toEqual(['one true']);
    ear.hear(false);
    vi.advanceTimersByTime(10_000);
    ear.hear(false);
    vi.advanceTimersByTime(10_000);
    expect(told).toEqual(['one true', 'one false']);
    expect(tuned).toEqual([]);
  });

  it('is nobody while nothing is carried', () => {
    carried = null;
    ear.hear(true);
    ear.hear(false);
    vi.advanceTimersByTime(10_000);
    expect(told).toEqual([]);
  });

  it('ends at once with what is carried, also within a gap', () => {
    ear.hear(true);
    ear.hear(false);
    carried = null;
    ear.update();
    expect(told).toEqual(['one true', 'one false']);
    vi.advanceTimersByTime(10_000);
    expect(told).toHaveLength(2);
  });

  it('goes on with what follows on the same line', () => {
    ear.hear(true);
    carried = TWO;
    ear.update();
    expect(told).toEqual(['one true', 'one false', 'two true']);
  });

  it('is asked anew after a cut, when janus would not repeat itself', () => {
    ear.hear(true);
    reopen(TWO);
    reopen(TWO);
    expect(told).toEqual(['one true', 'one false']);
    const [unheard = LOUD] = tuned;
    expect(tuned).toHaveLength(1);
    expect(unheard).toBeLessThan(LOUD);
    ear.hear(false);
    expect(tuned).toEqual([unheard, LOUD]);
    expect(told).toHaveLength(2);
    ear.hear(true);
    expect(told).toEqual(['one true', 'one false', 'two true']);
  });

  it('needs not be asked anew after a cut in silence', () => {
    ear.hear(true);
    ear.hear(false);
    reopen(TWO);
    expect(tuned).toEqual([]);
    expect(told).toEqual(['one true', 'one false']);
    ear.hear(true);
    expect(told.at(-1)).toBe('two true');
  });
});
