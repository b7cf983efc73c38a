import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import type { Payload } from '@/server/webhooks/payloads.ts';

/** One request as it came in; `payload` is its body, read. */
export interface Taken {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly payload: Payload;
}

/** A status to answer with; null for no answer at all, undefined where the response was dealt with already. */
export type Manner = number | null | undefined;

export interface Receiver {
  readonly url: string;
  /** Everything that came in, whatever was answered. */
  readonly received: Taken[];
  /** What was answered with 2xx. */
  readonly taken: Taken[];
  /** How it answers from now on; 204 at first. */
  answer(how: Manner | ((taken: Taken, response: ServerResponse) => Manner)): void;
  /** Stops listening, as a receiver that is down. */
  down(): Promise<void>;
  up(): Promise<void>;
}

/** A real HTTP server that takes webhooks, at a port of its own until the test is over. */
export async function openReceiver(): Promise<Receiver> {
  const received: Taken[] = [];
  const taken: Taken[] = [];
  let manner: (one: Taken, response: ServerResponse) => Manner = () => 204;
  let port = 0;
  let server: Server | null = null;

  async function up(): Promise<void> {
    const made = createServer((request, response) => {
      let body = '';
      request.setEncoding('utf8');
      request.on('data', (chunk) => {
        body += chunk;
      });
      request.on('end', () => {
        const one = { path: request.url ?? '', headers: request.headers, body, payload: JSON.parse(body) };
        received.push(one);
        const status = manner(one, response);
        if (!status) return;
        if (status >= 200 && status < 300) taken.push(one);
        response.writeHead(status).end();
      });
    });
    await new Promise<void>((done, fail) => {
      made.once('error', fail);
      made.listen(port, '127.0.0.1', done);
    });
    port = (made.address() as AddressInfo).port;
    server = made;
  }
  async function down(): Promise<void> {
    const closing = server;
    server = null;
    if (!closing) return;
    await new Promise<void>((done) => {
      closing.close(() => done());
      closing.closeAllConnections();
    });
  }

  await up();
  onTestFinished(down);
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    taken,
    answer: (how) => {
      manner = typeof how === 'function' ? how : () => how;
    },
    down,
    up,
  };
}

/** Resolves when something is so; fails with what was so instead, after a while. */
export async function until(condition: () => boolean, words: () => string, ms = 25_000): Promise<void> {
  const end = Date.now() + ms;
  while (!condition()) {
    if (Date.now() > end) throw new Error(`It never came to it: ${words()}`);
    await new Promise((next) => setTimeout(next, 5));
  }
}
