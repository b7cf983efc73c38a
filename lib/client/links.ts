import type { Kind } from '@/lib/core/gate/rights.ts';
import type { LinkId, PublicationId } from '@/lib/core/ids.ts';
import type { IceServer, LinkOpening, Signal, Slot } from '@/lib/wire/events.ts';
import { createPeer, type Peer } from './peer.ts';

interface Link {
  readonly direction: LinkOpening['direction'];
  readonly peer: Peer;
  slots: readonly Slot[];
}

export interface LinkEvents {
  /** To be sent to the far end, through the server. */
  signal(link: LinkId, signal: Signal): void;
  /** It broke by itself; the server decides what follows. */
  failed(link: LinkId): void;
  /** What arrives has changed. */
  received(tracks: Readonly<Record<string, MediaStreamTrack>>): void;
  /** How to encode one kind, as the profile has it now. */
  encodings(kind: Kind): RTCRtpEncodingParameters[];
}

export type Links = ReturnType<typeof createLinks>;

/**
 * This browser's links, exactly as the server opens and closes them, and which line of which link carries what,
 * exactly as the server says. Nothing here decides anything.
 */
export function createLinks(events: LinkEvents) {
  const links = new Map<LinkId, Link>();
  const outgoing = new Map<PublicationId, MediaStreamTrack>();

  /** Puts own tracks on the up lines that the server assigned, and takes everything else off. */
  function send(link: Link): void {
    for (const { mid, sender } of link.peer.lines()) {
      const publication = link.slots.find((slot) => slot.mid === mid)?.publication;
      const track = (publication && outgoing.get(publication)) ?? null;
      if (sender.track === track) continue;
      // Rejected only when the link is already closing.
      sender.replaceTrack(track).catch(() => {});
    }
  }

  function report(): void {
    const tracks: Record<string, MediaStreamTrack> = {};
    for (const link of links.values()) {
      if (link.direction !== 'down') continue;
      const lines = link.peer.lines();
      for (const { mid, publication } of link.slots) {
        const line = publication && lines.find((candidate) => candidate.mid === mid);
        if (line) tracks[publication] = line.receiver.track;
      }
    }
    events.received(tracks);
  }

  function settle(link: Link): void {
    if (link.direction === 'up') send(link);
    else report();
  }

  return {
    open(id: LinkId, opening: LinkOpening, iceServers: readonly IceServer[]): void {
      this.close(id);
      const lines =
        opening.direction === 'up'
          ? opening.lines.map((kind) => ({ kind, encodings: events.encodings(kind) }))
          : null;
      const peer = createPeer(lines, iceServers, {
        signal: (signal) => events.signal(id, signal),
        negotiated: () => {
          const link = links.get(id);
          if (link) settle(link);
        },
        failed: () => {
          links.delete(id);
          report();
          events.failed(id);
        },
      });
      links.set(id, { direction: opening.direction, peer, slots: [] });
    },
    signal(id: LinkId, signal: Signal): void {
      links.get(id)?.peer.signal(signal);
    },
    slots(id: LinkId, slots: readonly Slot[]): void {
      const link = links.get(id);
      if (!link) return;
      link.slots = slots;
      settle(link);
    },
    close(id: LinkId): void {
      const link = links.get(id);
      if (!link) return;
      links.delete(id);
      link.peer.destroy();
      report();
    },
    ids: (): LinkId[] => [...links.keys()],
    closeAll(): void {
      for (const id of [...links.keys()]) this.close(id);
      outgoing.clear();
    },
    /** What an own publication is made of; null when it ended. */
    attach(publication: PublicationId, track: MediaStreamTrack | null): void {
      if (track) outgoing.set(publication, track);
      else outgoing.delete(publication);
      for (const link of links.values()) if (link.direction === 'up') send(link);
    },
  };
}
