import { describe, expect, it } from 'vitest';
import { judge } from '@/lib/client/connection.ts';
import type { Report } from '@/lib/core/quality/report.ts';
import type { Sent } from '@/lib/core/quality/viewing.ts';

const report = (down: Partial<Report['down']> = {}, up: Partial<Report['up']> = {}): Report => ({
  interval: 2000,
  down: {
    bitrate: 900_000,
    packets: 300,
    lost: 0,
    delay: 40,
    roundTrip: 30,
    freezes: 0,
    framesDropped: 0,
    concealed: 0,
    ...down,
  },
  up: { bitrate: 500_000, available: 2_000_000, lost: 0, roundTrip: 30, limited: 'none', ...up },
});
const GOOD = report();
const good = { quality: 'good', trouble: null };
const always = (one: Report) => judge([one, one, one], {});

describe('one’s own connection', () => {
  it('is good until something is known against it', () => {
    expect(judge([], {})).toEqual(good);
    expect(always(GOOD)).toEqual(good);
    expect(always(report({ roundTrip: null }, { roundTrip: null, available: null }))).toEqual(good);
  });

  it.each([
    [report({ lost: 12 }), 'fair', 'lost'],
    [report({ lost: 60 }), 'poor', 'lost'],
    [report({ concealed: 0.06 }), 'fair', 'lost'],
    [report({ roundTrip: 400 }), 'fair', 'late'],
    [report({}, { roundTrip: 900 }), 'poor', 'late'],
    [report({}, { lost: 0.2 }), 'poor', 'sending'],
    [report({}, { limited: 'bandwidth', available: 200_000 }), 'fair', 'sending'],
    [report({}, { limited: 'bandwidth', available: 90_000 }), 'poor', 'sending'],
    [report({}, { limited: 'cpu' }), 'fair', 'busy'],
  ] as const)('%#: is judged by what lasts', (one, quality, trouble) => {
    expect(always(one)).toEqual({ quality, trouble });
    expect(judge([GOOD, one, one], {})).toEqual({ quality, trouble });
    expect(judge([one, GOOD, one], {})).toEqual({ quality, trouble });
    // One bad moment is not a bad connection, at the beginning of a call neither.
    expect(judge([GOOD, GOOD, one], {})).toEqual(good);
    expect(judge([one], {})).toEqual(good);
    // And what was three reports ago is over.
    expect(judge([one, one, one, GOOD, GOOD], {})).toEqual(good);
  });

  it('is not judged by the loss of next to nothing', () => {
    expect(always(report({ packets: 4, lost: 4 }))).toEqual(good);
  });

  it('is not judged by a picture that is a little smaller than it might be', () => {
    expect(always(report({}, { limited: 'bandwidth', available: 400_000 }))).toEqual(good);
  });

  it('names what disturbs most', () => {
    expect(always(report({ lost: 12, roundTrip: 900 }))).toEqual({ quality: 'poor', trouble: 'late' });
  });

  it('is what the server says of pictures that the network holds back, and not of what one chose', () => {
    const held = (level: Sent['level'], why: Sent['why']) => judge([GOOD, GOOD], { a: { level, why } });
    expect(held(0, 'network')).toEqual({ quality: 'fair', trouble: 'narrow' });
    expect(held('none', 'network')).toEqual({ quality: 'poor', trouble: 'narrow' });
    for (const why of ['tile', 'choice', 'whole'] as const) expect(held('none', why)).toEqual(good);
  });
});
