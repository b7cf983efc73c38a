import type { Kind } from '@/lib/core/gate/rights.ts';
import type { LinkId, PublicationId } from '@/lib/core/ids.ts';
import { WHOLE } from '@/lib/core/quality/level.ts';
import type { Codec } from '@/lib/core/room/settings.ts';
import type { IceServer, LinkOpening, Restart, Signal, Slot } from '@/lib/wire/events.ts';
import { type Encoding, tune } from './encodings.ts';
import { createPeer, type Peer, type UpLine } from './peer.ts';
import type { LinkStats } from './snapshot.ts';

interface Link {
  readonly direction: LinkOpening['direction'];
  readonly peer: Peer;
  /** What an up link's lines are for, in order, and how each was encoded when it was made. */
  readonly lines: readonly UpLine[];
  slots: readonly Slot[];
  /** What is being done to the lines of an up link, one after the other. */
  queue: Promise<void>;
  way: Way;
  connected: boolean;
  /** Of a server that was restarted: goes on until what takes its place carries the same, and not for longer than this. */
  last: ReturnType<typeof setTimeout> | null;
}

/** A link's way through the network. `lost` ones that the server cannot be asked about yet wait for it. */
type Way =
  | { readonly is: 'fine' }
  | { readonly is: 'lost' }
  | { readonly is: 'asked' }
  /** Both ends look for another; `patience` runs until it is given up. */
  | { readonly is: 'mending'; readonly patience: ReturnType<typeof setTimeout> };

/** How long a link may look for another way before it is replaced, milliseconds: candidates and checks take one or two. */
const PATIENCE_MS = 8_000;

export type Flow = 'none' | 'connecting' | 'flowing';

/** Longest that a link outlives its server, milliseconds: a lost socket's place is kept a little longer (R20). */
const SUPERSEDED_MS = 15_000;

export interface LinkEvents {
  /** To be sent to the far end, through the server. */
  signal(link: LinkId, signal: Signal): void;
  /** It lost its way through the network. Whether the server took note: then it finds another, or replaces the link. */
  restart(link: LinkId): Promise<'mends' | 'unreachable' | 'unknown'>;
  /** It broke by itself; the server decides what follows. */
  failed(link: LinkId): void;
  /** Whether everything that the server opened gets through; `none` where it opened nothing. */
  flow(flow: Flow): void;
  /** What arrives has changed. */
  received(tracks: Readonly<Record<string, MediaStreamTrack>>): void;
  /** How to encode one kind, as the profile has it now, on a link for this codec. */
  encoding(kind: Kind, codec: Codec): Encoding;
  /** A link's two ends have no codec for pictures in common. */
  pictureless(): void;
  /** Whether the server has such a publication now. */
  stands(publication: PublicationId): boolean;
}

export type Links = ReturnType<typeof createLinks>;

/** What of an encoding cannot be changed on a link that stands: its layers, and a bit rate that is held. */
const negotiated = ({ layers, fixed, bitrate }: Encoding) =>
  `${layers.map(({ rid }) => rid).join()} ${fixed.includes('bitrate') ? bitrate : ''}`;

/**
 * This browser's links, exactly as the server opens and closes them, and which line of which link carries what,
 * exactly as the server says. Nothing here decides anything.
 */
