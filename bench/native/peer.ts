import native, { type Track } from 'node-datachannel';
import type { Medium } from '@/lib/core/gate/rights.ts';

/** The far end of a link without a browser: libdatachannel, so that fifty of them fit on two cores. */

export interface PeerEvents {
  description(type: 'offer' | 'answer', sdp: string): void;
  candidate(candidate: string, mid: string): void;
}

/** A packet of sound that came: on which line, and when by this process's clock, milliseconds. */
export type Heard = (mid: string, at: number) => void;

export interface Peer {
  readonly connected: Promise<void>;
  take(type: 'offer' | 'answer', sdp: string): void;
  candidate(candidate: string, mid: string): void;
  close(): void;
}

/** A frame of Opus every 20 ms; pictures in packets of this many bytes, so many a second. */
export const FRAME_MS = 20;
const OPUS_BYTES = 80;
const VP8_BYTES = 1_100;
const PAYLOAD = { audio: 111, video: 96 } as const;
const CLOCK = { audio: 48_000, video: 90_000 } as const;

let peers = 0;

function connection(events: PeerEvents) {
  peers += 1;
  const pc = new native.PeerConnection(`peer-${peers}`, {
    iceServers: [],
    disableFingerprintVerification: false,
  });
  const connected = new Promise<void>((done, fail) => {
    pc.onStateChange((state) => {
      if (state === 'connected') done();
      if (state === 'failed') fail(new Error('A native peer could not connect.'));
    });
  });
  // Awaited by whoever needs it.
  connected.catch(() => {});
  pc.onLocalDescription((sdp, type) => {
    if (type === 'offer' || type === 'answer') events.description(type, sdp);
  });
  pc.onLocalCandidate((candidate, mid) => events.candidate(candidate, mid));
  const peer: Peer = {
    connected,
    take: (type, sdp) => pc.setRemoteDescription(sdp, type),
    candidate: (candidate, mid) => pc.addRemoteCandidate(candidate, mid),
    close: () => pc.close(),
  };
  return { pc, peer };
}

export interface Sender extends Peer {
  readonly mids: readonly string[];
  /** Sends one packet on a line; false while it is not open. */
  send(line: number, marker?: boolean): boolean;
}

/** Offers one send-only line for each medium. */
export function sender(media: readonly Medium[], events: PeerEvents): Sender {
  const { pc, peer } = connection(events);
  const lines = media.map((medium, index) => {
    const line =
      medium === 'audio'
        ? new native.Audio(String(index), 'SendOnly')
        : new native.Video(String(index), 'SendOnly');
    if (line instanceof native.Audio) line.addOpusCodec(PAYLOAD.audio);
    else line.addVP8Codec(PAYLOAD.video);
    const ssrc = 1_000 * peers + index + 1;
    line.addSSRC(ssrc, 'bench', `stream-${peers}`, `track-${peers}-${index}`);
    const track = pc.addTrack(line);
    const bytes = Buffer.alloc(12 + (medium === 'audio' ? OPUS_BYTES : VP8_BYTES), 0x55);
    bytes[0] = 0x80;
    bytes.writeUInt32BE(ssrc, 8);
    return { medium, track, bytes, sequence: 1 };
  });
  pc.setLocalDescription();
  return {
    ...peer,
    mids: media.map((_, index) => String(index)),
    send(index, marker = true) {
      const line = lines[index];
      if (!line?.track.isOpen()) return false;
      const { medium, bytes } = line;
      bytes[1] = PAYLOAD[medium] | (marker ? 0x80 : 0);
      bytes.writeUInt16BE(line.sequence++ & 0xffff, 2);
      bytes.writeUInt32BE(Math.round((performance.now() / 1000) * CLOCK[medium]) >>> 0, 4);
      // The beginning of a VP8 key frame (RFC 7741, section 4.2): the server looks no further.
      if (medium === 'video')
        bytes.set([0x10, 0x00, 0x00, 0x00, 0x9d, 0x01, 0x2a, 0x40, 0x01, 0xb4, 0x00], 12);
      return line.track.sendMessageBinary(bytes);
    },
  };
}

/** Answers whatever is offered, receiving only. */
export function receiver(heard: Heard, events: PeerEvents): Peer {
  const { pc, peer } = connection(events);
  // A track that nobody holds is collected, and falls silent.
  const tracks = new Set<Track>();
  pc.onTrack((track) => {
    tracks.add(track);
    const mid = track.mid();
    track.onMessage((packet) => {
      // RTP and RTCP share a port (RFC 5761, section 4).
      const type = (packet[1] ?? 0) & 0x7f;
      if (type < 64 || type > 95) heard(mid, performance.now());
    });
  });
  return peer;
}

export const cleanUp = (): void => native.cleanup();
