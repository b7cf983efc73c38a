import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { videoReader } from '@/server/media/janus/video.ts';

const bytes = (hex: string) => hex.split(' ').map((byte) => Number.parseInt(byte, 16));

/** Sequence parameter sets as encoders wrote them: Chromium's OpenH264, and two of x264 in its high profile. */
const REAL: readonly (readonly [width: number, height: number, unit: string])[] = [
  [320, 180, '67 42 c0 15 8c 8d 40 a0 cb cf 37 01 0d 01 07 84 42 35'],
  [640, 360, '67 42 c0 1f 8c 8d 40 50 17 fc b3 70 10 d0 10 78 44 23 50'],
  [1280, 720, '67 42 c0 20 8c 8d 40 28 02 dd 37 01 0d 01 07 84 42 35'],
  [1920, 1080, '67 42 c0 2a 8c 8d 40 3c 01 13 f2 cd c0 43 40 41 e1 10 8d 40'],
  [284, 160, '67 42 c0 0d 8c 8d 40 90 ab 7c dc 04 34 04 1e 11 08 d4'],
  [1280, 720, '67 64 00 1f ac d9 40 50 05 bb 01 10 00 00 03 00 10 00 00 03 03 c0 f1 83 19 60'],
  [1920, 1080, '67 64 00 28 ac d9 40 78 02 27 e5 c0 44 00 00 03 00 04 00 00 03 00 f0 3c 60 c6 58'],
];
const [SMALL = [], LARGE = []] = [REAL[0], REAL[3]].map((one) => bytes(one?.[2] ?? ''));
/** The picture parameter set and the beginning of the keyframe that came with them. */
const PPS = bytes('68 ce 3c 80');
const KEYFRAME = bytes('65 b8 00 04 00 00 05 38 8c 50 00 10 25 8e 03 1c 00 04 03 a4 e4 e4 e4 e4');
const DELTA = bytes('41 e0 20 9f ff');
const HIDDEN = { width: 0xffff, height: 0xffff };

/** A packet by itself, of a stream that has had no other. */
const readVideo = (packet: Uint8Array) => videoReader('h264')(packet);
const rtp = (payload: readonly number[], sequence = 1) =>
  Uint8Array.from([0x80, 102, sequence >> 8, sequence & 0xff, 0, 0, 0, 1, 0, 0, 0, 7, ...payload]);
/** RFC 6184, sections 5.7.1 and 5.8. */
const stapA = (...units: readonly (readonly number[])[]) => [
  0x78,
  ...units.flatMap((unit) => [unit.length >> 8, unit.length & 0xff, ...unit]),
];
const fuA = ([header = 0, ...rest]: readonly number[], cut: number) => [
  [0x60 | 28, 0x80 | (header & 0x1f), ...rest.slice(0, cut)],
  [0x60 | 28, 0x40 | (header & 0x1f), ...rest.slice(cut)],
];
const sizeOf = (payload: readonly number[]) => readVideo(rtp(payload))?.size;

