import type { Payload, Size } from './video.ts';

/** The payload of one packet by RFC 7741, section 4; the frame in it by RFC 6386, section 9.1. */
export function readVp8(payload: DataView): Payload | null {
  const frame = descriptorLength(payload);
  if (frame === null) return null;
  return {
    bytes: payload.byteLength - frame,
    size: beginsFrame(payload.getUint8(0)) ? keyframeSize(payload, frame) : null,
  };
}

/** The payload descriptor's length; null where it reaches to the packet's end or beyond. */
function descriptorLength(view: DataView): number | null {
  const to = view.byteLength;
  let at = 1;
  if (view.getUint8(0) & 0x80) {
    if (at >= to) return null;
    const extensions = view.getUint8(at);
    at += 1;
    if (extensions & 0x80) {
      if (at >= to) return null;
      at += view.getUint8(at) & 0x80 ? 2 : 1;
    }
    if (extensions & 0x40) at += 1;
    if (extensions & 0x30) at += 1;
  }
  return at < to ? at : null;
}

/** S is set and the partition is the first (RFC 7741 section 4.2). */
const beginsFrame = (first: number) => (first & 0x10) !== 0 && (first & 0x07) === 0;

function keyframeSize(view: DataView, at: number): Size | null {
  if (at + 10 > view.byteLength) return null;
  const interframe = (view.getUint8(at) & 0x01) !== 0;
  const started =
    view.getUint8(at + 3) === 0x9d && view.getUint8(at + 4) === 0x01 && view.getUint8(at + 5) === 0x2a;
  if (interframe || !started) return null;
  // The two high bits are how much a player should scale it up.
  return { width: view.getUint16(at + 6, true) & 0x3fff, height: view.getUint16(at + 8, true) & 0x3fff };
}
