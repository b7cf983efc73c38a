import type { Failure } from '@/lib/core/failure.ts';
import type { Kind } from '@/lib/core/gate/rights.ts';
import type { LinkId, ParticipantId, PublicationId, RoomId } from '@/lib/core/ids.ts';
import type { Port } from '@/lib/core/port.ts';
import type { Level } from '@/lib/core/quality/level.ts';
import type { Excess } from '@/lib/core/quality/limits.ts';
import type { Codec, Topology, Way } from '@/lib/core/room/settings.ts';

/**
 * The port to whatever moves media. It knows participants, publications and routes, and has never heard of a
 * teacher: somebody else decided, this carries it out.
 *
 * Every implementation passes `tests/browser/media/contract`.
 */
export interface Engine {
  readonly name: 'p2p' | 'janus';
  /**
   * The media of one room. `sink` reaches its participants, `events` the room; an engine that knows one topology only
   * takes that one. Without a way, the usual.
   */
  open(room: RoomId, sink: MediaSink, way?: Way, events?: MediaEvents): RoomMedia;
  /** Which engine a topology means here, or why there is none. Absent: this one, whatever is asked. */
  way?(topology: Topology): Engine['name'] | Failure;
  /** What `/readyz` and the log say: whether media would flow if asked now. */
  status(): EngineStatus;
  /** Closes every room that is open, and whatever the engine runs. */
  close(): Promise<void>;
}

export type { Port };

export type EngineStatus = { readonly ready: true } | { readonly ready: false; readonly why: string };

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
  /** Whether it tells who talks. */
  readonly hears: boolean;
  /**
   * Makes a change so. Changes of one room are carried out in the order of the calls. Within one change, losses
   * (`closed`, `removed`, narrower or null ports) come first, and the promise resolves once they are in force
   * where packets flow and the rest has been started. It never rejects: an engine that cannot reach its server
   * remembers what shall stand and brings it about when it can, having forwarded nothing in the meantime that
   * the newest change forbids.
   */
  apply(change: MediaChange): Promise<void>;
  /**
   * How much of its routes a subscriber has use for now, as a whole: what is not named is sent whole. It narrows what
   * routes allow and never widens it, stays until the next call, and is forgotten with the participant. What no
   * subscriber has use for is told to the publisher's browser by its slots, so that it need not be sent at all.
   */
  want(subscriber: ParticipantId, levels: ReadonlyMap<PublicationId, Level>): void;
  /** A browser's SDP or candidate for one of its own links; anything else is answered with a failure. */
  signal(participant: ParticipantId, link: LinkId, signal: Signal): Failure | null;
  /**
   * A browser says that a link of its own lost its way through the network. The link stays and finds another (ICE
   * restart, RFC 8445, section 9), at a bounded pace: the browser that offers is sent a `restart`, and may then offer
   * once more, the same lines in the same order; where the far end offers, its offer comes. What stands on no link that
   * both ends have agreed on is replaced instead.
   */
  restart(participant: ParticipantId, link: LinkId): Failure | null;
  /** A browser says that a link of its own failed; the engine replaces it, at a bounded pace. */
  failed(participant: ParticipantId, link: LinkId): Failure | null;
  /** The participant's socket is back and has forgotten nothing, or everything: open its links again. */
  renew(participant: ParticipantId): void;
  /**
   * What an earlier run of this program forwards in this room, if it still does, may go on until this room's own links
   * do the same: for some seconds at most, and not beyond the first loss that is applied. Said before or right after
   * the first `apply`; where it is not said, whatever is left of an earlier run ends before anything else is done.
   */
  inherit(): void;
  /** The program ends: lets go of what flows, as it is, for a later run to inherit. Nobody is told. */
  bequeath(): Promise<void>;
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

/** Only ever from an engine: offer the link once more as it is, with an ICE restart. */
export interface Restart {
  readonly type: 'restart';
}

/** One line of a link: which publication it carries now. `mid` as in the SDP (RFC 8843, section 4.2). */
export interface Slot {
  readonly mid: string;
  readonly publication: PublicationId | null;
  /** Up links: the most of it that anybody is sent now; absent means all of it. */
  readonly level?: Level;
}

/**
 * How an engine speaks to one participant's browser. Always an `open` first; `slots` say, whenever it changes,
 * which publication each line carries (an up link: what to attach; a down link: what arrives).
 */
export interface MediaSink {
  /**
   * `up`: the browser offers, with one send-only line for each of `lines`, in that order and with `codec` first for
   * pictures, and attaches nothing until `slots` tell it. A kind may stand there several times. `down`: the far end
   * offers, the browser answers, receiving only.
   */
  open(to: ParticipantId, link: LinkId, how: LinkOpening): void;
  signal(to: ParticipantId, link: LinkId, signal: Signal | Restart): void;
  slots(to: ParticipantId, link: LinkId, slots: readonly Slot[]): void;
  close(to: ParticipantId, link: LinkId): void;
}

/** What an engine notices of the media itself. */
export interface MediaEvents {
  /**
   * Somebody talks on an open microphone, or stopped: about one publication `true` and `false` by turns, `true`
   * only while it stands and may be sent, `false` at the latest when it does not any more. An engine that media
   * does not pass through notices nothing.
   */
  talking(publication: PublicationId, talking: boolean): void;
  /**
   * What arrived of a publication is more than its port's limits, and went on to be for some seconds. None of it was
   * forwarded since that was measured, nor will be while it lasts. Said again, as long as the publication stands.
   */
  exceeded(publication: PublicationId, excess: Excess): void;
}

export type LinkOpening =
  | { readonly direction: 'up'; readonly lines: readonly Kind[]; readonly codec: Codec }
  | { readonly direction: 'down' };
