import { Seams } from './seams.ts';
import { pictureSize } from './sps.ts';
import type { Payload, Size } from './video.ts';

/** Types of NAL units: ITU-T H.264, table 7-1, and RFC 6184, table 1. */
const SPS = 7;
const STAP_A = 24;
const FU_A = 28;

/**
 * Larger than any picture that is allowed. A sequence parameter set that cannot be read here is not sent by any
 * browser, but one that was modified may hide its size so, and what is hidden from us a decoder may still find.
 */
const HIDDEN: Size = { width: 0xffff, height: 0xffff };

/**
 * The payloads of one stream by RFC 6184: one NAL unit, several of them (STAP-A), or a fragment of one (FU-A); browsers
 * negotiate and understand nothing else. A keyframe's size stands in the sequence parameter set that goes before it.
 */
export function h264Reader(): (payload: DataView, sequence: number) => Payload {
  const seams = new Seams();
  return (payload, sequence) => {
    const hides = typeOf(payload) === FU_A && hidesIn(payload, sequence, seams);
    return { bytes: payload.byteLength, size: hides ? HIDDEN : sizeIn(payload) };
  };
}

function sizeIn(payload: DataView): Size | null {
  if (typeOf(payload) === FU_A) return null;
  const units = typeOf(payload) === STAP_A ? aggregated(payload) : [payload];
  if (units.some((unit) => hasStartCode(unit, 0))) return HIDDEN;
  const sizes = units.flatMap((unit) => (typeOf(unit) === SPS ? [pictureSize(unit) ?? HIDDEN] : []));
  // Of several no decoder is bound to take the one or the other.
  return sizes.length ? sizes.reduce(largest) : null;
}

const typeOf = (unit: DataView) => unit.getUint8(0) & 0x1f;

/**
 * A parameter set is some 15 bytes long: nobody cuts it into fragments for want of room. And no unit is of type 0, whose
 * first byte could be the first of a start code.
 */
function hidesIn(fragment: DataView, sequence: number, seams: Seams): boolean {
  if (fragment.byteLength < 2) return false;
  const header = fragment.getUint8(1);
  const [starts, type] = [(header & 0x80) !== 0, header & 0x1f];
  const piece = new Uint8Array(fragment.buffer, fragment.byteOffset + 2, fragment.byteLength - 2);
  const crosses = seams.crosses(sequence, starts, piece);
  return crosses || type === SPS || type === 0 || hasStartCode(fragment, 2);
}

const largest = (one: Size, other: Size): Size => ({
  width: Math.max(one.width, other.width),
  height: Math.max(one.height, other.height),
});

/** RFC 6184, section 5.7.1: each with its length before it. What is cut off is taken as far as it goes. */
function aggregated(payload: DataView): readonly DataView[] {
  const units: DataView[] = [];
  for (let at = 1; at + 2 < payload.byteLength; ) {
    const from = at + 2;
    const length = payload.getUint16(at);
    const there = Math.min(length, payload.byteLength - from);
    if (there > 0) units.push(new DataView(payload.buffer, payload.byteOffset + from, there));
    at = from + length;
  }
  return units;
}

/** Within a unit there is none (ITU-T H.264, section 7.4.1): behind one, a decoder would see another unit. */
function hasStartCode(unit: DataView, from: number): boolean {
  let zeros = 0;
  for (let at = from; at < unit.byteLength; at += 1) {
    const byte = unit.getUint8(at);
    if (byte === 1 && zeros >= 2) return true;
    zeros = byte === 0 ? zeros + 1 : 0;
  }
  return false;
}
