import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Registry as Metrics } from 'prom-client';
import { io, type Socket } from 'socket.io-client';
import { expect, onTestFinished } from 'vitest';
import type { Failure } from '@/lib/core/failure.ts';
import type { Person } from '@/lib/core/gate/person.ts';
import { type ParticipantId, roomId } from '@/lib/core/ids.ts';
import type { Pin } from '@/lib/core/room/pins.ts';
import type { RoomSettings } from '@/lib/core/room/settings.ts';
import { fold, type Notice, type View } from '@/lib/core/roster/view.ts';
import type { EndReason } from '@/lib/core/session.ts';
import type { Ack, Answers } from '@/lib/wire/answers.ts';
import type { RequestInput, RequestName } from '@/lib/wire/requests.ts';
import { createTokens, type Tokens } from '@/server/identity/tokens.ts';
import { createRegistry, type Registry } from '@/server/rooms/registry.ts';
import { createDoor } from '@/server/signaling/door.ts';
import {
  TestClock,
  TestEngine,
  type TestMedia,
  TestMessages,
  TestStore,
  testIds,
  testLog,
} from './doubles.ts';

export interface TestRoom {
  readonly id: string;
  readonly settings: RoomSettings;
  readonly people?: readonly Person[];
  readonly pins?: readonly Pin[];
}

/** A server without its program: real sockets, door and rooms; media, store and time belong to the test. */
export interface House {
  readonly url: string;
  readonly clock: TestClock;
  readonly store: TestStore;
  readonly messages: TestMessages;
  readonly tokens: Tokens;
  readonly registry: Registry;
  readonly lines: Record<string, unknown>[];
  /** Users that exist, by address, with their names. */
  readonly users: Map<string, string>;
  media(room?: string): TestMedia;
  /** How many messages were not carried out with this code. */
  refused(code: string): Promise<number>;
  /** Somebody with these credentials, connected. */
  visitor(auth?: object): Promise<Visitor>;
  /** A user with a token of their own. */
  user(address: string): Promise<Visitor>;
}

/** One browser's socket, without its manners: everything that it was sent stays to be looked at. */
export interface Visitor {
  readonly socket: Socket;
  /** Every event and acknowledgement, in the order of arrival. */
  readonly received: { readonly event: string; readonly payload: unknown }[];
  /** What a browser would show; null before it came in. */
  readonly view: View | null;
  readonly ended: EndReason | null;
  /** Of the latest join. */
  readonly participant: ParticipantId;
  readonly key: string;
  /** Sends whatever it is given, and gives what came back. */
  raw(name: string, ...payload: unknown[]): Promise<Ack<RequestName>>;
  /** Asks, and expects to be served. */
  ask<Name extends RequestName>(name: Name, payload: RequestInput<Name>): Promise<Answers[Name]>;
  /** Asks, and expects to be turned down. */
  fails<Name extends RequestName>(name: Name, payload: RequestInput<Name>): Promise<Failure>;
  join(room?: string, name?: string): Promise<ParticipantId>;
  resume(participant: ParticipantId, key: string, room?: string): Promise<ParticipantId>;
  /** Resolves when everything that was sent to this socket so far has arrived: answers keep their place. */
  caughtUp(): Promise<void>;
  gone(): Promise<void>;
}

export async function openHouse(rooms: readonly TestRoom[]): Promise<House> {
  const http = createServer((_request, response) => void response.writeHead(404).end());
  const { log, lines } = testLog();
  const metrics = new Metrics();
  const clock = new TestClock();
  const store = new TestStore();
  for (const { id, settings, people = [], pins = [] } of rooms)
    store.rooms.set(id, { settings, people, pins });
  const messages = new TestMessages();
  const engine = new TestEngine();
  const users = new Map<string, string>();
  const tokens = createTokens('a secret for tests only, of some length', {
    find: async (address) => {
      const name = users.get(address);
      return name === undefined ? null : { name, active: true };
    },
    hasToken: async () => true,
  });
  const door = createDoor(http, log, metrics, () => [{ urls: 'stun:test' }]);
  const registry = createRegistry({ store, messages, ids: testIds, engine, ...door.post, clock, log });
  door.open({ registry, tokens, now: clock.now });
  await new Promise<void>((done) => http.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const visitors: Visitor[] = [];
  onTestFinished(async () => {
    for (const { socket } of visitors) socket.disconnect();
    await door.close();
    await registry.close();
  });

  const visitor = async (auth: object = {}) => {
    const made = await connect(url, auth);
    visitors.push(made);
    return made;
  };
  return {
    url,
    clock,
    store,
    messages,
    tokens,
    registry,
    lines,
    users,
    media: (room = 'a') => {
      const found = engine.media.get(roomId(room));
      if (!found) throw new Error('this room is not running');
      return found;
    },
    async refused(code) {
      const counter = await metrics.getSingleMetric('rostrum_refused_messages_total')?.get();
      return counter?.values.find(({ labels }) => labels.code === code)?.value ?? 0;
    },
    visitor,
    async user(address) {
      if (!users.has(address)) users.set(address, address.charAt(0).toUpperCase() + address.slice(1));
      return visitor({ token: await tokens.user(address, '1h') });
    },
  };
}

/** @throws the failure that the server gives as its reason */
export async function connect(url: string, auth: object): Promise<Visitor> {
  const socket = io(url, { auth, transports: ['websocket'], reconnection: false, forceNew: true });
  const received: { event: string; payload: unknown }[] = [];
  let view: View | null = null;
  let ended: EndReason | null = null;
  let place = { participant: '' as ParticipantId, key: '' };
  socket.onAny((event: string, payload: unknown) => {
    received.push({ event, payload });
    if (event === 'ended') ended = payload as EndReason;
    if (event !== 'notices') return;
    for (const notice of payload as Notice[]) {
      if (notice.is === 'view') view = notice.view;
      else if (view) view = fold(view, notice);
    }
  });
  await new Promise<void>((done, fail) => {
    socket.once('connect', done);
    socket.once('connect_error', (error: Error & { data?: Failure }) => {
      socket.disconnect();
      fail(error.data ?? error);
    });
  });

  const visitor: Visitor = {
    socket,
    received,
    get view() {
      return view;
    },
    get ended() {
      return ended;
    },
    get participant() {
      return place.participant;
    },
    get key() {
      return place.key;
    },
    async raw(name, ...payload) {
      const answer: Ack<RequestName> = await socket.timeout(5000).emitWithAck(name, ...payload);
      received.push({ event: `answer to ${name}`, payload: answer });
      return answer;
    },
    async ask(name, payload) {
      const answer = await this.raw(name, payload);
      if (!answer.ok) throw new Error(`${name} failed: ${JSON.stringify(answer.failure)}`);
      return answer.value as never;
    },
    async fails(name, payload) {
      const answer = await this.raw(name, payload);
      expect(answer.ok, `${name} should fail`).toBe(false);
      return (answer as { failure: Failure }).failure;
    },
    async join(room = 'a', name = 'Somebody') {
      const { participant, key } = await this.ask('room.join', { room, name });
      place = { participant, key };
      return participant;
    },
    async resume(participant, key, room = 'a') {
      const answer = await this.ask('room.join', { room, name: 'Somebody', resume: { participant, key } });
      place = answer;
      return answer.participant;
    },
    async caughtUp() {
      await socket.timeout(5000).emitWithAck('room.look', { room: 'nowhere' });
    },
    gone: () =>
      new Promise((done) => {
        if (socket.disconnected) done();
        else socket.once('disconnect', () => done());
      }),
  };
  return visitor;
}
