import SimplePeer from 'simple-peer/simplepeer.min.js';
import type { Kind } from '@/lib/core/gate/rights.ts';
import { mediumOf } from '@/lib/core/gate/rights.ts';
import type { Codec } from '@/lib/core/room/settings.ts';
import type { IceServer, Restart, Signal } from '@/lib/wire/events.ts';
import { type Encoding, withHeldBitrates } from './encodings.ts';
import type { Stats } from './snapshot.ts';

/** One transport line of a link, by its mid. */
export interface Line {
  readonly mid: string;
  readonly sender: RTCRtpSender;
  readonly receiver: RTCRtpReceiver;
}

/**
 * The only file that knows simple-peer. One peer carries media one way: `up` offers send-only lines, `down`
 * answers and receives.
 */
export interface Peer {
  signal(signal: Signal | Restart): void;
  /** Whether its way through the network stands, as far as ICE knows. */
  readonly hasWay: boolean;
  /** The lines that both ends have agreed on or offered so far. */
  lines(): Line[];
  /** What it has counted so far. */
  stats(): Promise<Stats>;
  /** Both ends have agreed on the lines. What a sender is told before that, Chromium forgets in part. */
  agreed(): boolean;
  /** Ends it, once; nothing is reported afterwards. */
  destroy(): void;
}

export interface PeerEvents {
  signal(signal: Signal): void;
  /** Lines may have come or changed. */
  negotiated(): void;
  /** Its way through the network was lost, or found again. It stands, and may find another. */
  way(found: boolean): void;
  /** Whether anything gets through now. */
  connected(is: boolean): void;
  /** Its two ends have no codec for pictures in common: none will come through. */
  pictureless(): void;
  /** It broke by itself and is gone. */
  failed(): void;
}

export interface UpLine {
  readonly kind: Kind;
  readonly encoding: Encoding;
}

export function createPeer(
  lines: readonly UpLine[] | null,
  iceServers: readonly IceServer[],
  events: PeerEvents,
): Peer {
  const peer = new SimplePeer({
    initiator: lines !== null,
    trickle: true,
    config: { iceServers: [...iceServers] },
  });
  // simple-peer keeps its connection to itself, but lines are addressed by mid, which it does not offer.
  const connection = (peer as unknown as { _pc: RTCPeerConnection })._pc;
  let over = false;

  // Before anything else: an unheard `error` would be thrown.
  const broke = () => {
    if (over) return;
    over = true;
    events.failed();
  };
  peer.on('error', broke);
  peer.on('close', broke);
  peer.on('signal', (data: { type?: string; sdp?: string; candidate?: unknown }) => {
    const signal = asSignal(data);
    if (!signal || over) return;
    if (refusesPictures(signal)) events.pictureless();
    events.signal(signal);
  });
  connection.addEventListener('signalingstatechange', () => {
    if (!over) events.negotiated();
  });
  // simple-peer ends itself where ICE fails; but a connection can be mended from there. DTLS failing ends it still.
  const heard = connection.oniceconnectionstatechange;
  connection.oniceconnectionstatechange = (event) => {
    const { iceConnectionState: state } = connection;
    if (over) return;
    if (state !== 'failed') heard?.call(connection, event);
    if (state === 'disconnected' || state === 'failed') events.way(false);
    else if (hasWay(connection)) events.way(true);
  };
  connection.onconnectionstatechange = () => {
    if (connection.connectionState === 'failed' && connection.iceConnectionState !== 'failed') peer.destroy();
  };

  connection.addEventListener('connectionstatechange', () => {
    if (!over) events.connected(connection.connectionState === 'connected');
  });

  // In the same turn as the constructor, so that one offer carries them all.
  for (const { kind, encoding } of lines ?? []) {
    const init: RTCRtpTransceiverInit = { direction: 'sendonly' };
    if (encoding.layers.length) init.sendEncodings = [...encoding.layers];
    (peer.addTransceiver as (kind: string, init: RTCRtpTransceiverInit) => void).call(
      peer,
      mediumOf(kind),
      init,
    );
    const transceiver = connection.getTransceivers().at(-1);
    if (transceiver && mediumOf(kind) === 'video') prefer(transceiver, encoding.codec);
  }

  return {
    signal(signal) {
      if (over) return;
      if (signal.type === 'restart') {
        connection.restartIce();
        // Not in its types.
        (peer as unknown as { negotiate(): void }).negotiate();
        return;
      }
      if (refusesPictures(signal)) events.pictureless();
      const told =
        lines && signal.type === 'answer' ? { ...signal, sdp: holding(signal.sdp, lines) } : signal;
      peer.signal(told as SimplePeer.SignalData);
    },
    get hasWay() {
      return hasWay(connection);
    },
    lines: () =>
      connection
        .getTransceivers()
        .flatMap(({ mid, sender, receiver }) => (mid === null ? [] : [{ mid, sender, receiver }])),
    stats: () => connection.getStats(),
    agreed: () => connection.signalingState === 'stable' && connection.remoteDescription !== null,
    destroy() {
      if (over) return;
      over = true;
      peer.destroy();
    },
  };
}

