import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { publicationId } from '@/lib/core/ids.ts';
import type { Level } from '@/lib/core/quality/level.ts';
import { Most } from '@/server/media/most.ts';

const ID = publicationId('alice/camera');

/** What somebody is sent now, and what the publisher was told at each change. */
function publisher() {
  const now = new Map<typeof ID, Level>();
  const told: Level[] = [];
  const most = new Most({ now: (id) => now.get(id), changed: () => told.push(most.of(ID)), patience: 3_000 });
  return { now, told, most };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('the most that anybody is sent', () => {
  test('is told as it is at first, at once when it is more, and after a while when it is less', () => {
    const { now, told, most } = publisher();
    const be = (level: Level) => {
      now.set(ID, level);
      most.update([ID]);
    };
    expect(most.of(ID)).toBe('none');
    be(0);
    be(2);
    expect(told).toEqual([0, 2]);
    be(1);
    vi.advanceTimersByTime(2_999);
    expect(told).toEqual([0, 2]);
    vi.advanceTimersByTime(1);
    expect(told).toEqual([0, 2, 1]);
    be('none');
    be(1);
    be('none');
    vi.advanceTimersByTime(1_500);
    be(2);
    expect(told).toEqual([0, 2, 1, 2]);
    vi.advanceTimersByTime(10_000);
    expect(told).toEqual([0, 2, 1, 2]);
    be('none');
    vi.advanceTimersByTime(3_000);
    expect(told).toEqual([0, 2, 1, 2, 'none']);
  });

  test('follows one subscriber without looking at all of them, unless it is more', () => {
    const { now, told, most } = publisher();
    now.set(ID, 1);
    most.update([ID]);
    most.altered(ID, 0);
    vi.advanceTimersByTime(3_000);
    // Somebody else is still sent as much.
    expect(told).toEqual([1]);
    most.altered(ID, 0);
    now.set(ID, 0);
    vi.advanceTimersByTime(3_000);
    expect(told).toEqual([1, 0]);
    now.set(ID, 2);
    most.altered(ID, 2);
    expect(told).toEqual([1, 0, 2]);
  });

  test('is forgotten with its publication, and told of no more when it is over', () => {
    const { now, told, most } = publisher();
    now.set(ID, 2);
    most.update([ID]);
    now.set(ID, 0);
    most.update([ID]);
    now.delete(ID);
    most.update([ID]);
    expect(most.of(ID)).toBe('none');
    now.set(ID, 0);
    most.update([ID]);
    expect(told).toEqual([2, 0]);
    now.set(ID, 'none');
    most.update([ID]);
    most.stop();
    vi.advanceTimersByTime(10_000);
    expect(told).toEqual([2, 0]);
  });
});
