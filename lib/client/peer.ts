import SimplePeer from 'simple-peer/simplepeer.min.js';
import type { Kind } from '@/lib/core/gate/rights.ts';
import { mediumOf } from '@/lib/core/gate/rights.ts';
import type { IceServer, Signal } from '@/lib/wire/events.ts';

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
  signal(signal: Signal): void;
  /** The lines that both ends have agreed on or offered so far. */
  lines(): Line[];
  /** Ends it, once; nothing is reported afterwards. */
  destroy(): void;
}

export interface PeerEvents {
  signal(signal: Signal): void;
  /** Lines may have come or changed. */
  negotiated(): void;
  /** It broke by itself and is gone. */
  failed(): void;
}

export interface UpLine {
  readonly kind: Kind;
  readonly encodings: RTCRtpEncodingParameters[];
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
    if (signal && !over) events.signal(signal);
  });
  connection.addEventListener('signalingstatechange', () => {
    if (!over) events.negotiated();
  });

  // In the same turn as the constructor, so that one offer carries them all.
  for (const { kind, encodings } of lines ?? []) {
    const init: RTCRtpTransceiverInit = { direction: 'sendonly' };
    if (encodings.length) init.sendEncodings = encodings;
    (peer.addTransceiver as (kind: string, init: RTCRtpTransceiverInit) => void).call(
      peer,
      mediumOf(kind),
      init,
    );
  }

  return {
    signal(signal) {
      if (!over) peer.signal(signal as SimplePeer.SignalData);
    },
    lines: () =>
      connection
        .getTransceivers()
        .flatMap(({ mid, sender, receiver }) => (mid === null ? [] : [{ mid, sender, receiver }])),
    destroy() {
      if (over) return;
      over = true;
      peer.destroy();
    },
  };
}

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
