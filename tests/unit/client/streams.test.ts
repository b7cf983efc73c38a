import { describe, expect, it } from 'vitest';
import { bitrateWords, COLUMNS, lineOf, percent } from '@/app/call/connection/streams.ts';
import type { Stream } from '@/lib/client/statistics.ts';
import { publicationId } from '@/lib/core/ids.ts';
import type { View } from '@/lib/core/roster/view.ts';

const camera: Stream = {
  publication: publicationId('a'),
  way: 'down',
  medium: 'video',
  codec: 'VP8',
  size: { width: 640, height: 360 },
  framesPerSecond: 24.6,
  bitrate: 449_600,
  lost: 0.004,
  roundTrip: 31.4,
  freezes: 2,
  layers: [],
};
const view = (publications: object) => ({ publications }) as unknown as View;
const ANA = view({ a: { name: 'Ana', kind: 'camera' } });
const cell = (column: (typeof COLUMNS)[number], ...[stream, sent]: [Stream, Parameters<typeof lineOf>[2]?]) =>
  lineOf(stream, ANA, sent ?? {}).cells[COLUMNS.indexOf(column)];

describe('a line of the table', () => {
  it('has a cell for each column, and says whose it is as far as the viewer may know', () => {
    const line = lineOf(camera, ANA, {});
    expect(line.what).toBe('Ana: camera');
    expect(line.cells).toEqual(['640 × 360, 25/s', '450 kbit/s', '0.4 %', '31 ms', 'whole', '2', 'VP8']);
    expect(line.cells).toHaveLength(COLUMNS.length);
    expect(lineOf(camera, view({ a: { name: null, kind: 'camera' } }), {}).what).toBe('Speaker: camera');
    // Gone by the time that it is drawn.
    expect(lineOf(camera, view({}), {}).what).toBe('Speaker: picture');
    expect(lineOf({ ...camera, way: 'up' }, ANA, {}).what).toBe('Your camera');
  });

  it('says how much of a picture comes, and why it is not more', () => {
    expect(cell('Layer', camera, { a: { level: 1, why: 'tile' } })).toBe('1 (tile)');
    expect(cell('Layer', camera, { a: { level: 'none', why: 'network' } })).toBe('none (network)');
    expect(cell('Layer', { ...camera, way: 'up', layers: ['h', 'l'] })).toBe('h, l');
  });

  it('leaves out what a voice does not have, and what is not known', () => {
    const voice: Stream = { ...camera, medium: 'audio', size: null, lost: null, roundTrip: null };
    expect(lineOf(voice, ANA, { a: { level: 'none', why: 'network' } }).cells).toEqual([
      '–',
      '450 kbit/s',
      '–',
      '–',
      '–',
      '–',
      'VP8',
    ]);
  });

  it('keeps numbers short', () => {
    expect(bitrateWords(2_310_000)).toBe('2.3 Mbit/s');
    expect([percent(0), percent(0.034), percent(0.26)]).toEqual(['0.0 %', '3.4 %', '26 %']);
  });
});
