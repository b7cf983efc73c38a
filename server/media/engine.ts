import type { Failure } from '@/lib/core/failure.ts';
import type { Kind, Medium } from '@/lib/core/gate/rights.ts';
import type { LinkId, ParticipantId, PublicationId, RoomId } from '@/lib/core/ids.ts';

/**
 * The port to whatever moves media. It knows participants, publications and routes, and has never heard of a
 * teacher: somebody else decided, this carries it out.
 *
 * Every implementation passes `tests/media/contract`.
 */
export interface Engine {
  readonly name: 'p2p' | 'janus';
  /** The media of one room. `sink` reaches its participants. */
  open(room: RoomId, sink: MediaSink): RoomMedia;
  /** What `/readyz` and the log say: whether media would flow if asked now. */
  status(): EngineStatus;
  /** Closes every room and whatever the engine runs. */
  close(): Promise<void>;
}

export type EngineStatus = { readonly ready: true } | { readonly ready: false; readonly why: string };

/** What a participant's media connections must be able to carry. */
export interface Port {
  /** The kinds that may be forwarded from this participant now. Anything else is dropped before any listener. */
  readonly send: readonly Kind[];
  /** Prepare to send (somebody may be given the right soon), although nothing may be forwarded yet. */
  readonly warm: boolean;
  /** The media this participant may be given at all; empty means no receiving side is prepared. */
  readonly receive: readonly Medium[];
}

export interface MediaPublication {
  readonly id: PublicationId;
  readonly participant: ParticipantId;
  readonly kind: Kind;
}

export interface Route {
  readonly publication: PublicationId;
  readonly subscriber: ParticipantId;
}

/** The difference between what stands and what shall stand. Everything in it is idempotent. */
export interface MediaChange {
  /** `null`: the participant is gone and every link of theirs is closed. */
  readonly ports: readonly { readonly participant: ParticipantId; readonly port: Port | null }[];
  readonly opened: readonly MediaPublication[];
  readonly closed: readonly PublicationId[];
  readonly added: readonly Route[];
  readonly removed: readonly Route[];
}

export interface RoomMedia {
  /**
   * Makes a change so. Changes of one room are carried out in the order of the calls. Within one change, losses
   * (`closed`, `removed`, narrower or null ports) come first, and the promise resolves once they are in force
   * where packets flow and the rest has been started. It never rejects: an engine that cannot reach its server
   * remembers what shall stand and brings it about when it can, having forwarded nothing in the meantime that
   * the newest change forbids.
   */
  apply(change: MediaChange): Promise<void>;
  /** A browser's SDP or candidate for one of its own links; anything else is answered with a failure. */
  signal(participant: ParticipantId, link: LinkId, signal: Signal): Failure | null;
  /** A browser says that a link of its own failed; the engine replaces it, at a bounded pace. */
  failed(participant: ParticipantId, link: LinkId): Failure | null;
  /** The participant's socket is back and has forgotten nothing, or everything: open its links again. */
  renew(participant: ParticipantId): void;
  close(): Promise<void>;
}

/** As simple-peer emits and takes them. */
export type Signal =
  | { readonly type: 'offer' | 'answer'; readonly sdp: string }
  | {
      readonly type: 'candidate';
      readonly candidate: {
        readonly candidate: string;
        readonly sdpMid: string | null;
        readonly sdpMLineIndex: number | null;
      };
    };

/** One line of a link: which publication it carries now. `mid` as in the SDP (RFC 8843, section 4.2). */
export interface Slot {
  readonly mid: string;
  readonly publication: PublicationId | null;
}

/**
 * How an engine speaks to one participant's browser. Always an `open` first; `slots` say, whenever it changes,
 * which publication each line carries (an up link: what to attach; a down link: what arrives).
 */
export interface MediaSink {
  /**
   * `up`: the browser offers, with one send-only line for each of `lines`, in that order, and attaches nothing
   * until `slots` tell it. `down`: the far end offers, the browser answers, receiving only.
   */
  open(to: ParticipantId, link: LinkId, how: LinkOpening): void;
  signal(to: ParticipantId, link: LinkId, signal: Signal): void;
  slots(to: ParticipantId, link: LinkId, slots: readonly Slot[]): void;
  close(to: ParticipantId, link: LinkId): void;
}

export type LinkOpening =
  | { readonly direction: 'up'; readonly lines: readonly Kind[] }
  | { readonly direction: 'down' };
