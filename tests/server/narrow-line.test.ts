import { createSocket, type Socket } from 'node:dgram';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type NarrowLine, narrowLine } from '../support/narrow-line.ts';

const HOST = '127.0.0.1';
/** So many fit in the buffers of a socket, whoever reads them late. */
const BURST = 50;
/** With its headers 1,000 bytes on the line: 20 ms of 400 kbit/s. */
const PACKET = Buffer.alloc(972);

const bound = (socket: Socket) => new Promise<void>((done) => socket.bind(0, HOST, done));
const until = async (so: () => boolean) => {
  while (!so()) await new Promise((next) => setTimeout(next, 5));
};

/** A server that answers whatever it is sent with a burst, and one who asks it over the line. */
describe('a narrow line', () => {
  let server: Socket;
  let client: Socket;
  let line: NarrowLine;
  let came: { at: number; nth: number }[];
  beforeEach(async () => {
    [server, client, came] = [createSocket('udp4'), createSocket('udp4'), []];
    await Promise.all([server, client].map(bound));
    server.on('message', (_, { port, address }) => {
      for (let nth = 0; nth < BURST; nth++) {
        const packet = Buffer.from(PACKET);
        packet.writeUInt32BE(nth);
        server.send(packet, port, address);
      }
    });
    client.on('message', (packet) => came.push({ at: performance.now(), nth: packet.readUInt32BE() }));
    line = await narrowLine(HOST, server.address().port);
  });
  afterEach(() => {
    line.close();
    for (const socket of [server, client]) socket.close();
  });

  /** Asks once; resolves when everything that passed has arrived and the rest is counted as dropped. */
  async function ask() {
    client.send('?', line.port, HOST);
    const all = () => {
      const { passed, full, lost } = line.count();
      return passed + full + lost;
    };
    await until(() => all() === BURST && came.length === line.count().passed);
    return line.count();
  }

  it('lets everything through in its order while it is free', async () => {
    expect(await ask()).toEqual({ passed: BURST, bytes: BURST * 1_000, full: 0, lost: 0 });
    expect(came.map(({ nth }) => nth)).toEqual([...Array(BURST).keys()]);
  });

  it('lets through no more than it carries, and drops what would wait too long', async () => {
    line.become({ capacity: 400_000, queue: 400 });
    const { passed, full, lost } = await ask();
    // Twenty in the queue and one on its way; on a slow machine some more get in while others leave.
    expect(passed).toBeGreaterThanOrEqual(20);
    expect(full).toBeGreaterThan(0);
    expect(lost).toBe(0);
    const took = (came.at(-1)?.at ?? 0) - (came[0]?.at ?? 0);
    expect(took).toBeGreaterThan((passed - 1) * 20 - 20);
    expect(came.map(({ nth }) => nth)).toEqual(came.map(({ nth }) => nth).sort((a, b) => a - b));
  });

  it('loses the share that it is told to', async () => {
    line.become({ loss: 0.5 });
    const { passed, full, lost } = await ask();
    expect(full).toBe(0);
    expect(passed + lost).toBe(BURST);
    // Five standard deviations.
    expect(lost).toBeGreaterThan(7);
    expect(lost).toBeLessThan(43);
  });
});
