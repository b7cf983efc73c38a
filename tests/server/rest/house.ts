import { rmSync } from 'node:fs';
import { Registry as Metrics } from 'prom-client';
import { afterAll, beforeAll, expect } from 'vitest';
import type { PersonId, RoomId } from '@/lib/core/ids.ts';
import { guestPerson, participantId, personId, roomId, sourceId, userPerson } from '@/lib/core/ids.ts';
import { createHttp, type HttpParts } from '@/server/http/app.ts';
import { createApi } from '@/server/http/v1/api.ts';
import type { ApiParts } from '@/server/http/v1/parts.ts';
import { session } from '@/server/http/v1/session.ts';
import { type AppTokens, createAppTokens } from '@/server/identity/app-tokens.ts';
import { createConsoleSessions } from '@/server/identity/console.ts';
import type { Principal, Scope } from '@/server/identity/principal.ts';
import { createTokens, type Tokens } from '@/server/identity/tokens.ts';
import { type Administration, createAdministration } from '@/server/rooms/administration.ts';
import { createMessageIds } from '@/server/rooms/message-ids.ts';
import { createMessaging } from '@/server/rooms/messaging.ts';
import { createRegistry, type Registry } from '@/server/rooms/registry.ts';
import { createAppTokenStore } from '@/server/store/app-tokens.ts';
import { type OpenDatabase, openDatabase } from '@/server/store/database.ts';
import { createIdempotencyStore } from '@/server/store/idempotency.ts';
import { createMessageStore } from '@/server/store/messages.ts';
import { createRoomStore } from '@/server/store/rooms.ts';
import { createSessionStore } from '@/server/store/sessions.ts';
import { createUserStore } from '@/server/store/users.ts';
import { createWebhookStore } from '@/server/store/webhooks.ts';
import { createWebhooks } from '@/server/webhooks/webhooks.ts';
import { newDataFolder } from '../../support/data-folder.ts';
import { TestClock, TestEngine, testLog, testOutbox } from '../doubles.ts';

export const ADMIN_TOKEN = 'the admin token of these tests';

/** Plenty, so that only tests of the limits meet them. */
const NO_LIMITS = {
  reads: { points: 1e6, duration: 60 },
  writes: { points: 1e6, duration: 60 },
  wrong: { points: 1e6, duration: 60 },
};

export interface Asked {
  readonly body?: unknown;
  readonly token?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: what tests look into is JSON of any shape
  readonly body: any;
  readonly text: string;
}

/** The API over a real database, in process; media and time belong to the test. */
export interface RestHouse {
  readonly clock: TestClock;
  readonly registry: Registry;
  readonly administration: Administration;
  readonly tokens: Tokens;
  readonly appTokens: AppTokens;
  readonly database: OpenDatabase['database'];
  readonly lines: Record<string, unknown>[];
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** Asks as the admin token, unless another token or none is given. */
  ask(method: string, path: string, asked?: Asked): Promise<Answered>;
  /** Asks, and expects this status. */
  expects(status: number, method: string, path: string, asked?: Asked): Promise<Answered>;
  /** An application token with these scopes. */
  token(...scopes: Scope[]): Promise<string>;
  /** Adds users with their address, capital first, as a name. */
  users(...addresses: string[]): Promise<void>;
  /** Makes a room, and gives its id. */
  room(body?: Record<string, unknown>): Promise<RoomId>;
  /** Lets somebody into a room. */
  join(room: RoomId, who: string, name?: string): Promise<string>;
}

