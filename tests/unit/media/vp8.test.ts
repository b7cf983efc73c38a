import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { videoReader } from '@/server/media/janus/video.ts';

const readVideo = videoReader('vp8');

interface Made {
  readonly ssrc?: number;
  readonly csrcs?: number;
  /** 32-bit words of a header extension; null for none. */
  readonly extension?: number | null;
  readonly padding?: number;
  /** RFC 7741, section 4.2: the optional octets of the payload descriptor. */
  readonly descriptor?: readonly number[];
  readonly frame: readonly number[];
}

/** RFC 6386, section 9.1: a keyframe of 1280×720, scaled up by nobody, and what follows it. */
const keyframe = (width: number, height: number, scale = 0) => [
  ...[0x10, 0x02, 0x00, 0x9d, 0x01, 0x2a],
  ...[width & 0xff, (width >> 8) | (scale << 6), height & 0xff, (height >> 8) | (scale << 6)],
  ...[1, 2, 3, 4],
];

/** One RTP packet of RFC 3550, section 5.1. */
function packet({ ssrc = 7, csrcs = 0, extension = null, padding = 0, descriptor = [0x10], frame }: Made) {
  const first = 0x80 | (padding ? 0x20 : 0) | (extension === null ? 0 : 0x10) | csrcs;
  const head = [first, 96, 0, 1, 0, 0, 0, 1];
  const source = [ssrc >>> 24, (ssrc >>> 16) & 0xff, (ssrc >>> 8) & 0xff, ssrc & 0xff];
  const extended =
    extension === null ? [] : [0xbe, 0xde, extension >> 8, extension & 0xff, ...Array(4 * extension).fill(0)];
  const padded = padding ? [...Array(padding - 1).fill(0), padding] : [];
  return Uint8Array.from([
    ...head,
    ...source,
    ...Array(4 * csrcs).fill(9),
    ...extended,
    ...descriptor,
    ...frame,
    ...padded,
  ]);
}

describe('what a VP8 packet says of itself', () => {
  const shape = fc.record({
    ssrc: fc.nat({ max: 0xffffffff }),
    csrcs: fc.nat({ max: 15 }),
    extension: fc.option(fc.nat({ max: 8 })),
    padding: fc.nat({ max: 40 }),
    descriptor: fc.constantFrom(
      [0x10],
      [0x90, 0x80, 0x11],
      [0x90, 0x80, 0x91, 0x22],
      [0x90, 0xe0, 0x91, 0x22, 5, 0x20],
      [0x90, 0x10, 0x33],
      [0x90, 0x40, 5],
      [0x90, 0xf0, 0x11, 5, 0x20],
    ),
  });

  test('a keyframe says how large it is, whatever stands before it', () => {
    const side = fc.nat({ max: 0x3fff });
    fc.assert(
      fc.property(shape, side, side, fc.nat({ max: 3 }), (made, width, height, scale) => {
        const frame = keyframe(width, height, scale);
        expect(readVideo(packet({ ...made, frame }))).toEqual({
          ssrc: made.ssrc,
          bytes: frame.length,
          size: { width, height },
        });
      }),
    );
  });

  test('what begins no keyframe has no size', () => {
    const frame = keyframe(640, 480);
    const interframe = [0x11, ...frame.slice(1)];
    const size = (made: Made) => readVideo(packet(made))?.size;
    expect(size({ frame })).toEqual({ width: 640, height: 480 });
    expect(size({ frame: interframe })).toBeNull();
    // Not the start of a partition; the start of another than the first; no start code; cut off.
    expect(size({ frame, descriptor: [0x00] })).toBeNull();
    expect(size({ frame, descriptor: [0x11] })).toBeNull();
    expect(size({ frame: frame.with(3, 0x9e) })).toBeNull();
    expect(size({ frame: frame.slice(0, 9) })).toBeNull();
  });

  test('what is no RTP with video in it is nothing', () => {
    const whole = packet({ frame: [1] });
    expect(readVideo(new Uint8Array())).toBeNull();
    expect(readVideo(whole.slice(0, 11))).toBeNull();
    expect(readVideo(whole.with(0, 0x40))).toBeNull();
    expect(readVideo(packet({ frame: [] }))).toBeNull();
    expect(readVideo(packet({ frame: [], padding: 30 }))).toBeNull();
    expect(readVideo(packet({ descriptor: [], frame: [0x80] }))).toBeNull();
    expect(readVideo(packet({ descriptor: [], frame: [0x80, 0x80] }))).toBeNull();
    // Padding and an extension that claim more than there is.
    expect(readVideo(packet({ frame: [1], padding: 1 }).with(14, 200))).toBeNull();
    expect(readVideo(packet({ frame: [1], extension: 1 }).with(15, 200))).toBeNull();
  });

  test('any bytes at all are read without an error, and never past their end', () => {
    const some = fc.uint8Array({ maxLength: 64 });
    const cut = fc
      .tuple(shape, fc.nat({ max: 80 }))
      .map(([made, to]) => packet({ ...made, frame: keyframe(320, 180) }).slice(0, to));
    fc.assert(
      fc.property(fc.oneof(some, cut), fc.nat({ max: 255 }), (bytes, first) => {
        for (const one of [bytes, bytes.length ? bytes.with(0, first) : bytes]) {
          // In the middle of something larger, as Node's buffers are.
          const larger = new Uint8Array(one.length + 20).fill(0xff);
          larger.set(one, 10);
          const read = readVideo(one);
          expect(readVideo(larger.subarray(10, 10 + one.length))).toEqual(read);
          if (!read) continue;
          expect(read.bytes).toBeGreaterThan(0);
          expect(read.bytes).toBeLessThanOrEqual(one.length - 13);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
