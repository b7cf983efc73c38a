import type { LinkOpening, Restart, Signal, Slot } from '@/server/media/engine.ts';

/** What the engine told one participant's browser. */
export type Told =
  | { readonly do: 'open'; readonly how: LinkOpening }
  | { readonly do: 'signal'; readonly signal: Signal | Restart }
  | { readonly do: 'slots'; readonly slots: readonly Slot[] }
  | { readonly do: 'close' };

export interface Letter {
  readonly to: string;
  readonly link: string;
  readonly told: Told;
}

/**
 * What a participant's browser does with its tracks: `told` attaches what the slots say and sends as much of it, as a
 * good one does; `always` attaches to every line it was ever given and sends all of it, whatever anybody says.
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

/** One encoding that is sent; sound has no layer's name. */
export interface SentStats {
  readonly mid: string;
  readonly publication: string | null;
  readonly rid: string | null;
  readonly bytes: number;
  readonly frames: number;
  readonly width: number;
}

export interface LinkStats {
  readonly link: string;
  readonly direction: 'up' | 'down';
  readonly state: string;
  /** How often a remote description was set. */
  readonly negotiations: number;
  readonly lines: readonly LineStats[];
  readonly sent: readonly SentStats[];
}

/** What the page offers the test; see `installBrowsers`. */
export interface Browsers {
  deliver(letters: readonly Letter[]): void;
  manners(participant: string, manners: Manners): Promise<void>;
  stats(participant: string): Promise<LinkStats[]>;
  /** When (milliseconds since the epoch) any line of a participant counts its next packet; polled every 2 ms. */
  nextPacket(participant: string): Promise<number>;
  /** The same of decoded frames. */
  nextFrame(participant: string): Promise<number>;
  /** Makes a participant's microphone a steady tone, or the silence of one that is muted, from now on. */
  voice(participant: string, loud: boolean): Promise<void>;
  /** The user fragments of both ends in the descriptions that are in force; null where either is missing. */
  way(participant: string, link: string): string | null;
  /** The offer that a link's own browser would make now, without making it. */
  offered(participant: string, link: string): Promise<{ readonly sdp: string }>;
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

/** What the page's one camera gives, and whether it is sent in layers. */
export interface Camera {
  readonly width: number;
  readonly layered: boolean;
}

/**
 * Runs inside the page, so it may use nothing from outside itself: several participants' browsers in one, with
 * plain `RTCPeerConnection`s and one fake microphone and camera between them.
 */
export async function installBrowsers(camera: Camera): Promise<void> {
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
  const { width, layered } = camera;
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: true,
    video: { width, height: (width * 9) / 16, frameRate: 15 },
  });
  const links = new Map<string, Link>();
  const mannersOf = new Map<string, string>();
  const isAudio = (kind: string) => kind === 'microphone' || kind === 'screenAudio';
  const voices = new Map<string, boolean>();
  let tone: MediaStreamTrack | null = null;
  const makeTone = () => {
    const context = new AudioContext();
    const oscillator = context.createOscillator();
    const output = context.createMediaStreamDestination();
    oscillator.connect(output);
    oscillator.start();
    return output.stream.getAudioTracks()[0] ?? null;
  };
  const trackFor = (kind: string, owner: string) => {
    const loud = kind === 'microphone' ? voices.get(owner) : undefined;
    if (loud !== undefined) tone ??= makeTone();
    const device = isAudio(kind) ? stream.getAudioTracks()[0] : stream.getVideoTracks()[0];
    const track = (loud === undefined ? device : tone)?.clone() ?? null;
    if (track && loud === false) track.enabled = false;
    return track;
  };

  /** As `encodings` of the client does with a profile of HD. */
  const level = async (sender: RTCRtpSender, slot: Slot | undefined, whole: boolean) => {
    const parameters = sender.getParameters();
    const most = whole ? 2 : (slot?.level ?? 2);
    const { length } = parameters.encodings;
    for (const [index, encoding] of parameters.encodings.entries()) {
      encoding.active = most !== 'none' && (length === 1 || length - 1 - index <= most);
      if (layered && length === 1 && most !== 'none') encoding.scaleResolutionDownBy = 2 ** (2 - most);
    }
    await sender.setParameters(parameters);
  };

  const attach = async (link: Link) => {
    // What a sender is told before the answer, Chromium forgets in part.
    if (link.direction !== 'up' || link.negotiations === 0) return;
    for (const [index, transceiver] of link.pc.getTransceivers().entries()) {
      const carries = link.slots.find((slot) => slot.mid === transceiver.mid)?.publication ?? null;
      const always = mannersOf.get(link.owner) === 'always';
      const wanted = carries !== null || always;
      if (wanted)
        await level(
          transceiver.sender,
          link.slots.find(({ mid }) => mid === transceiver.mid),
          always,
        );
      if (wanted === (transceiver.sender.track !== null)) continue;
      await transceiver.sender.replaceTrack(wanted ? trackFor(link.kinds[index] ?? '', link.owner) : null);
    }
  };

  const offer = async ({ owner, id, pc }: Link) => {
    await pc.setLocalDescription(await pc.createOffer());
    void window.toEngine(owner, id, { type: 'offer', sdp: pc.localDescription?.sdp ?? '' });
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
        { rid: 'h', maxBitrate: 1_090_000 },
        { rid: 'm', maxBitrate: 450_000, scaleResolutionDownBy: 2 },
        { rid: 'l', maxBitrate: 160_000, scaleResolutionDownBy: 4 },
      ];
      const sendEncodings = layered && kind === 'camera' ? layers : [{}];
      pc.addTransceiver(isAudio(kind) ? 'audio' : 'video', { direction: 'sendonly', sendEncodings });
    }
    pc.createDataChannel('simple-peer');
    link.queue = offer(link);
  };

  const take = async (link: Link, signal: Signal | Restart) => {
    if (link.pc.signalingState === 'closed') return;
    if (signal.type === 'restart') {
      link.pc.restartIce();
      return offer(link);
    }
    if (signal.type === 'candidate') return link.pc.addIceCandidate(signal.candidate);
    await link.pc.setRemoteDescription(signal);
    link.negotiations += 1;
    if (signal.type === 'answer') return attach(link);
    await link.pc.setLocalDescription(await link.pc.createAnswer());
    void window.toEngine(link.owner, link.id, { type: 'answer', sdp: link.pc.localDescription?.sdp ?? '' });
  };

  const linksOf = (participant: string) => [...links.values()].filter((link) => link.owner === participant);

  const statsOf = async (link: Link): Promise<LinkStats> => {
    const lines: LineStats[] = [];
    const sent: SentStats[] = [];
    for (const report of (await link.pc.getStats()).values()) {
      const publication = link.slots.find((slot) => slot.mid === report.mid)?.publication ?? null;
      if (report.type === 'outbound-rtp') {
        const { mid, rid = null, bytesSent: bytes, framesSent: frames = 0, frameWidth: width = 0 } = report;
        sent.push({ mid, publication, rid, bytes, frames, width });
      }
      if (report.type !== 'inbound-rtp') continue;
      const { mid, packetsReceived: packets, framesDecoded: frames = 0, frameWidth: width = 0 } = report;
      const last = report.lastPacketReceivedTimestamp ?? 0;
      lines.push({ link: link.id, mid, publication, packets, frames, width, last });
    }
    const { id, direction, negotiations, pc } = link;
    return { link: id, direction, state: pc.connectionState, negotiations, lines, sent };
  };

  const nextOf = async (participant: string, what: 'packets' | 'frames') => {
    const count = async () => {
      const lines = (await Promise.all(linksOf(participant).map(statsOf))).flatMap((link) => link.lines);
      return lines.reduce((total, line) => total + line[what], 0);
    };
    const before = await count();
    while ((await count()) === before) await new Promise((next) => setTimeout(next, 2));
    return Date.now();
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
    voice: async (participant, loud) => {
      voices.set(participant, loud);
      for (const link of linksOf(participant)) {
        for (const [index, { sender }] of link.pc.getTransceivers().entries()) {
          if (link.kinds[index] !== 'microphone' || !sender.track) continue;
          await sender.replaceTrack(trackFor('microphone', participant));
        }
      }
    },
    stats: (participant) => Promise.all(linksOf(participant).map(statsOf)),
    nextPacket: (participant) => nextOf(participant, 'packets'),
    nextFrame: (participant) => nextOf(participant, 'frames'),
    way: (participant, id) => {
      const link = links.get(id);
      if (link?.owner !== participant || link.pc.signalingState !== 'stable') return null;
      const fragment = (description: RTCSessionDescription | null) =>
        /^a=ice-ufrag:(\S+)/m.exec(description?.sdp ?? '')?.[1];
      const [own, other] = [fragment(link.pc.localDescription), fragment(link.pc.remoteDescription)];
      return own && other ? `${own} ${other}` : null;
    },
    offered: async (participant, id) => {
      const link = links.get(id);
      if (link?.owner !== participant) throw new Error('no such link');
      const { sdp = '' } = await link.pc.createOffer();
      return { sdp };
    },
    sever: (participant, id) => {
      const link = links.get(id);
      if (link?.owner === participant) link.pc.close();
    },
  };
}
