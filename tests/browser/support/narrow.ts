import type { Browser, BrowserContext, Page } from '@playwright/test';
import { type NarrowLine, narrowLine } from '../../support/narrow-line.ts';
import type { TestServer } from '../../support/server.ts';
import { ownAddress, type TurnServer } from '../../support/turn.ts';
import { watchConnections } from '../../support/watch.ts';
import { eventually } from './eventually.ts';
import { join, openRoom, type Person, type Visit } from './people.ts';

/** All media of a context's pages goes over one relay, at this address, and no other way. */
const behind = (context: BrowserContext, url: string) =>
  context.addInitScript((turn) => {
    const Native = window.RTCPeerConnection;
    window.RTCPeerConnection = class extends Native {
      constructor(configuration: RTCConfiguration = {}) {
        const iceServers = (configuration.iceServers ?? []).map((server) => ({ ...server, urls: turn }));
        super({ ...configuration, iceServers, iceTransportPolicy: 'relay' });
      }
    };
  }, url);

/** Somebody whose media comes over a line of their own, in front of the relay, which a test makes narrow. */
export async function enterOver(
  browser: Browser,
  server: TestServer,
  turn: TurnServer,
  visit: Visit,
): Promise<{ person: Person; line: NarrowLine }> {
  const address = ownAddress();
  const line = await narrowLine(address, Number(/:(\d+)\?/.exec(turn.url)?.[1]));
  const context = await browser.newContext();
  await behind(context, `turn:${address}:${line.port}?transport=udp`);
  await watchConnections(context);
  const person = await openRoom(context, server, visit);
  await join(person, visit);
  return { person, line };
}

/** What came to a page so far, over all its connections. */
export interface Came {
  readonly audioPackets: number;
  /** Samples of sound that were played, and those of them that were made up because nothing had come. */
  readonly played: number;
  readonly concealed: number;
  readonly frames: number;
  readonly freezes: number;
  /** Seconds. */
  readonly frozen: number;
}

export const came = (page: Page): Promise<Came> =>
  page.evaluate(async () => {
    const { watched } = window as unknown as { watched: { connection: RTCPeerConnection }[] };
    const sum = { audioPackets: 0, played: 0, concealed: 0, frames: 0, freezes: 0, frozen: 0 };
    for (const { connection } of watched) {
      if (connection.signalingState === 'closed') continue;
      for (const report of (await connection.getStats()).values()) {
        // A line that nothing ever came over plays silence all the time.
        if (report.type !== 'inbound-rtp' || !report.packetsReceived) continue;
        if (report.kind === 'audio') {
          sum.audioPackets += report.packetsReceived;
          sum.played += report.totalSamplesReceived;
          sum.concealed += report.concealedSamples - report.silentConcealedSamples;
        } else {
          sum.frames += report.framesDecoded;
          sum.freezes += report.freezeCount;
          sum.frozen += report.totalFreezesDuration;
        }
      }
    }
    return sum;
  });

/** Of the sound that was played between two looks, the share that was made up, 0 to 1. */
export const concealment = (before: Came, now: Came): number =>
  (now.concealed - before.concealed) / Math.max(1, now.played - before.played);

/** Waits until so many seconds of sound, at 20 ms a packet, have come, and says what came meanwhile and before. */
export async function listen({ page }: Person, seconds: number): Promise<[before: Came, now: Came]> {
  const before = await came(page);
  await eventually(async () => (await came(page)).audioPackets, {
    timeout: 1_000 * seconds + 20_000,
  }).toBeGreaterThan(before.audioPackets + 50 * seconds);
  return [before, await came(page)];
}

/** Writes down, in a page, the longest time in which no packet of sound came on any of its connections. */
export const watchSound = (page: Page) =>
  page.evaluate(() => {
    const { watched } = window as unknown as { watched: { connection: RTCPeerConnection }[] };
    const sound = { longest: 0, last: performance.now() };
    Object.assign(window, { sound });
    let packets = 0;
    const look = async () => {
      let sum = 0;
      for (const { connection } of watched) {
        if (connection.signalingState === 'closed') continue;
        for (const report of (await connection.getStats()).values())
          if (report.type === 'inbound-rtp' && report.kind === 'audio') sum += report.packetsReceived;
      }
      const now = performance.now();
      sound.longest = Math.max(sound.longest, now - sound.last);
      if (sum > packets) sound.last = now;
      packets = sum;
      setTimeout(look, 50);
    };
    void look();
  });
export const longestSilence = (page: Page) =>
  page.evaluate(() => (window as unknown as { sound: { longest: number } }).sound.longest);
