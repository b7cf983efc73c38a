import { describe, expect, it } from 'vitest';
import { joined, newest, type Trail } from '@/app/call/trail/pages.ts';

const page = (ids: number[], more: boolean): Trail => ({
  more,
  entries: ids.map((id) => ({
    id,
    at: id,
    actor: 'Tess',
    cause: 'asked',
    on: 'hand',
    name: 'Ana',
    right: null,
    before: null,
    after: null,
  })),
});
const ids = (trail: Trail) => [trail.entries.map(({ id }) => id), trail.more];

describe('the history in a call', () => {
  it('R19: grows at its new end, and keeps what was read before', () => {
    expect(ids(newest(null, page([3, 2], true)))).toEqual([[3, 2], true]);
    const read = joined(page([5, 4], true), page([3, 2, 1], false));
    expect(ids(read)).toEqual([[5, 4, 3, 2, 1], false]);
    expect(ids(newest(read, page([6, 5], true)))).toEqual([[6, 5, 4, 3, 2, 1], false]);
    expect(ids(newest(read, page([5, 4], true)))).toEqual([[5, 4, 3, 2, 1], false]);
  });

  it('R19: has no gap where more came than fits a page', () => {
    expect(ids(newest(page([2, 1], false), page([9, 8], true)))).toEqual([[9, 8], true]);
    expect(ids(newest(page([2, 1], false), page([2, 1], false)))).toEqual([[2, 1], false]);
  });
});