/** Opened before the tests of a file, and closed after them. */
export function restHouse(over: Partial<ApiParts> = {}): RestHouse {
  let folder = '';
  const clock = new TestClock();
  const { log, lines } = testLog();
  let house: Omit<RestHouse, 'ask' | 'expects'> & { close(): Promise<void> };
  let count = 0;

  beforeAll(async () => {
    folder = await newDataFolder();
    const open = await openDatabase(null, folder);
    const [rooms, users] = [createRoomStore(open.database), createUserStore(open.database)];
    const secret = 'a secret for tests only, of some length';
    const tokens = createTokens(secret, users);
    const builtIn = { url: 'https://environment.test/', secret: 'a secret of the environment' };
    const webhooks = await createWebhooks({ store: createWebhookStore(open.database), clock }, builtIn);
    const registry = createRegistry({
      store: rooms,
      messages: createMessageStore(open.database),
      ids: createMessageIds(secret),
      hooks: webhooks.hooks,
      engine: new TestEngine(),
      outbox: testOutbox([]),
      sink: { signal: () => {}, opened: () => {}, closed: () => {} } as never,
      clock,
      log,
    });
    const administration = createAdministration({
      registry,
      rooms,
      users,
      clock,
      hooks: webhooks.hooks,
      sign: (address, expiresAt, id) => tokens.user(address, Math.floor(expiresAt / 1000), id),
    });
    const appTokens = createAppTokens({ store: createAppTokenStore(open.database), now: clock.now });
    const api = createApi({
      administration,
      webhooks,
      rooms,
      users,
      appTokens,
      idempotency: createIdempotencyStore(open.database),
      messaging: createMessaging({ registry, users }),
      adminToken: ADMIN_TOKEN,
      secret,
      publicUrl: 'https://meet.test',
      clock,
      log,
      isUserToken: tokens.isUser,
      addressOf: () => '127.0.0.1',
      rates: NO_LIMITS,
      ...over,
    });
    const app = createHttp({
      adminToken: ADMIN_TOKEN,
      demo: [],
      meetings: true,
      metrics: new Metrics(),
      missing: async () => null,
      administration,
      api,
      // Not asked here: see tests/server/mesibo.
      mesibo: {} as HttpParts['mesibo'],
      corsOrigins: [],
      session: session({
        sessions: createConsoleSessions({
          secret,
          adminToken: ADMIN_TOKEN,
          store: createSessionStore(open.database),
          now: clock.now,
        }),
        publicUrl: 'https://meet.test',
        addressOf: () => '127.0.0.1',
      }),
      log,
      addressOf: () => '127.0.0.1',
    });
    house = {
      clock,
      registry,
      administration,
      tokens,
      appTokens,
      database: open.database,
      lines,
      fetch: async (target, init) => app.request(target, init),
      token: async (...scopes) =>
        (await appTokens.create({ name: `t${count++}`, scopes, expiresAt: null })).token,
      async users(...addresses) {
        for (const address of addresses)
          await administration.addUser(address, {
            name: address.charAt(0).toUpperCase() + address.slice(1),
          });
      },
      async room(body = {}) {
        const made = await result.expects(201, 'POST', '/rooms', { body: { name: 'A room', ...body } });
        return roomId(made.body.room.id);
      },
      async join(room, who, name = who) {
        const person: PersonId = /^(user|guest):/.test(who)
          ? personId(who)
          : who.startsWith('g-')
            ? guestPerson(who)
            : userPerson(who);
        const id = participantId(`p${count++}`);
        const host = await registry.find(room);
        const failed = await host?.run(
          { type: 'participant', id },
          { do: 'join', person, name, source: sourceId(`s${count++}`) },
        );
        expect(failed).toBeNull();
        return id;
      },
      async close() {
        await registry.close();
        await open.close();
      },
    };
  }, 60_000);
  afterAll(async () => {
    await house.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const result: RestHouse = {
    get clock() {
      return house.clock;
    },
    get registry() {
      return house.registry;
    },
    get administration() {
      return house.administration;
    },
    get tokens() {
      return house.tokens;
    },
    get appTokens() {
      return house.appTokens;
    },
    get database() {
      return house.database;
    },
    get lines() {
      return house.lines;
    },
    fetch: (target, init) => house.fetch(target, init),
    token: (...scopes) => house.token(...scopes),
    users: (...addresses) => house.users(...addresses),
    room: (body) => house.room(body),
    join: (room, who, name) => house.join(room, who, name),
    async ask(method, target, { body, token = ADMIN_TOKEN, headers = {} } = {}) {
      const response = await house.fetch(`/api/v1${target}`, {
        method,
        headers: {
          ...(token !== null && { authorization: `Bearer ${token}` }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      const text = await response.text();
      const json =
        /^application\/(problem\+)?json/.test(response.headers.get('content-type') ?? '') && text !== '';
      return {
        status: response.status,
        headers: response.headers,
        text,
        body: json ? JSON.parse(text) : null,
      };
    },
    async expects(status, method, target, asked) {
      const answer = await result.ask(method, target, asked);
      expect(answer.status, `${method} ${target}: ${answer.text.slice(0, 500)}`).toBe(status);
      return answer;
    },
  };
  return result;
}

/** A console session that always stands. */
export const CONSOLE: Principal = { kind: 'console', id: 'console:1', name: 'Console', scopes: [] };
