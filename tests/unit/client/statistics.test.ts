import { describe, expect, it } from 'vitest';
import type { LinkStats, Snapshot, Stat } from '@/lib/client/snapshot.ts';
import { measure } from '@/lib/client/statistics.ts';
import { publicationId } from '@/lib/core/ids.ts';
import { REQUESTS } from '@/lib/wire/requests.ts';

type Counted = Readonly<Record<string, Stat>>;
const slot = (mid: string, publication: string | null) => ({
  mid,
  publication: publication === null ? null : publicationId(publication),
});
const link = (
  direction: LinkStats['direction'],
  slots: LinkStats['slots'],
  stats: Counted,
  id: string = direction,
): LinkStats => ({ link: id, direction, slots, stats: new Map(Object.entries(stats)) });
const at = (time: number, ...links: LinkStats[]): Snapshot => ({ at: time, links });

const voice = (part: Partial<Stat> = {}): Stat => ({ type: 'inbound-rtp', kind: 'audio', mid: '0', ...part });

describe('a report of two looks', () => {
  const down = (stats: Counted, slots = [slot('0', 'voice')]) => link('down', slots, stats);

  it('counts what came and what did not since the first', () => {
    const before = down({
      a: voice({ packetsReceived: 100, packetsLost: 5, bytesReceived: 10_000, headerBytesReceived: 1_000 }),
    });
    const after = down({
      a: voice({ packetsReceived: 190, packetsLost: 15, bytesReceived: 19_000, headerBytesReceived: 2_000 }),
    });
    const { report, streams } = measure(at(1_000, before), at(3_000, after));
    expect(report.interval).toBe(2_000);
    expect(REQUESTS['media.measured'].parse(report)).toEqual(report);
    expect(report.down).toMatchObject({ packets: 90, lost: 10, bitrate: 40_000 });
    expect(streams).toMatchObject([
      { publication: 'voice', way: 'down', medium: 'audio', lost: 0.1, bitrate: 40_000 },
    ]);
  });

  it('takes a link or a line that is new as begun at nothing, and a counter that fell as begun anew', () => {
    const after = down({ a: voice({ packetsReceived: 40, packetsLost: 3 }) });
    expect(measure(at(0), at(2_000, after)).report.down).toMatchObject({ packets: 40, lost: 3 });
    const before = down({ a: voice({ packetsReceived: 900, packetsLost: 30 }) });
    expect(measure(at(0, before), at(2_000, after)).report.down).toMatchObject({ packets: 0, lost: 0 });
  });

  it('leaves out a slot that carries nobody, whatever its buffers make up', () => {
    const idle = down(
      { a: voice({ packetsReceived: 50, concealedSamples: 48_000, totalSamplesReceived: 96_000 }) },
      [slot('0', null)],
    );
    const { report, streams } = measure(at(0), at(2_000, idle));
    expect(report.down).toMatchObject({ packets: 0, concealed: 0 });
    expect(streams).toEqual([]);
  });

  it('tells of made-up sound, but not of silence in the place of silence', () => {
    const after = down({
      a: voice({ concealedSamples: 9_600, silentConcealedSamples: 4_800, totalSamplesReceived: 96_000 }),
    });
    expect(measure(at(0), at(2_000, after)).report.down.concealed).toBeCloseTo(0.05);
  });

  it('gives each line the same weight in the time spent in buffers', () => {
    const after = down(
      {
        a: voice({ jitterBufferDelay: 960, jitterBufferEmittedCount: 96_000 }),
        b: voice({ kind: 'video', mid: '1', jitterBufferDelay: 3, jitterBufferEmittedCount: 60 }),
      },
      [slot('0', 'voice'), slot('1', 'picture')],
    );
    expect(measure(at(0), at(2_000, after)).report.down.delay).toBe(30);
  });

  it('knows no round trip before there is one, and takes the longest of several links', () => {
    const over = (id: string, seconds?: number) =>
      link(
        'down',
        [],
        {
          t: { type: 'transport', selectedCandidatePairId: 'p' },
          p: { type: 'candidate-pair', ...(seconds !== undefined && { currentRoundTripTime: seconds }) },
        },
        id,
      );
    expect(measure(at(0), at(2_000, over('a'))).report.down.roundTrip).toBeNull();
    expect(measure(at(0), at(2_000, over('a', 0.02), over('b', 0.3))).report.down.roundTrip).toBe(300);
    // Firefox tells of no transport.
    const fox = link('down', [], {
      p: { type: 'candidate-pair', state: 'succeeded', nominated: true, currentRoundTripTime: 0.04 },
      q: { type: 'candidate-pair', state: 'failed', nominated: false, currentRoundTripTime: 1 },
    });
    expect(measure(at(0), at(2_000, fox)).report.down.roundTrip).toBe(40);
  });
});

