import { randomInt } from 'node:crypto';
import { createSocket, type Socket } from 'node:dgram';
import type { Codec } from '@/lib/core/room/settings.ts';
import { ssrcOf, type VideoPacket, type VideoReader, videoReader } from './video.ts';

/**
 * Where copies of packets arrive that a Janus was asked for, so that this server sees what a publisher really sends.
 * One UDP socket for each Janus, at the address we reach it from. Every copy is asked for under an SSRC of its own,
 * drawn at random: what comes under any other is nobody's, and whoever does not know it can tell us nothing.
 */
export class Inlet {
  readonly #takers = new Map<number, { readonly read: VideoReader; take(packet: VideoPacket): void }>();
  #opening: Promise<{ readonly socket: Socket; readonly host: string; readonly port: number }> | null = null;
  /** Whether anything ever arrived: a firewall may lie between, or a network that translates addresses. */
  #fed = false;

  /** @param server the address of the Janus, `ws[s]://host:port` */
  constructor(private readonly server: () => string | null) {}

  get fed(): boolean {
    return this.#fed;
  }

  /** Where copies are to be sent. Rejects where there is no such place. */
  async address(): Promise<{ readonly host: string; readonly port: number }> {
    this.#opening ??= this.#open();
    const opening = this.#opening;
    opening.catch(() => {
      if (this.#opening === opening) this.#opening = null;
    });
    const { host, port } = await opening;
    return { host, port };
  }

  /** An SSRC to ask for a copy under; what arrives under it is taken until it is let go. */
  take(codec: Codec, take: (packet: VideoPacket) => void): number {
    let ssrc = 0;
    do ssrc = randomInt(1, 2 ** 32);
    while (this.#takers.has(ssrc));
    this.#takers.set(ssrc, { read: videoReader(codec), take });
    return ssrc;
  }

  letGo(ssrc: number): void {
    this.#takers.delete(ssrc);
  }

  async close(): Promise<void> {
    const opening = this.#opening;
    this.#opening = null;
    this.#takers.clear();
    await opening?.then(({ socket }) => socket.close()).catch(() => undefined);
  }

  async #open() {
    const url = this.server();
    if (!url) throw new Error('There is no Janus to hear from.');
    const host = await addressTowards(new URL(url).hostname);
    // Nothing lies between us and our own machine.
    if (host.startsWith('127.')) this.#fed = true;
    const socket = createSocket('udp4');
    socket.on('message', (message) => {
      const ssrc = ssrcOf(message);
      const taker = ssrc === null ? undefined : this.#takers.get(ssrc);
      const packet = taker?.read(message);
      if (!taker || !packet) return;
      this.#fed = true;
      taker.take(packet);
    });
    await new Promise<void>((done, fail) => {
      socket.once('error', fail);
      socket.bind(0, host, done);
    });
    socket.removeAllListeners('error').on('error', () => undefined);
    socket.unref();
    return { socket, host, port: socket.address().port };
  }
}

/** Our own address on the way to a host: what the kernel would send from (nothing is sent). */
function addressTowards(host: string): Promise<string> {
  return new Promise((done, fail) => {
    const socket = createSocket('udp4');
    socket.once('error', (error) => {
      socket.close();
      fail(error);
    });
    // The discard port (RFC 863).
    socket.connect(9, host, () => {
      const { address } = socket.address();
      socket.close();
      done(address);
    });
  });
}
