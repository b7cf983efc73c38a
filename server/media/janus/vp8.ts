/*
 * What one RTP packet of VP8 says of itself: how much video it carries, and the size of the picture where a keyframe
 * begins in it. RTP by RFC 3550 section 5.1, its payload by RFC 7741 section 4, the frame by RFC 6386 section 9.1.
 */

/** Width and height of a picture, pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface VideoPacket {
  readonly ssrc: number;
  /** Bytes of VP8, without headers and padding. */
  readonly bytes: number;
  /** Of the keyframe that begins here; null for everything else. */
  readonly size: Size | null;
}

/** Null for what is no RTP packet with any VP8 in it. Never throws, whatever it is given. */
export function readVideo(packet: Uint8Array): VideoPacket | null {
  const view = new DataView(packet.buffer, packet.byteOffset, packet.byteLength);
  const payload = rtpPayload(view);
  if (!payload) return null;
  const descriptor = descriptorLength(view, payload.from, payload.to);
  if (descriptor === null) return null;
  const frame = payload.from + descriptor;
  return {
    ssrc: view.getUint32(8),
    bytes: payload.to - frame,
    size: beginsFrame(view.getUint8(payload.from)) ? keyframeSize(view, frame, payload.to) : null,
  };
}

function rtpPayload(view: DataView): { readonly from: number; readonly to: number } | null {
  const length = view.byteLength;
  if (length < 12) return null;
  const first = view.getUint8(0);
  if (first >> 6 !== 2) return null;
  let from = 12 + 4 * (first & 0x0f);
  if (first & 0x10) {
    if (from + 4 > length) return null;
    from += 4 + 4 * view.getUint16(from + 2);
  }
  const padding = first & 0x20 ? view.getUint8(length - 1) : 0;
  const to = length - padding;
  return from < to ? { from, to } : null;
}

/** The payload descriptor's length; null where it reaches to the packet's end or beyond. */
function descriptorLength(view: DataView, from: number, to: number): number | null {
  const first = view.getUint8(from);
  let at = from + 1;
  if (first & 0x80) {
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
  return at < to ? at - from : null;
}

/** S is set and the partition is the first (RFC 7741 section 4.2). */
const beginsFrame = (first: number) => (first & 0x10) !== 0 && (first & 0x07) === 0;

function keyframeSize(view: DataView, at: number, to: number): Size | null {
  if (at + 10 > to) return null;
  const interframe = (view.getUint8(at) & 0x01) !== 0;
  const started =
    view.getUint8(at + 3) === 0x9d && view.getUint8(at + 4) === 0x01 && view.getUint8(at + 5) === 0x2a;
  if (interframe || !started) return null;
  // The two high bits are how much a player should scale it up.
  return { width: view.getUint16(at + 6, true) & 0x3fff, height: view.getUint16(at + 8, true) & 0x3fff };
}
