import { rmSync } from 'node:fs';
import { createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { OpenAPIHono } from '@hono/zod-openapi';
import { Hono } from 'hono';
import { Registry as Metrics } from 'prom-client';
import { roomId } from '@/lib/core/ids.ts';
import { createHttp } from '@/server/http/app.ts';
import { listenerOf } from '@/server/http/listener.ts';
import type { ApiEnv } from '@/server/http/v1/parts.ts';
import { createAppTokens } from '@/server/identity/app-tokens.ts';
import { createTokens } from '@/server/identity/tokens.ts';
import { createAdministration } from '@/server/rooms/administration.ts';
import { createMessageIds } from '@/server/rooms/message-ids.ts';
import { createMessaging } from '@/server/rooms/messaging.ts';
import { systemClock } from '@/server/rooms/ports.ts';
import { createRegistry } from '@/server/rooms/registry.ts';
import { createDoor } from '@/server/signaling/door.ts';
import { createAppTokenStore } from '@/server/store/app-tokens.ts';
import { openDatabase } from '@/server/store/database.ts';
import { createMessageStore } from '@/server/store/messages.ts';
import { createRoomStore } from '@/server/store/rooms.ts';
import { createUserStore } from '@/server/store/users.ts';
import { newDataFolder } from '../../support/data-folder.ts';
import { TestEngine, testLog } from '../doubles.ts';
import { connect, type Visitor } from '../house.ts';

export const ADMIN = 'the admin token of these tests, of some length';

/** An answer of the endpoint; every one of them is 200. */
export interface Answer {
  readonly op: string;
  readonly result: boolean;
  readonly error?: string;
  readonly code?: number;
  readonly cause?: string;
  readonly properties?: readonly string[];
  readonly [other: string]: unknown;
}

/** A request as it goes over the line. */
export interface Sent {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** The whole server on a real database and real sockets; only the media engine is a double. */
export async function openWorld(corsOrigins: readonly string[] = []) {
  const folder = await newDataFolder();
  const store = await openDatabase(null, folder);
  const rooms = createRoomStore(store.database);
  const users = createUserStore(store.database);
  const messages = createMessageStore(store.database);
  const tokens = createTokens('a secret for tests only, of some length', users);
  const { log, lines } = testLog();
  const http = createServer();
  const door = createDoor(http, log, new Metrics(), () => []);
  const engine = new TestEngine();
  const registry = createRegistry({
    ...{ store: rooms, messages, ids: createMessageIds('a secret for tests only') },
    ...{ engine, ...door.post, clock: systemClock, log },
  });
  const administration = createAdministration({
    ...{ registry, rooms, users, clock: systemClock },
    sign: (address, expiresAt, id) => tokens.user(address, Math.floor(expiresAt / 1000), id),
  });
  /** Where requests seem to come from. */
  const from = { address: '127.0.0.1' };
  const appTokens = createAppTokens({ store: createAppTokenStore(store.database), now: Date.now });
  const app = createHttp({
    ...{
      adminToken: ADMIN,
      demo: [],
      meetings: false,
      metrics: new Metrics(),
      administration,
      corsOrigins,
      log,
    },
    mesibo: {
      ...{ rooms, users, messaging: createMessaging({ registry, users }), now: Date.now },
      appTokens,
    },
    api: new Hono<ApiEnv>(),
    session: new OpenAPIHono(),
    missing: async () => null,
    addressOf: () => from.address,
  });
  const listener = listenerOf(app, () => {});
  http.on('request', (request, response) => {
    if (!request.url?.startsWith('/socket.io')) void listener(request, response);
  });
  door.open({ registry, tokens, now: Date.now });
  await new Promise<void>((done) => http.listen(0, '127.0.0.1', done));
  const { port } = http.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const visitors: Visitor[] = [];
  let last = 0;

  /** What comes back over the line, as it is. */
  const raw = ({ method, path: at, headers = {}, body = '' }: Sent) =>
    new Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; text: string }>((done, fail) => {
      const length = body ? { 'content-length': String(Buffer.byteLength(body)) } : {};
      const sent = httpRequest(url + at, { method, headers: { ...length, ...headers } }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', fail);
        response.on('end', () =>
          done({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text: Buffer.concat(chunks).toString(),
          }),
        );
      });
      sent.on('error', fail);
      sent.end(body);
    });

  const send = async (request: Sent): Promise<Answer> => {
    const { status, headers, text } = await raw(request);
    if (status !== 200 || !/^application\/json/.test(String(headers['content-type'])))
      throw new Error(`answered ${status} ${headers['content-type']}: ${text.slice(0, 200)}`);
    return JSON.parse(text) as Answer;
  };

  /** An op with a JSON body, as most clients call. */
  const call = (op: string, request: object = {}): Promise<Answer> =>
    send({
      ...{ method: 'POST', path: '/backend/', headers: { 'content-type': 'application/json' } },
      body: JSON.stringify({ op, token: ADMIN, ...request }),
    });

  /** An op that is expected to succeed. */
  const ok = async (op: string, request: object = {}): Promise<Answer> => {
    const answer = await call(op, request);
    if (!answer.result) throw new Error(`${op} failed: ${JSON.stringify(answer)}`);
    return answer;
  };

  return {
    ...{
      url,
      raw,
      send,
      call,
      ok,
      rooms,
      users,
      store,
      administration,
      engine,
      registry,
      lines,
      messages,
      appTokens,
      from,
    },

    /** A user of their own; their address. */
    async someone(name = 'Ana'): Promise<string> {
      last += 1;
      const address = `${name.toLowerCase()}${last}@test`;
      await ok('useradd', { user: { address, name } });
      return address;
    },

    /** A room with these members; its gid. */
    async room(members: readonly string[] = [], group: object = {}): Promise<number> {
      const answer = await ok('groupadd', {
        group: { name: 'Test', ...group, members: { m: members.join() } },
      });
      return (answer.group as { gid: number }).gid;
    },

    async state(gid: number) {
      const row = await rooms.findByGid(gid);
      if (!row) throw new Error(`there is no room ${gid}`);
      const stored = await rooms.load(row.id);
      if (!stored) throw new Error(`room ${gid} is gone`);
      return { id: row.id, ...stored };
    },

    /** What is stored about a user in a room. */
    async member(gid: number, address: string) {
      const { people } = await this.state(gid);
      return people.find(({ id }) => id === `user:${address}`) ?? null;
    },

    /** A user's browser, with a token made by an op. */
    async visitor(address: string): Promise<Visitor> {
      const answer = await ok('useradd', { user: { address, token: { appid: 'test' } } });
      const made = await connect(url, { token: (answer.user as { token: string }).token });
      visitors.push(made);
      return made;
    },

    media: async (gid: number) => {
      const row = await rooms.findByGid(gid);
      const found = engine.media.get(row?.id ?? roomId(''));
      if (!found) throw new Error('this room is not running');
      return found;
    },

    async close() {
      for (const { socket } of visitors) socket.disconnect();
      await door.close();
      await registry.close();
      http.closeAllConnections();
      await new Promise((done) => http.close(done));
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export type World = Awaited<ReturnType<typeof openWorld>>;
