import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';

/** What a line is like from now on; what is not said is as good as can be. */
export interface Weather {
  /** Bits a second; packets beyond it wait. */
  readonly capacity?: number;
  /** How long they wait at most, milliseconds: what comes while it is longer is dropped. */
  readonly queue?: number;
  /** The share that is dropped at random, 0 to 1. */
  readonly loss?: number;
}

/** What became of the packets on their way down so far. */
export interface Count {
  readonly passed: number;
  /** Of those that passed, with their headers. */
  readonly bytes: number;
  /** Dropped because the queue was full. */
  readonly full: number;
  /** Dropped at random. */
  readonly lost: number;
}

export interface NarrowLine {
  /** Where to send instead of to the server itself. */
  readonly port: number;
  become(weather: Weather): void;
  count(): Count;
  close(): void;
}

/** A line carries the headers of IP and UDP too, bytes. */
const HEADERS = 28;

/**
 * A line in front of one UDP server: whoever sends to its port talks with that server, and what the server answers goes
 * through one bottleneck with a queue that drops at its end, as on a home's way down. The way up is free.
 */
export async function narrowLine(address: string, server: number): Promise<NarrowLine> {
  const near = createSocket('udp4');
  /** One towards the server for each who sends, so that its answers find back. */
  const far = new Map<string, Socket>();
  const count = { passed: 0, bytes: 0, full: 0, lost: 0 };
  let waiting: { readonly packet: Buffer; readonly to: RemoteInfo; readonly at: number }[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let weather: Weather = {};
  /** When the bottleneck has sent what it was given, milliseconds. */
  let idleAt = 0;

  function down(packet: Buffer, to: RemoteInfo): void {
    const { capacity = Number.POSITIVE_INFINITY, queue = 400, loss = 0 } = weather;
    const now = performance.now();
    const begins = Math.max(now, idleAt);
    if (begins - now > queue) {
      count.full += 1;
      return;
    }
    idleAt = begins + ((packet.length + HEADERS) * 8000) / capacity;
    // Lost behind the bottleneck, as on the air: it took its time there all the same.
    if (Math.random() < loss) count.lost += 1;
    else waiting.push({ packet, to, at: idleAt });
    deliver();
  }

  function deliver(): void {
    clearTimeout(timer);
    const now = performance.now();
    const due = waiting.filter(({ at }) => at <= now);
    waiting = waiting.slice(due.length);
    for (const { packet, to } of due) {
      count.passed += 1;
      count.bytes += packet.length + HEADERS;
      near.send(packet, to.port, to.address);
    }
    const [next] = waiting;
    if (next) timer = setTimeout(deliver, next.at - now);
  }

  function towards(from: RemoteInfo): Socket {
    const name = `${from.address}:${from.port}`;
    const known = far.get(name);
    if (known) return known;
    const socket = createSocket('udp4');
    socket.on('message', (packet) => down(packet, from));
    far.set(name, socket);
    return socket;
  }

  near.on('message', (packet, from) => towards(from).send(packet, server, address));
  await new Promise<void>((done, fail) => {
    near.once('error', fail);
    near.bind(0, address, done);
  });
  return {
    port: near.address().port,
    become(next) {
      weather = next;
    },
    count: () => ({ ...count }),
    close() {
      clearTimeout(timer);
      near.close();
      for (const socket of far.values()) socket.close();
    },
  };
}