describe('what one sends', () => {
  const layer = (rid: string, part: Partial<Stat> = {}): Stat => ({
    type: 'outbound-rtp',
    kind: 'video',
    mid: '1',
    rid,
    packetsSent: 100,
    bytesSent: 25_000,
    qualityLimitationReason: 'none',
    ...part,
  });
  const up = (stats: Counted, id = 'up') => link('up', [slot('1', 'camera')], stats, id);
  const room = (bits: number): Counted => ({
    t: { type: 'transport', selectedCandidatePairId: 'p' },
    p: { type: 'candidate-pair', availableOutgoingBitrate: bits, currentRoundTripTime: 0.05 },
  });

  it('is one stream of several layers: the largest picture, all bits, those layers that flow', () => {
    const now = up({
      ...room(1_000_000),
      l: layer('l', { frameWidth: 320, frameHeight: 180 }),
      h: layer('h', { frameWidth: 1280, frameHeight: 720, framesPerSecond: 30, codecId: 'c' }),
      m: layer('m', { packetsSent: 0, bytesSent: 0, active: false, qualityLimitationReason: 'bandwidth' }),
      c: { type: 'codec', mimeType: 'video/VP8' },
      r: { type: 'remote-inbound-rtp', localId: 'h', fractionLost: 0.1 },
      s: { type: 'remote-inbound-rtp', localId: 'l', fractionLost: 0 },
    });
    const { report, streams } = measure(at(0), at(2_000, now));
    expect(report.up).toEqual({
      bitrate: 200_000,
      available: 1_000_000,
      lost: 0.05,
      roundTrip: 50,
      // The layer that rests is held back by nothing.
      limited: 'none',
    });
    expect(streams).toMatchObject([
      {
        publication: 'camera',
        way: 'up',
        codec: 'VP8',
        size: { width: 1280, height: 720 },
        framesPerSecond: 30,
        bitrate: 200_000,
        lost: 0.05,
        layers: ['h', 'l'],
      },
    ]);
  });

  it('names the connection before the device in what holds a picture back', () => {
    const now = up({
      h: layer('h', { qualityLimitationReason: 'cpu' }),
      l: layer('l', { qualityLimitationReason: 'bandwidth' }),
    });
    expect(measure(at(0), at(2_000, now)).report.up.limited).toBe('bandwidth');
  });

  it('believes nothing about a link that carries nothing', () => {
    const idle = up({ ...room(300_000), h: layer('h', { packetsSent: 0, bytesSent: 0 }) });
    expect(measure(at(0), at(2_000, idle)).report.up).toMatchObject({
      available: null,
      roundTrip: null,
      bitrate: 0,
    });
  });

  it('is one stream also where it goes over a link for each of the others', () => {
    const links = ['a', 'b'].map((id) => up({ ...room(400_000), h: layer('', { frameHeight: 180 }) }, id));
    const { report, streams } = measure(at(0), at(2_000, ...links));
    expect(report.up).toMatchObject({ available: 800_000, bitrate: 200_000 });
    expect(streams).toHaveLength(1);
    expect(streams[0]).toMatchObject({ bitrate: 200_000 });
  });
});
