import type { Codec } from '@/lib/core/room/settings.ts';
import { h264Reader } from './h264.ts';
import { readVp8 } from './vp8.ts';

/** Width and height of a picture, pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** What the payload of one packet says of itself. */
export interface Payload {
  /** Bytes of video, without headers and padding. */
  readonly bytes: number;
  /** Of the keyframe that begins here; null for everything else. */
  readonly size: Size | null;
}

export interface VideoPacket extends Payload {
  readonly ssrc: number;
}

/** A payload that is not empty, and its packet's sequence number; null for what cannot be one. Never throws. */
export type PayloadReader = (payload: DataView, sequence: number) => Payload | null;

const READERS: Readonly<Record<Codec, () => PayloadReader>> = { vp8: () => readVp8, h264: h264Reader };

/** What one RTP packet says of itself; null for what is no RTP packet with any of this codec in it. Never throws. */
export type VideoReader = (packet: Uint8Array) => VideoPacket | null;

/**
 * Reads one stream's RTP packets (RFC 3550, section 5.1): how much video each carries, and how large the picture is
 * where a keyframe begins in it.
 */
export function videoReader(codec: Codec): VideoReader {
  const readPayload = READERS[codec]();
  return (packet) => {
    const ssrc = ssrcOf(packet);
    const payload = ssrc === null ? null : payloadOf(packet);
    const read = payload && readPayload(payload, sequenceOf(packet));
    return ssrc === null || !read ? null : { ssrc, ...read };
  };
}

/** Of a packet that has a whole header. */
const sequenceOf = (packet: Uint8Array): number => 256 * (packet[2] ?? 0) + (packet[3] ?? 0);

/** Whose packet it is; null for what is too short to be one. */
export function ssrcOf(packet: Uint8Array): number | null {
  const view = new DataView(packet.buffer, packet.byteOffset, packet.byteLength);
  return view.byteLength < 12 ? null : view.getUint32(8);
}

function payloadOf(packet: Uint8Array): DataView | null {
  const view = new DataView(packet.buffer, packet.byteOffset, packet.byteLength);
  const length = view.byteLength;
  const first = view.getUint8(0);
  if (first >> 6 !== 2) return null;
  let from = 12 + 4 * (first & 0x0f);
  if (first & 0x10) {
    if (from + 4 > length) return null;
    from += 4 + 4 * view.getUint16(from + 2);
  }
  const padding = first & 0x20 ? view.getUint8(length - 1) : 0;
  const to = length - padding;
  return from < to ? new DataView(packet.buffer, packet.byteOffset + from, to - from) : null;
}