/**
 * Puts a codec first, of H.264 the profile that every browser has (RFC 7742, section 6.2). The far end may know none of
 * it, so the others follow; where this browser has none, all stays as it is.
 */
function prefer(transceiver: RTCRtpTransceiver, codec: Codec): void {
  const known = RTCRtpReceiver.getCapabilities('video')?.codecs ?? [];
  const rank = ({ mimeType, sdpFmtpLine = '' }: RTCRtpCodec) => {
    if (mimeType.toLowerCase() !== `video/${codec}`) return 2;
    return codec === 'h264' && !/profile-level-id=42e0/i.test(sdpFmtpLine) ? 1 : 0;
  };
  // Older browsers have no preferences, and any may refuse one: then they keep to their own.
  try {
    transceiver.setCodecPreferences?.([...known].sort((a, b) => rank(a) - rank(b)));
  } catch {}
}

/** An answer that has no port for any of the lines with pictures (RFC 8829, section 5.3.1). */
function refusesPictures(signal: Signal): boolean {
  const ports = signal.type === 'answer' ? [...signal.sdp.matchAll(/^m=video (\d+)/gm)] : [];
  return ports.length > 0 && ports.every(([, port]) => port === '0');
}

/**
 * Has the browser load what its connections are made of, which takes longer than a connection itself: a description of
 * one that is thrown away. Nothing is captured, and nothing leaves the machine.
 */
export async function warmUp(): Promise<void> {
  const connection = new RTCPeerConnection();
  for (const medium of ['audio', 'video']) connection.addTransceiver(medium, { direction: 'recvonly' });
  await connection.createOffer().catch(() => {});
  connection.close();
}

const hasWay = ({ iceConnectionState: state }: RTCPeerConnection) =>
  state === 'connected' || state === 'completed';

const holding = (sdp: string, lines: readonly UpLine[]) =>
  withHeldBitrates(
    sdp,
    lines.map(({ encoding }) => (encoding.fixed.includes('bitrate') ? encoding.bitrate : 0)),
  );

/** simple-peer also emits messages between two simple-peers (renegotiate, transceiverRequest): not for us. */
function asSignal(data: { type?: string; sdp?: string; candidate?: unknown }): Signal | null {
  if ((data.type === 'offer' || data.type === 'answer') && data.sdp)
    return { type: data.type, sdp: data.sdp };
  if (!data.candidate) return null;
  const { candidate, sdpMid, sdpMLineIndex } = data.candidate as RTCIceCandidateInit;
  return candidate
    ? {
        type: 'candidate',
        candidate: { candidate, sdpMid: sdpMid ?? null, sdpMLineIndex: sdpMLineIndex ?? null },
      }
    : null;
}
