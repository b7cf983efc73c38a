import type { BrowserContext, Page } from '@playwright/test';

/**
 * Counts, inside a page and before any of its own code runs, what its peer connections do. The page's own code is
 * not changed: connections are only remembered.
 */
export async function watchConnections(target: BrowserContext | Page): Promise<void> {
  // tsx marks functions by a helper of esbuild's, which functions that run inside a page do not find there.
  await target.addInitScript({ content: 'globalThis.__name ??= (fn) => fn;' });
  await target.addInitScript(() => {
    const Native = window.RTCPeerConnection;
    const all: { connection: RTCPeerConnection; negotiations: number }[] = [];
    window.RTCPeerConnection = class extends Native {
      constructor(configuration?: RTCConfiguration) {
        super(configuration);
        const entry = { connection: this as RTCPeerConnection, negotiations: 0 };
        this.addEventListener('signalingstatechange', () => {
          if (this.signalingState !== 'stable' && this.signalingState !== 'closed') entry.negotiations += 1;
        });
        all.push(entry);
      }
    };
    (window as unknown as { watched: typeof all }).watched = all;
  });
}

export interface Traffic {
  /** Packets and decoded frames so far, over all connections that are open, by medium. */
  readonly audioPackets: number;
  readonly videoPackets: number;
  readonly framesDecoded: number;
  readonly audioSent: number;
  readonly videoSent: number;
  /** Lines that ever received a packet: one for each voice or picture. */
  readonly audioSources: number;
  readonly videoSources: number;
}

export const traffic = (page: Page): Promise<Traffic> =>
  page.evaluate(async () => {
    const { watched } = window as unknown as { watched: { connection: RTCPeerConnection }[] };
    const sum = {
      audioPackets: 0,
      videoPackets: 0,
      framesDecoded: 0,
      audioSent: 0,
      videoSent: 0,
      audioSources: 0,
      videoSources: 0,
    };
    for (const { connection } of watched) {
      if (connection.signalingState === 'closed') continue;
      for (const report of (await connection.getStats()).values()) {
        if (report.type === 'inbound-rtp' && report.kind === 'audio') {
          sum.audioPackets += report.packetsReceived;
          if (report.packetsReceived > 0) sum.audioSources += 1;
        }
        if (report.type === 'inbound-rtp' && report.kind === 'video') {
          sum.videoPackets += report.packetsReceived;
          sum.framesDecoded += report.framesDecoded;
          if (report.framesDecoded > 0) sum.videoSources += 1;
        }
        if (report.type === 'outbound-rtp' && report.kind === 'audio') sum.audioSent += report.packetsSent;
        if (report.type === 'outbound-rtp' && report.kind === 'video') sum.videoSent += report.packetsSent;
      }
    }
    return sum;
  });

/** Names of the layers of pictures that the page's encoders work on, as seen in the course of a second. */
export const encodedLayers = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const { watched } = window as unknown as { watched: { connection: RTCPeerConnection }[] };
    const frames = async () => {
      const counts = new Map<string, number>();
      for (const { connection } of watched.filter((one) => one.connection.signalingState !== 'closed'))
        for (const report of (await connection.getStats()).values())
          if (report.type === 'outbound-rtp' && report.kind === 'video')
            // A camera's layers and a screen's have the same names.
            counts.set(report.rid ?? '', (counts.get(report.rid ?? '') ?? 0) + report.framesEncoded);
      return counts;
    };
    const before = await frames();
    await new Promise((next) => setTimeout(next, 1_000));
    const after = await frames();
    return [...after].flatMap(([rid, count]) => (count > (before.get(rid) ?? 0) ? [rid] : [])).sort();
  });

/** How many connections the page ever made, and how often each was negotiated. */
export const negotiations = (page: Page): Promise<number[]> =>
  page.evaluate(() =>
    (window as unknown as { watched: { negotiations: number }[] }).watched.map((entry) => entry.negotiations),
  );