export function createLinks(events: LinkEvents) {
  const links = new Map<LinkId, Link>();
  const outgoing = new Map<PublicationId, MediaStreamTrack>();
  /** Tracks of which it is known that we want to know when something arrives. */
  const heard = new WeakSet<MediaStreamTrack>();

  /** Those that broke, until the server has closed them: it may not have heard of it, and something is missing meanwhile. */
  const broken = new Set<LinkId>();
  let told: Flow = 'none';
  let closings = 0;

  function tellFlow(): void {
    const all = [...links.values()];
    const old = all.filter(({ last }) => last);
    // What outlives its server does for its successors, as long as it gets through.
    const current = old.some(({ connected }) => connected) ? old : all.filter(({ last }) => !last);
    const waiting = broken.size > 0 || current.some(({ connected }) => !connected);
    const flow = waiting ? 'connecting' : all.length ? 'flowing' : 'none';
    if (flow === told) return;
    told = flow;
    events.flow(flow);
  }

  function assigned({ slots }: Link, mid: string): MediaStreamTrack | null {
    const publication = slots.find((slot) => slot.mid === mid)?.publication;
    return (publication && outgoing.get(publication)) ?? null;
  }

  /** Puts own tracks on the up lines that the server assigned, and takes everything else off, first and at once. */
  function send(link: Link): void {
    // Rejected only when the link is already closing.
    for (const { mid, sender } of link.peer.lines())
      if (sender.track && !assigned(link, mid)) sender.replaceTrack(null).catch(() => {});
    // Nothing could be sent before, and `negotiated` comes back here.
    if (link.peer.agreed()) link.queue = link.queue.then(() => attach(link));
  }

  const encodingNow = ({ kind, encoding }: UpLine) => events.encoding(kind, encoding.codec);

  /** Each line is encoded as the profile and the server have it before it has its track: nothing flows unneeded. */
  async function attach(link: Link): Promise<void> {
    for (const [index, { mid, sender }] of link.peer.lines().entries()) {
      const track = assigned(link, mid);
      const line = link.lines[index];
      if (!track || !line) continue;
      const level = link.slots.find((slot) => slot.mid === mid)?.level ?? WHOLE;
      await tune(sender, encodingNow(line), level, track);
      // What was assigned otherwise meanwhile is for whoever is next in the queue.
      if (sender.track !== track && assigned(link, mid) === track)
        await sender.replaceTrack(track).catch(() => {});
    }
  }

  /** What arrives, by publication. Of two links that bring the same, the newest on which something has arrived. */
  function report(): void {
    const tracks: Record<string, MediaStreamTrack> = {};
    for (const link of links.values()) {
      if (link.direction !== 'down') continue;
      for (const { publication, track } of arriving(link)) {
        if (!heard.has(track)) {
          heard.add(track);
          track.addEventListener('unmute', report);
        }
        if (!tracks[publication] || !track.muted) tracks[publication] = track;
      }
    }
    events.received(tracks);
    review();
    tellFlow();
  }

  function arriving(link: Link) {
    const lines = link.peer.lines();
    return link.slots.flatMap(({ mid, publication }) => {
      const track = publication && lines.find((line) => line.mid === mid)?.receiver.track;
      return track ? [{ publication, track }] : [];
    });
  }

  /** Closes each superseded link that brings nothing any more which its successors do not, or which may not be had. */
  function review(): void {
    const fresh = new Set<PublicationId>();
    for (const link of links.values())
      if (!link.last && link.direction === 'down')
        for (const { publication, track } of arriving(link)) if (!track.muted) fresh.add(publication);
    for (const [id, link] of links) {
      if (!link.last || link.direction !== 'down') continue;
      const needed = link.slots.some(
        ({ publication }) => publication && events.stands(publication) && !fresh.has(publication),
      );
      if (!needed) drop(id, link);
    }
  }

  function settle(link: Link): void {
    if (link.direction === 'up') send(link);
    else report();
  }

  /** Asks for another way. What cannot be asked now is asked by `mend`, when the server is there again. */
  async function mendOne(id: LinkId, link: Link): Promise<void> {
    // A server that was restarted knows nothing of what it opened before.
    if (link.last || link.way.is === 'asked' || link.way.is === 'mending') return;
    const asked: Way = { is: 'asked' };
    link.way = asked;
    const answer = await events.restart(id);
    // It was found meanwhile, or is no more.
    if (link.way !== asked || links.get(id) !== link) return;
    if (answer === 'unknown') drop(id, link);
    else if (answer === 'unreachable') link.way = { is: 'lost' };
    else link.way = { is: 'mending', patience: setTimeout(() => giveUp(id, link), PATIENCE_MS) };
  }

  function found(link: Link): void {
    if (link.way.is === 'mending') clearTimeout(link.way.patience);
    link.way = { is: 'fine' };
  }

  function giveUp(id: LinkId, link: Link): void {
    if (link.peer.hasWay) found(link);
    else {
      drop(id, link);
      if (!link.last) giveBack(id);
    }
  }

  function giveBack(id: LinkId): void {
    broken.add(id);
    tellFlow();
    events.failed(id);
  }

  function drop(id: LinkId, link: Link): void {
    if (link.last) clearTimeout(link.last);
    links.delete(id);
    found(link);
    link.peer.destroy();
    report();
  }

  return {
    open(id: LinkId, opening: LinkOpening, iceServers: readonly IceServer[]): void {
      this.close(id);
      const lines =
        opening.direction === 'up'
          ? opening.lines.map((kind) => ({ kind, encoding: events.encoding(kind, opening.codec) }))
          : null;
      const peer = createPeer(lines, iceServers, {
        signal: (signal) => events.signal(id, signal),
        negotiated: () => {
          const link = links.get(id);
          if (link) settle(link);
        },
        way: (isFound) => {
          const link = links.get(id);
          if (!link) return;
          if (isFound) found(link);
          else void mendOne(id, link);
        },
        failed: () => {
          const link = links.get(id);
          if (link) drop(id, link);
          if (!link?.last) giveBack(id);
        },
        pictureless: events.pictureless,
        connected: (is) => {
          const link = links.get(id);
          if (link) link.connected = is;
          tellFlow();
        },
      });
      links.set(id, {
        direction: opening.direction,
        peer,
        lines: lines ?? [],
        slots: [],
        queue: Promise.resolve(),
        way: { is: 'fine' },
        connected: false,
        last: null,
      });
      tellFlow();
    },
    signal(id: LinkId, signal: Signal | Restart): void {
      links.get(id)?.peer.signal(signal);
    },
    slots(id: LinkId, slots: readonly Slot[]): void {
      const link = links.get(id);
      if (!link) return;
      link.slots = slots;
      settle(link);
    },
    close(id: LinkId): void {
      broken.delete(id);
      const link = links.get(id);
      if (link) drop(id, link);
      // Something was taken from somebody, and which of the links of before carried it nobody can say.
      if (link && !link.last) {
        closings += 1;
        for (const [other, old] of links) if (old.last) drop(other, old);
      }
      tellFlow();
    },
    /** The server is there again, and may not have heard what became of links meanwhile. */
    mend(): void {
      for (const id of broken) events.failed(id);
      for (const [id, link] of links) if (link.way.is === 'lost') void mendOne(id, link);
    },
    /** The network is another: every link looks for its way anew, before it notices by itself that the old one is gone. */
    moved(): void {
      for (const [id, link] of links) {
        // What it was just looking for, it was looking for on the network of before.
        if (link.way.is === 'mending') found(link);
        void mendOne(id, link);
      }
    },
    /** How many links the server has closed so far. */
    closings: () => closings,
    /** The server that opened these was restarted, and has opened others, or is about to. */
    supersede(ids: readonly LinkId[]): void {
      for (const id of ids) {
        const link = links.get(id);
        // Nobody is left who would close what broke before.
        if (link) link.last = setTimeout(() => this.close(id), SUPERSEDED_MS);
        else broken.delete(id);
      }
      report();
    },
    review,
    /** The profile is another: encodes so at once, or asks for a new link where this one was negotiated otherwise. */
    reencode(): void {
      for (const [id, link] of links) {
        if (link.direction !== 'up') continue;
        const renegotiates = link.lines.some(
          (line) => negotiated(line.encoding) !== negotiated(encodingNow(line)),
        );
        if (renegotiates && !link.last) events.failed(id);
        else send(link);
      }
    },
    ids: (): LinkId[] => [...links.keys(), ...broken],
    /** What every link has counted so far, and what its lines carry. */
    stats: (): Promise<LinkStats[]> =>
      Promise.all(
        [...links].map(async ([link, { direction, peer, slots }]) => ({
          link,
          direction,
          slots,
          stats: await peer.stats(),
        })),
      ),
    closeAll(): void {
      for (const id of this.ids()) this.close(id);
      outgoing.clear();
    },
    /** What an own publication is made of; null when it ended. Resolves when it is on its way, or off it. */
    async attach(publication: PublicationId, track: MediaStreamTrack | null): Promise<void> {
      if (track) outgoing.set(publication, track);
      else outgoing.delete(publication);
      const ups = [...links.values()].filter(({ direction }) => direction === 'up');
      for (const link of ups) send(link);
      await Promise.all(ups.map(({ queue }) => queue));
    },
  };
}