/** Writes bit by bit: what `made` gives, as an encoder would. */
class Writer {
  readonly #bits: number[] = [];
  number(length: number, value: number): this {
    for (let bit = length - 1; bit >= 0; bit -= 1) this.#bits.push(Math.floor(value / 2 ** bit) % 2);
    return this;
  }
  golomb(value: number): this {
    const length = Math.floor(Math.log2(value + 1));
    return this.number(length, 0).number(length + 1, value + 1);
  }
  signed(value: number): this {
    return this.golomb(value > 0 ? 2 * value - 1 : -2 * value);
  }
  /** The unit's header, then all of it with the stop bit, and no start code in it. */
  unit(): readonly number[] {
    const bits = [...this.#bits, 1];
    const raw = Array.from({ length: Math.ceil(bits.length / 8) }, (_, index) =>
      bits.slice(8 * index, 8 * index + 8).reduce((byte, bit, at) => byte | (bit << (7 - at)), 0),
    );
    const unit = [0x67];
    for (const byte of raw) {
      if (byte <= 3 && unit.at(-1) === 0 && unit.at(-2) === 0) unit.push(3);
      unit.push(byte);
    }
    return unit;
  }
}

const made = fc.record({
  profile: fc.constantFrom(66, 77, 100, 122, 244),
  id: fc.nat({ max: 31 }),
  chroma: fc.constantFrom(0, 1, 2, 3),
  lists: fc.option(fc.array(fc.option(fc.array(fc.integer({ min: -128, max: 127 }), { maxLength: 64 })))),
  order: fc.oneof(
    fc.nat({ max: 12 }).map((log) => ({ type: 0 as const, log })),
    fc.array(fc.integer({ min: -70_000, max: 70_000 }), { maxLength: 20 }).map((offsets) => ({
      type: 1 as const,
      offsets,
    })),
    fc.constant({ type: 2 as const }),
  ),
  across: fc.integer({ min: 1, max: 300 }),
  down: fc.integer({ min: 1, max: 200 }),
  interlaced: fc.boolean(),
  crop: fc.option(fc.tuple(...[0, 1, 2, 3].map(() => fc.nat({ max: 3 })))),
});
type Made = typeof made extends fc.Arbitrary<infer Value> ? Value : never;

function written({ profile, id, chroma, lists, order, across, down, interlaced, crop }: Made): Writer {
  const writer = new Writer().number(8, profile).number(16, 0x0028).golomb(id);
  if (profile >= 100) {
    writer.golomb(chroma);
    if (chroma === 3) writer.number(1, 0);
    writer
      .golomb(0)
      .golomb(0)
      .number(1, 0)
      .number(1, lists ? 1 : 0);
    for (let index = 0; lists && index < (chroma === 3 ? 12 : 8); index += 1) {
      const deltas = lists[index] ?? null;
      writer.number(1, deltas ? 1 : 0);
      if (!deltas) continue;
      const size = index < 6 ? 16 : 64;
      let last = 8;
      for (let at = 0; at < size && last !== 0; at += 1) {
        // Ends the list where there are no more of them.
        const delta = deltas[at] ?? (((-last % 256) + 384) % 256) - 128;
        writer.signed(delta);
        last = (last + delta + 256) % 256;
      }
    }
  }
  writer.golomb(4).golomb(order.type);
  if (order.type === 0) writer.golomb(order.log);
  if (order.type === 1) {
    writer.number(1, 0).signed(-3).signed(4).golomb(order.offsets.length);
    for (const offset of order.offsets) writer.signed(offset);
  }
  writer
    .golomb(1)
    .number(1, 0)
    .golomb(across - 1)
    .golomb(down - 1);
  writer.number(1, interlaced ? 0 : 1);
  if (interlaced) writer.number(1, 0);
  writer.number(1, 1).number(1, crop ? 1 : 0);
  for (const side of crop ?? []) writer.golomb(side);
  return writer.number(1, 0);
}

describe('what an H.264 packet says of itself', () => {
  test.each(REAL)('a parameter set of an encoder: %i×%i', (width, height, unit) => {
    const sps = bytes(unit);
    const payload = stapA(sps, PPS, KEYFRAME);
    expect(readVideo(rtp(payload))).toEqual({
      ssrc: 7,
      bytes: payload.length,
      size: { width, height },
    });
    expect(sizeOf(sps)).toEqual({ width, height });
    // Followed by a zero, as some write it.
    expect(sizeOf([...sps, 0])).toEqual({ width, height });
  });

  test('every parameter set that an encoder may write, with what it crops', () => {
    fc.assert(
      fc.property(made, (one) => {
        const { across, down, interlaced, crop, profile, chroma } = one;
        const format = profile >= 100 ? chroma : 1;
        const fields = interlaced ? 2 : 1;
        const unitX = format === 1 || format === 2 ? 2 : 1;
        const unitY = (format === 1 ? 2 : 1) * fields;
        const [left = 0, right = 0, top = 0, bottom = 0] = crop ?? [];
        expect(sizeOf(written(one).unit())).toEqual({
          width: Math.max(1, 16 * across - unitX * (left + right)),
          height: Math.max(1, 16 * down * fields - unitY * (top + bottom)),
        });
      }),
      { numRuns: 2_000 },
    );
  });

  test('what is cropped away beyond what encoders fill up counts as sent', () => {
    const huge = { profile: 66, id: 0, chroma: 1, lists: null, order: { type: 2 }, across: 240, down: 135 };
    const cut = { ...huge, interlaced: false, crop: [0, 1760, 0, 990] } as unknown as Made;
    expect(sizeOf(written(cut).unit())).toEqual({ width: 3840 - 63, height: 2160 - 63 });
  });

  test('what begins no keyframe has no size', () => {
    expect(sizeOf(DELTA)).toBeNull();
    expect(sizeOf(PPS)).toBeNull();
    expect(sizeOf(stapA(PPS, KEYFRAME))).toBeNull();
    for (const fragment of fuA(KEYFRAME, 9)) expect(sizeOf(fragment)).toBeNull();
    expect(sizeOf([0x78])).toBeNull();
    expect(sizeOf([0x7c])).toBeNull();
  });

  test('a size that is hidden is larger than any: cut off, in fragments, behind a start code, with another', () => {
    expect(sizeOf(SMALL.slice(0, 6))).toEqual(HIDDEN);
    expect(sizeOf(stapA(SMALL, PPS).slice(0, 12))).toEqual(HIDDEN);
    for (const fragment of fuA(LARGE, 3)) expect(sizeOf(fragment)).toEqual(HIDDEN);
    expect(sizeOf([0x06, 5, 1, 0, 0, 1, ...LARGE])).toEqual(HIDDEN);
    expect(sizeOf(stapA(SMALL, PPS, [0x06, 5, 1, 0, 0, 0, 1, ...LARGE]))).toEqual(HIDDEN);
    expect(sizeOf([0x7c, 0x85, 0xb8, 0, 0, 1, ...LARGE])).toEqual(HIDDEN);
    expect(sizeOf(stapA(SMALL, LARGE, PPS, KEYFRAME))).toEqual({ width: 1920, height: 1080 });
    expect(sizeOf(stapA(LARGE, SMALL, PPS, KEYFRAME))).toEqual({ width: 1920, height: 1080 });
    // A width of 2^31 macroblocks, and a number without an end.
    const wide = new Writer().number(24, 0x42c015).golomb(0).golomb(0).golomb(2).golomb(1).number(1, 0);
    expect(
      sizeOf(
        wide
          .golomb(2 ** 31 - 1)
          .golomb(10)
          .number(3, 5)
          .unit(),
      ),
    ).toEqual(HIDDEN);
    expect(sizeOf([0x67, 0x42, 0xc0, 0x15, ...Array(600).fill(0)])).toEqual(HIDDEN);
  });

  type Packets = readonly (readonly [sequence: number, payload: readonly number[]])[];
  /** Sizes that packets of one stream tell, in the order in which they come. */
  const sizes = (...packets: Packets) => {
    const read = videoReader('h264');
    return packets.map(([sequence, payload]) => read(rtp(payload, sequence))?.size);
  };
  const START = [0x7c, 0x85];
  const MORE = [0x7c, 0x05];
  const END = [0x7c, 0x45];

  test('a start code across two fragments or more hides a size, in whatever order they come', () => {
    const across = (...pieces: readonly (readonly number[])[]) =>
      pieces.map(
        (piece, at) =>
          [
            (0xffff + at) & 0xffff,
            [...(at === 0 ? START : at === pieces.length - 1 ? END : MORE), ...piece],
          ] as const,
      );
    for (const pieces of [
      across([0xb8, 0, 0], [1, ...LARGE]),
      across([0xb8, 0], [0, 1, ...LARGE]),
      across([0xb8, 0], [0], [0], [1, ...LARGE]),
      across([0xb8], [0, 0], [], [1, ...LARGE]),
    ]) {
      expect(sizes(...pieces).at(-1)).toEqual(HIDDEN);
      expect(sizes(...pieces.toReversed())).toContainEqual(HIDDEN);
      const [first, ...others] = pieces;
      if (first) expect(sizes(...others, first).at(-1)).toEqual(HIDDEN);
    }
    // A unit without a type, whose header would be the first of the zeros.
    expect(sizes([1, [0x1c, 0x80, 0, 1, ...LARGE]])).toEqual([HIDDEN]);
    expect(sizes([1, [0, 0, 1, ...LARGE]])).toEqual([HIDDEN]);
  });

  test('zeros and ones at the seams of honest fragments hide nothing', () => {
    const none = (...packets: Packets) => expect(sizes(...packets)).toEqual(packets.map(() => null));
    none([1, [...START, 0xb8, 0, 0]], [2, [...MORE, 3, 1, 0]], [3, [...END, 1, 4]]);
    // The next unit begins, or something between was lost.
    none([1, [...END, 0xb8, 0, 0]], [2, [...START, 1, 5]]);
    none([1, [...START, 0xb8, 0, 0]], [3, [...END, 1, 5]]);
    none([1, [...START, 0xb8]], [2, [...END, 0, 2]]);
  });

  test('what is no RTP with video in it is nothing', () => {
    expect(readVideo(new Uint8Array())).toBeNull();
    expect(readVideo(rtp([]))).toBeNull();
    expect(readVideo(rtp(SMALL).slice(0, 12))).toBeNull();
    expect(readVideo(rtp(SMALL).with(0, 0x40))).toBeNull();
  });

  test('any bytes at all are read without an error, and never past their end', () => {
    const octets = fc.array(fc.nat({ max: 255 }), { maxLength: 60 });
    const whole = made.map((one) => written(one).unit());
    const payload = fc.oneof(
      octets,
      octets.map((rest) => [0x67, ...rest]),
      octets.map((rest) => [0x78, ...rest]),
      octets.map((rest) => [0x7c, ...rest]),
      fc.tuple(whole, octets).map(([unit, rest]) => stapA(unit, [...rest, 0])),
      fc.tuple(whole, fc.nat({ max: 60 })).map(([unit, to]) => unit.slice(0, to)),
    );
    fc.assert(
      fc.property(payload, fc.nat(), fc.nat({ max: 255 }), (octets, at, value) => {
        const plain = rtp(octets);
        for (const one of [plain, octets.length ? plain.with(12 + (at % octets.length), value) : plain]) {
          // In the middle of something larger, as Node's buffers are.
          const larger = new Uint8Array(one.length + 20).fill(0xff);
          larger.set(one, 10);
          const read = readVideo(one);
          expect(readVideo(larger.subarray(10, 10 + one.length))).toEqual(read);
          expect(read === null).toBe(octets.length === 0);
          if (!read?.size) continue;
          for (const side of [read.size.width, read.size.height]) {
            expect(Number.isInteger(side)).toBe(true);
            expect(side).toBeGreaterThan(0);
            expect(side).toBeLessThanOrEqual(0xffff);
          }
        }
      }),
      { numRuns: 5_000 },
    );
  });
});
