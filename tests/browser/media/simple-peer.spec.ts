import { mkdtempSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import pino from 'pino';
import type SimplePeer from 'simple-peer';
import { createJanusEngine } from '@/server/media/janus/engine.ts';
import { findJanus } from '@/server/media/janus/settings.ts';
import { createP2pEngine } from '@/server/media/p2p.ts';
import { eventually } from '../support/eventually.ts';
import type { Letter } from './browser.ts';
import { engineTest } from './contract.ts';

/* The library the app uses speaks to both engines as the port says: one offer an up link, one answer a down link. */

const engines = {
  p2p: async () => createP2pEngine(),
  janus: async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'rostrum-peer-'));
    const log = pino({ level: 'silent' });
    return createJanusEngine({ dataDir, urls: [], program: 'janus', network: {} }, log);
  },
};

for (const [name, make] of Object.entries(engines)) {
  const test = engineTest(make);

  test(`${name}: simple-peer at both ends`, async ({ world }) => {
    test.skip(name === 'janus' && findJanus() === null, 'janus is not installed on this machine');
    for (const who of ['alice', 'bob']) world.raw.add(who);
    await world.page.addScriptTag({
      path: createRequire(import.meta.url).resolve('simple-peer/simplepeer.min.js'),
    });
    await world.page.evaluate(async () => {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: true });
      const peers = new Map<string, SimplePeer.Instance>();
      const Peer = (window as unknown as { SimplePeer: typeof SimplePeer }).SimplePeer;
      const medium = (kind: string) => (kind === 'microphone' || kind === 'screenAudio' ? 'audio' : 'video');
      const take = ({ to, link, told }: Letter) => {
        const pcOf = (peer?: SimplePeer.Instance) =>
          (peer as unknown as { _pc: RTCPeerConnection } | undefined)?._pc;
        const peer = peers.get(link);
        if (told.do === 'open') {
          const made = new Peer({ initiator: told.how.direction === 'up' });
          made.on('error', (error) => console.error(String(error)));
          made.on('signal', (signal) => void window.toEngine(to, link, signal as never));
          if (told.how.direction === 'up')
            for (const kind of told.how.lines) made.addTransceiver(medium(kind), { direction: 'sendonly' });
          peers.set(link, made);
        } else if (told.do === 'signal') peer?.signal(told.signal as SimplePeer.SignalData);
        else if (told.do === 'close') peer?.destroy();
        else {
          for (const transceiver of pcOf(peer)?.getTransceivers() ?? []) {
            const slot = told.slots.find(({ mid }) => mid === transceiver.mid);
            if (transceiver.direction !== 'sendonly' || !slot?.publication) continue;
            const tracks = slot.publication.endsWith('camera')
              ? stream.getVideoTracks()
              : stream.getAudioTracks();
            void transceiver.sender.replaceTrack(tracks[0] ?? null);
          }
        }
      };
      const frames = async () => {
        let decoded = 0;
        for (const peer of peers.values())
          for (const report of (
            await (peer as unknown as { _pc: RTCPeerConnection })._pc.getStats()
          ).values())
            if (report.type === 'inbound-rtp') decoded += report.framesDecoded ?? 0;
        return decoded;
      };
      Object.assign(window, { take, frames });
    });
    let delivered = 0;
    const deliver = async () => {
      const letters = world.letters.slice(delivered);
      delivered += letters.length;
      return world.page.evaluate((batch) => {
        const { take, frames } = window as unknown as {
          take(letter: Letter): void;
          frames(): Promise<number>;
        };
        for (const letter of batch) take(letter);
        return frames();
      }, letters);
    };
    await world.ports({ alice: { send: ['microphone', 'camera'] }, bob: {} });
    await world.publish('alice', 'microphone', 'bob');
    await world.publish('alice', 'camera', 'bob');
    await eventually(deliver, { every: 20 }).toBeGreaterThan(5);
    expect(world.refusals).toEqual([]);
  });
}
