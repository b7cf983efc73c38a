import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Seeking } from '@/server/media/janus/seeking.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a layer that was asked for', () => {
  const asking = () => {
    const asked: string[] = [];
    return { asked, seeking: new Seeking((mid) => asked.push(mid)) };
  };

  test('is asked for again until it comes', () => {
    const { asked, seeking } = asking();
    seeking.seek('0', 2);
    seeking.seek('1', 0);
    seeking.found('0', 1);
    seeking.found('1', 0);
    vi.advanceTimersByTime(500);
    expect(asked).toEqual(['0']);
    seeking.found('0', 2);
    vi.advanceTimersByTime(60_000);
    expect(asked).toEqual(['0']);
  });

  test('is given up where it is not there, and where something else or nothing is asked for', () => {
    const { asked, seeking } = asking();
    seeking.seek('0', 2);
    vi.advanceTimersByTime(60_000);
    expect(asked).toEqual(['0', '0']);
    seeking.seek('0', 2);
    seeking.seek('0', null);
    seeking.seek('1', 2);
    seeking.seek('1', 'any');
    seeking.found('1', 0);
    seeking.seek('2', 1);
    seeking.stop();
    vi.advanceTimersByTime(60_000);
    expect(asked).toEqual(['0', '0']);
  });
});
