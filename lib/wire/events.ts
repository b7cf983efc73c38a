import type { Kind } from '@/lib/core/gate/rights.ts';
import type { LinkId, PublicationId } from '@/lib/core/ids.ts';
import type { Level } from '@/lib/core/quality/level.ts';
import type { Codec } from '@/lib/core/room/settings.ts';
import type { Notice } from '@/lib/core/roster/view.ts';
import type { EndReason } from '@/lib/core/session.ts';

/** A description or candidate, as simple-peer emits and takes them. */
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

/** To a browser alone: offer this link once more as it is, with an ICE restart (RFC 8445, section 9). */
export interface Restart {
  readonly type: 'restart';
}

/** Which publication a line of a link carries now; `mid` as in the SDP (RFC 8843, section 4.2). */
export interface Slot {
  readonly mid: string;
  readonly publication: PublicationId | null;
  /** Up links: the most of it that anybody is sent now; absent means all of it. */
  readonly level?: Level;
}

/** `up`: offer one send-only line for each of `lines`, in order, `codec` first for pictures. `down`: wait for an offer, receive only. */
export type LinkOpening =
  | { readonly direction: 'up'; readonly lines: readonly Kind[]; readonly codec: Codec }
  | { readonly direction: 'down' };

/** As RTCConfiguration.iceServers takes them; credentials are short-lived and come fresh with each link. */
export interface IceServer {
  readonly urls: string;
  readonly username?: string;
  readonly credential?: string;
}

/** Every message the server sends, once. Delivered in order; none is acknowledged. */
export interface Events {
  /** What changed in this viewer's view; folded by `fold` of the core's roster. */
  notices: (notices: readonly Notice[]) => void;
  'link.open': (
    opening: LinkOpening & { readonly link: LinkId; readonly iceServers: readonly IceServer[] },
  ) => void;
  'link.signal': (message: { readonly link: LinkId; readonly signal: Signal | Restart }) => void;
  'link.slots': (message: { readonly link: LinkId; readonly slots: readonly Slot[] }) => void;
  'link.close': (message: { readonly link: LinkId }) => void;
  /** The stay is over; nothing follows. */
  ended: (reason: EndReason) => void;
}
export type EventName = keyof Events;
