import type { LinkOpening, Signal, Slot } from '@/server/media/engine.ts';

/** What the engine told one participant's browser. */
export type Told =
  | { readonly do: 'open'; readonly how: LinkOpening }
  | { readonly do: 'signal'; readonly signal: Signal }
  | { readonly do: 'slots'; readonly slots: readonly Slot[] }
  | { readonly do: 'close' };

export interface Letter {
  readonly to: string;
  readonly link: string;
  readonly told: Told;
}

/**
 * What a participant's browser does with its tracks: `told` attaches what the slots say, as a good one does;
 * `always` attaches to every line it was ever given, whatever anybody says.
 */
export type Manners = 'told' | 'always';

export interface LineStats {
  readonly link: string;
  readonly mid: string;
  readonly publication: string | null;
  readonly packets: number;
  readonly frames: number;
  readonly width: number;
  /** When the last packet came, milliseconds since the epoch. */
  readonly last: number;
}

export interface LinkStats {
  readonly link: string;
  readonly direction: 'up' | 'down';
  readonly state: string;
  /** How often a remote description was set. */
  readonly negotiations: number;
  readonly lines: readonly LineStats[];
}

/** What the page offers the test; see `installBrowsers`. */
export interface Browsers {
  deliver(letters: readonly Letter[]): void;
  manners(participant: string, manners: Manners): Promise<void>;
  stats(participant: string): Promise<LinkStats[]>;
  /** When (milliseconds since the epoch) any line of a participant counts its next packet; polled every 2 ms. */
  nextPacket(participant: string): Promise<number>;
  /** Breaks a link's connection without telling anybody. */
  sever(participant: string, link: string): void;
}

declare global {
  interface Window {
    browsers: Browsers;
    /** To the engine: `null` as signal says that the link failed. */
    toEngine(participant: string, link: string, signal: Signal | null): Promise<unknown>;
  }
}

/**
 * Runs inside the page, so it may use nothing from outside itself: several participants' browsers in one, with
 * plain `RTCPeerConnection`s and one fake microphone and camera between them.
 */
export async function installBrowsers(simulcast: boolean): Promise<void> {
  interface Link {
    readonly id: string;
    readonly owner: string;
    readonly direction: 'up' | 'down';
    readonly pc: RTCPeerConnection;
    readonly kinds: readonly string[];
    slots: readonly Slot[];
    negotiations: number;
    queue: Promise<unknown>;
  }
  const size = simulcast ? { width: 1280, height: 720 } : { width: 320, height: 180 };
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: true,
    video: { ...size, frameRate: 15 },
  });
  const links = new Map<string, Link>();
  const mannersOf = new Map<string, string>();
  const isAudio = (kind: string) => kind === 'microphone' || kind === 'screenAudio';
  const trackFor = (kind: string) =>
    (isAudio(kind) ? stream.getAudioTracks()[0] : stream.getVideoTracks()[0])?.clone() ?? null;

  const attach = async (link: Link) => {
    if (link.direction !== 'up') return;
    for (const [index, transceiver] of link.pc.getTransceivers().entries()) {
      const carries = link.slots.find((slot) => slot.mid === transceiver.mid)?.publication ?? null;
      const wanted = carries !== null || mannersOf.get(link.owner) === 'always';
      if (wanted === (transceiver.sender.track !== null)) continue;
      await transceiver.sender.replaceTrack(wanted ? trackFor(link.kinds[index] ?? '') : null);
    }
  };

  const open = (owner: string, id: string, how: LinkOpening) => {
    const pc = new RTCPeerConnection();
    const kinds = how.direction === 'up' ? how.lines : [];
    const link: Link = {
      id,
      owner,
      direction: how.direction,
      pc,
      kinds,
      slots: [],
      negotiations: 0,
      queue: Promise.resolve(),
    };
    links.set(id, link);
    pc.onicecandidate = ({ candidate }) => {
      if (!candidate) return;
      const { candidate: text, sdpMid, sdpMLineIndex } = candidate;
      void window.toEngine(owner, id, {
        type: 'candidate',
        candidate: { candidate: text, sdpMid, sdpMLineIndex },
      });
    };
    pc.onconnectionstatechange = () => {
      if (pc.connectionState === 'failed') void window.toEngine(owner, id, null);
    };
    if (how.direction === 'down') return;
    for (const kind of kinds) {
      const layers = [
        { rid: 'h' },
        { rid: 'm', scaleResolutionDownBy: 2 },
        { rid: 'l', scaleResolutionDownBy: 4 },
      ];
      const sendEncodings = simulcast && kind === 'camera' ? layers : [{}];
      pc.addTransceiver(isAudio(kind) ? 'audio' : 'video', { direction: 'sendonly', sendEncodings });
    }
    pc.createDataChannel('simple-peer');
    link.queue = (async () => {
      await pc.setLocalDescription(await pc.createOffer());
      void window.toEngine(owner, id, { type: 'offer', sdp: pc.localDescription?.sdp ?? '' });
    })();
  };

  const take = async (link: Link, signal: Signal) => {
    if (link.pc.signalingState === 'closed') return;
    if (signal.type === 'candidate') return link.pc.addIceCandidate(signal.candidate);
    await link.pc.setRemoteDescription(signal);
    link.negotiations += 1;
    if (signal.type === 'answer') return;
    await link.pc.setLocalDescription(await link.pc.createAnswer());
    void window.toEngine(link.owner, link.id, { type: 'answer', sdp: link.pc.localDescription?.sdp ?? '' });
  };

  const linksOf = (participant: string) => [...links.values()].filter((link) => link.owner === participant);

  const statsOf = async (link: Link): Promise<LinkStats> => {
    const lines: LineStats[] = [];
    for (const report of (await link.pc.getStats()).values()) {
      if (report.type !== 'inbound-rtp') continue;
      const publication = link.slots.find((slot) => slot.mid === report.mid)?.publication ?? null;
      const { mid, packetsReceived: packets, framesDecoded: frames = 0, frameWidth: width = 0 } = report;
      const last = report.lastPacketReceivedTimestamp ?? 0;
      lines.push({ link: link.id, mid, publication, packets, frames, width, last });
    }
    const { id, direction, negotiations, pc } = link;
    return { link: id, direction, state: pc.connectionState, negotiations, lines };
  };

  window.browsers = {
    deliver: (letters) => {
      for (const { to, link: id, told } of letters) {
        if (told.do === 'open') {
          open(to, id, told.how);
          continue;
        }
        const link = links.get(id);
        if (!link) continue;
        if (told.do === 'close') {
          link.pc.close();
          links.delete(id);
        } else if (told.do === 'slots') {
          link.slots = told.slots;
          link.queue = link.queue.then(() => attach(link)).catch(() => undefined);
        } else {
          link.queue = link.queue
            .then(() => take(link, told.signal))
            .catch((error) => console.error(String(error)));
        }
      }
    },
    manners: async (participant, manners) => {
      mannersOf.set(participant, manners);
      for (const link of linksOf(participant)) await attach(link);
    },
    stats: (participant) => Promise.all(linksOf(participant).map(statsOf)),
    nextPacket: async (participant) => {
      const count = async () => {
        const lines = (await Promise.all(linksOf(participant).map(statsOf))).flatMap((link) => link.lines);
        return lines.reduce((total, line) => total + line.packets, 0);
      };
      const before = await count();
      while ((await count()) === before) await new Promise((next) => setTimeout(next, 2));
      return Date.now();
    },
    sever: (participant, id) => {
      const link = links.get(id);
      if (link?.owner === participant) link.pc.close();
    },
  };
}
