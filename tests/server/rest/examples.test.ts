import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { getRequestListener } from '@hono/node-server';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { roomId } from '@/lib/core/ids.ts';
import { ADMIN_TOKEN, restHouse } from './house.ts';

/** The examples of docs/api.md run as they are written there, one after another, and give what it says. */
const house = restHouse();
const run = promisify(execFile);
let server: Server;
let url = '';

beforeAll(async () => {
  server = createServer(
    getRequestListener((request) => {
      const { pathname, search } = new URL(request.url);
      return house.fetch(`${pathname}${search}`, request);
    }),
  );
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const BLOCK = /^```(sh setup|sh|json)\n(.*?)^```$/gms;
const blocks = [...readFileSync('docs/api.md', 'utf8').matchAll(BLOCK)].map(([, kind, text]) => ({
  kind: kind ?? '',
  text: text ?? '',
}));

/** JSON values that stand one after another. */
function values(text: string): unknown[] {
  const found: unknown[] = [];
  let from = 0;
  for (let to = 1; to <= text.length; to++) {
    try {
      found.push(JSON.parse(text.slice(from, to)));
      from = to;
    } catch {
      // Not the end of a value yet.
    }
  }
  expect(text.slice(from).trim()).toBe('');
  return found;
}

/** What the page says of an answer: some of its fields, and `…` for whatever stands there. */
function matching(said: unknown): unknown {
  if (said === '…') return expect.anything();
  if (Array.isArray(said)) return said.map(matching);
  if (typeof said !== 'object' || said === null) return said;
  return expect.objectContaining(
    Object.fromEntries(Object.entries(said).map(([key, value]) => [key, matching(value)])),
  );
}

it('every example of docs/api.md runs as written, and answers what the page says', async () => {
  const setup = blocks.filter(({ kind }) => kind === 'sh setup');
  expect(setup).toHaveLength(1);
  expect(blocks.filter(({ kind }) => kind === 'sh').length).toBeGreaterThan(10);
  const env = { ...process.env, ROSTRUM: `${url}/api/v1`, TOKEN: ADMIN_TOKEN };
  for (const [i, { kind, text }] of blocks.entries()) {
    if (kind !== 'sh') continue;
    const { stdout } = await run('bash', ['-euo', 'pipefail', '-c', text], { env });
    const next = blocks[i + 1];
    if (next?.kind === 'json') expect(values(stdout), text).toEqual(values(next.text).map(matching));
    else expect(stdout, text).toMatch(/^event: live\ndata: \{"running":false/);
  }
  // Whoever followed the call and hung up holds the room no longer; the floor that was given is over by then.
  const host = await house.registry.find(roomId('physics'));
  await house.clock.pass(61_000);
  await expect.poll(() => host?.idle, { timeout: 10_000 }).toBe(true);
}, 120_000);
