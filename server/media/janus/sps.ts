import type { Size } from './video.ts';

/** Profiles whose parameter sets say more of colours and scaling (ITU-T H.264, section 7.3.2.1.1). */
const HIGH = new Set([44, 83, 86, 100, 110, 118, 122, 128, 134, 135, 138, 139, 244]);
/**
 * Pixels a side that may be cropped away. Encoders fill up to whole macroblocks of 16, some to four of them; what is cut
 * off beyond that every viewer decodes all the same, so it counts.
 */
const MOST_CROPPED = 63;
/** More macroblocks a side than any level has: section A.3.1. */
const MOST_MACROBLOCKS = 4095;

/**
 * How large the pictures are that follow a sequence parameter set: ITU-T H.264, sections 7.3.2.1.1 and 7.4.2.1.1.
 * Null where that cannot be read out of it. Never throws.
 *
 * @param unit the whole NAL unit, its header first
 */
export function pictureSize(unit: DataView): Size | null {
  const bits = new Bits(withoutEscapes(unit));
  const profile = bits.number(8);
  bits.number(16);
  bits.golomb();
  const chroma = HIGH.has(profile) ? chromaOfHigh(bits) : 1;
  bits.golomb();
  skipOrder(bits);
  bits.golomb();
  bits.number(1);
  const across = bits.golomb() + 1;
  const mapUnits = bits.golomb() + 1;
  const framesOnly = bits.number(1);
  if (!framesOnly) bits.number(1);
  bits.number(1);
  const down = mapUnits * (2 - framesOnly);
  const [left, right, top, bottom] = bits.number(1)
    ? [bits.golomb(), bits.golomb(), bits.golomb(), bits.golomb()]
    : [0, 0, 0, 0];
  if (bits.over || across > MOST_MACROBLOCKS || down > MOST_MACROBLOCKS) return null;
  const unitX = chroma === 1 || chroma === 2 ? 2 : 1;
  const unitY = (chroma === 1 ? 2 : 1) * (2 - framesOnly);
  const cropped = (units: number, unit: number) => Math.min(units * unit, MOST_CROPPED);
  return {
    width: Math.max(1, 16 * across - cropped(left + right, unitX)),
    height: Math.max(1, 16 * down - cropped(top + bottom, unitY)),
  };
}

/** The fields that only the higher profiles have; gives the format of the chroma samples, as cropping counts in them. */
function chromaOfHigh(bits: Bits): number {
  const format = bits.golomb();
  const apart = format === 3 ? bits.number(1) : 0;
  bits.golomb();
  bits.golomb();
  bits.number(1);
  if (bits.number(1)) {
    const lists = format === 3 ? 12 : 8;
    for (let list = 0; list < lists; list += 1) if (bits.number(1)) skipScaling(bits, list < 6 ? 16 : 64);
  }
  return apart ? 0 : format;
}

/** Section 7.3.2.1.1.1. */
function skipScaling(bits: Bits, size: number): void {
  let last = 8;
  for (let at = 0; at < size && !bits.over; at += 1) {
    const next = (last + bits.signed() + 256) % 256;
    // The rest of the list is as the last.
    if (next === 0) return;
    last = next;
  }
}

/** How the order of pictures is told. */
function skipOrder(bits: Bits): void {
  const type = bits.golomb();
  if (type === 0) bits.golomb();
  if (type !== 1) return;
  bits.number(1);
  bits.golomb();
  bits.golomb();
  const frames = bits.golomb();
  for (let frame = 0; frame < frames && !bits.over; frame += 1) bits.golomb();
}

/** What is in a NAL unit, without its header and the bytes that keep start codes out of it (section 7.3.1). */
function withoutEscapes(unit: DataView): readonly number[] {
  const bytes: number[] = [];
  let zeros = 0;
  for (let at = 1; at < unit.byteLength; at += 1) {
    const byte = unit.getUint8(at);
    if (!(byte === 3 && zeros >= 2)) bytes.push(byte);
    zeros = byte === 0 ? zeros + 1 : 0;
  }
  return bytes;
}

/** Reads bit by bit. Beyond the end, and where nothing sensible stands, everything is 0 and `over` is true. */
class Bits {
  #at = 0;
  #over = false;

  constructor(private readonly bytes: readonly number[]) {}

  get over(): boolean {
    return this.#over;
  }

  /** An unsigned number of so many bits, at most 31. */
  number(length: number): number {
    let value = 0;
    for (let bit = 0; bit < length; bit += 1) {
      const byte = this.bytes[this.#at >> 3];
      if (byte === undefined) this.#over = true;
      value = value * 2 + (((byte ?? 0) >> (7 - (this.#at & 7))) & 1);
      this.#at += 1;
    }
    return this.#over ? 0 : value;
  }

  /** Exponential-Golomb (section 9.1). */
  golomb(): number {
    let zeros = 0;
    while (!this.#over && this.number(1) === 0) zeros += 1;
    if (zeros > 31) this.#over = true;
    return this.#over ? 0 : 2 ** zeros - 1 + this.number(zeros);
  }

  /** The same with a sign (section 9.1.1). */
  signed(): number {
    const value = this.golomb();
    return value % 2 ? (value + 1) / 2 : -value / 2;
  }
}
