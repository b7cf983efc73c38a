import { rmSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { type PersonId, participantId, roomId, sourceId, userPerson } from '@/lib/core/ids.ts';
import type { Actor, Command } from '@/lib/core/room/commands.ts';
import { eventsOf } from '@/lib/core/room/events.ts';
import { presetSettings } from '@/lib/core/room/presets.ts';
import { step } from '@/lib/core/room/step.ts';
import { createAdministration } from '@/server/rooms/administration.ts';
import { createRegistry } from '@/server/rooms/registry.ts';
import { type OpenDatabase, openDatabase } from '@/server/store/database.ts';
import { createMessageStore } from '@/server/store/messages.ts';
import { createRoomStore } from '@/server/store/rooms.ts';
import { createUserStore } from '@/server/store/users.ts';
import { createWebhookStore } from '@/server/store/webhooks.ts';
import { backoff, FEWEST_ATTEMPTS, GIVE_UP_MS } from '@/server/webhooks/backoff.ts';
import { createDispatcher } from '@/server/webhooks/dispatcher.ts';
import { payloadOf, WEBHOOK_EVENTS } from '@/server/webhooks/payloads.ts';
import { BUILT_IN, createWebhooks, MOST_WEBHOOKS, type NewWebhook } from '@/server/webhooks/webhooks.ts';
import { newDataFolder } from '../support/data-folder.ts';
import { makeRoom } from '../unit/core/kit.ts';
import { story } from '../unit/core/world.ts';
import { settled, TestClock, TestEngine, testIds, testLog, testOutbox } from './doubles.ts';
import { person, T0 } from './people.ts';
import { openReceiver, type Receiver, until } from './receiver.ts';

const TESS = userPerson('tess');
const ANA = userPerson('ana');
const API = { type: 'api', name: 'backend' } as const;
const SLOW = 120_000;

let folder = '';
let open: OpenDatabase;
beforeAll(async () => {
  folder = await newDataFolder();
  open = await openDatabase(null, folder);
}, SLOW);
afterAll(async () => {
  await open.close();
  rmSync(folder, { recursive: true, force: true });
});

let clock: TestClock;
let receiver: Receiver;
let count = 0;
/** Rooms and webhooks of earlier tests lie in the same database. */
let a = '';
let b = '';

beforeEach(async () => {
  clock = new TestClock();
  receiver = await openReceiver();
  count += 1;
  a = `a${count}`;
  b = `b${count}`;
  const rooms = createRoomStore(open.database);
  for (const id of [a, b])
    await rooms.create(
      roomId(id),
      presetSettings('classroom', `Room ${id}`),
      [person(TESS, 'owner'), person(ANA, 'member')],
      T0,
    );
  const store = createWebhookStore(open.database);
  for (const { id } of await store.all()) await store.remove(id);
});

/** Everything but sockets and media: as a program that was just started over this database. */
async function start(
  builtIn: { url: string; secret: string } | null = null,
  answerMs = 10_000,
  random = () => 0.5,
) {
  const { log, lines } = testLog();
  const store = createWebhookStore(open.database);
  const rooms = createRoomStore(open.database);
  const webhooks = await createWebhooks({ store, clock }, builtIn);
  const dispatcher = createDispatcher({ webhooks, store, clock, log, random, answerMs });
  await dispatcher.start();
  const { hooks } = webhooks;
  const registry = createRegistry({
    store: rooms,
    messages: createMessageStore(open.database),
    ids: testIds,
    engine: new TestEngine(),
    outbox: testOutbox([]),
    sink: {} as never,
    hooks,
    clock,
    log,
  });
  const users = createUserStore(open.database);
  const administration = createAdministration({
    registry,
    rooms,
    users,
    clock,
    hooks,
    sign: async () => 'unused',
  });
  const stop = async () => {
    await registry.close();
    await dispatcher.close();
  };
  onTestFinished(stop);
  return {
    webhooks,
    store,
    administration,
    users,
    lines,
    stop,
    async run(room: string, actor: Actor, command: Command) {
      const host = await registry.find(roomId(room));
      return host?.run(actor, command);
    },
    /** Ends as a kill does: nobody says goodbye. */
    drop: () => dispatcher.close(),
  };
}
type Started = Awaited<ReturnType<typeof start>>;

const add = (to: Started, besides: Partial<NewWebhook> = {}) =>
  to.webhooks.add({ url: `${receiver.url}/hook`, ...besides });

const as = (id: PersonId, tab = 1): Actor => ({
  type: 'participant',
  id: participantId(`${id.slice(5)}-${tab}`),
});
const join = (id: PersonId, tab = 1): Command => ({
  do: 'join',
  person: id,
  name: id.slice(5).toUpperCase(),
  source: sourceId(`source-${id}-${tab}`),
});
async function visit(server: Started, room: string, id: PersonId, tab = 1): Promise<void> {
  expect(await server.run(room, as(id, tab), join(id, tab))).toBeNull();
  expect(await server.run(room, as(id, tab), { do: 'leave' })).toBeNull();
}
const told = (of: Receiver['taken'], room?: string) =>
  of.filter(({ payload }) => !room || payload.room.id === room).map(({ payload }) => payload.type);
const VISIT = ['room.started', 'participant.joined', 'participant.left', 'room.ended'];
const taken = (howMany: number) =>
  until(
    () => receiver.taken.length >= howMany,
    () => `${receiver.taken.length} of ${howMany} taken`,
  );
/** Lets time pass until everything that waits for time was tried. */
async function tried(howMany: number): Promise<void> {
  await until(
    () => receiver.received.length >= howMany,
    () => `${receiver.received.length} of ${howMany} attempts`,
  );
  await settled();
}
/** The one delivery that a webhook is trying, once its last attempt is written down. */
async function written(server: Started, webhook: string, attempts: number) {
  for (let i = 0; i < 1000; i++) {
    const found = (await server.store.page(webhook, { limit: 200 })).find((one) => one.attempts === attempts);
    if (found) return found;
    await new Promise((next) => setTimeout(next, 5));
  }
  throw new Error(`no delivery was tried ${attempts} times`);
}

describe('what is told', () => {
  it('is what its schema says, for every event of random stories', () => {
    const id = '7f0c1a52-6c0e-4f1e-9f1e-0d2a3b4c5d6e';
    fc.assert(
      fc.property(story, ({ preset, acts }) => {
        let room = makeRoom(preset);
        let now = T0;
        for (const { after, actor, command } of acts) {
          now += after;
          const outcome = step(room, actor, command, now);
          for (const event of eventsOf(room, outcome.room, outcome.effects)) {
            const payload = payloadOf(id, outcome.room, event, now);
            expect(WEBHOOK_EVENTS[payload.type].parse(payload)).toEqual(payload);
            expect(JSON.parse(JSON.stringify(payload))).toEqual(payload);
          }
          room = outcome.room;
        }
      }),
      { numRuns: 40 },
    );
  });

  it('comes in order, each with its room, its time and an id of its own', async () => {
    const server = await start();
    await add(server);
    await visit(server, a, TESS);
    await taken(4);
    expect(told(receiver.taken)).toEqual(VISIT);
    const payloads = receiver.taken.map(({ payload }) => payload);
    expect(new Set(payloads.map(({ id }) => id)).size).toBe(4);
    expect(payloads[1]).toMatchObject({
      timestamp: new Date(T0).toISOString(),
      room: { id: a, name: `Room ${a}` },
      data: { participant: 'tess-1', person: 'user:tess', address: 'tess', name: 'TESS' },
    });
    for (const { headers, payload } of receiver.taken) expect(headers['webhook-id']).toBe(payload.id);
  });

  it('is what was asked for: some events, some rooms', async () => {
    const server = await start();
    await add(server, { events: ['participant.left'], rooms: [b] });
    await add(server, { url: `${receiver.url}/two`, events: ['room.started', 'hand.raised'], rooms: [a, b] });
    await visit(server, a, TESS);
    await visit(server, b, TESS);
    await taken(3);
    await settled();
    const seen = receiver.taken.map(({ path, payload }) => `${path} ${payload.room.id} ${payload.type}`);
    expect(seen.sort()).toEqual(
      [`/hook ${b} participant.left`, `/two ${a} room.started`, `/two ${b} room.started`].sort(),
    );
  });

  it('of a change of rights: of whom, what, by whom, before and after', async () => {
    const server = await start();
    await add(server, { events: ['right.changed'] });
    const target = { person: ANA };
    await server.run(a, API, { do: 'override', target, right: 'send', value: 'deny' });
    await server.run(a, API, { do: 'allow', target, kinds: ['microphone'], seconds: 60 });
    await server.run(a, API, { do: 'settings', patch: { locked: true, expiresAt: T0 + 1000 } });
    await taken(3);
    const data = receiver.taken.map(({ payload }) => payload.data);
    expect(data[0]).toEqual({
      on: 'override',
      person: 'user:ana',
      address: 'ana',
      name: 'ana',
      right: 'send',
      before: null,
      after: { value: 'deny', media: null, kinds: null },
      actor: { person: null, name: 'backend' },
      cause: 'asked',
    });
    const until = new Date(T0 + 60_000).toISOString();
    expect(data[1]).toMatchObject({ on: 'grant', after: { kinds: ['microphone'], until, cause: 'api' } });
    expect(data[2]).toMatchObject({
      on: 'settings',
      before: { locked: false, expiresAt: null },
      after: { locked: true, expiresAt: new Date(T0 + 1000).toISOString() },
    });
  });

  it('R26: of a message to everybody: its id, and who wrote what; of a private one nothing', async () => {
    const server = await start();
    await add(server, { events: ['message.sent'] });
    await server.run(a, as(TESS), join(TESS));
    await server.run(a, as(ANA), join(ANA));
    await server.run(a, as(ANA), { do: 'say', text: 'Hello\nall 🎓' });
    await server.run(a, as(TESS), { do: 'say', text: 'Hush', to: { person: ANA } });
    await server.run(a, API, { do: 'settings', patch: { storeMessages: false } });
    await server.run(a, as(ANA), { do: 'say', text: 'Not kept' });
    await taken(2);
    const ana = { person: 'user:ana', address: 'ana', name: 'ANA', message: expect.any(String) };
    expect(receiver.taken.map(({ payload }) => payload.data)).toEqual([
      { ...ana, text: 'Hello\nall 🎓', kept: true },
      { ...ana, text: 'Not kept', kept: false },
    ]);
    for (const { payload } of receiver.taken)
      expect(WEBHOOK_EVENTS[payload.type].parse(payload)).toEqual(payload);
  });

  it('of a new room: who is on its list, and not how it was set up', async () => {
    const server = await start();
    await add(server);
    await server.users.add(`zoe${count}`, { name: 'Zoe' }, T0);
    await server.administration.createRoom(API, {
      id: `new${count}`,
      name: 'New',
      preset: 'conference',
      edit: { capacity: 5 },
      members: [{ person: userPerson(`zoe${count}`), membership: { role: 'owner' } }],
    });
    await server.administration.deleteRoom(API, roomId(`new${count}`));
    await taken(2);
    expect(told(receiver.taken)).toEqual(['member.added', 'right.changed']);
    expect(receiver.taken[0]?.payload.data).toMatchObject({ name: 'Zoe', membership: { role: 'owner' } });
    expect(receiver.taken[1]?.payload.data).toMatchObject({ on: 'settings', after: { deleted: true } });
  });
});

describe('what is not taken', () => {
  it('is tried again, later each time, and everything behind it waits its turn', async () => {
    const server = await start();
    const { id } = await add(server);
    receiver.answer(503);
    await visit(server, a, TESS);
    for (const attempt of [1, 2, 3, 4]) {
      const waiting = await written(server, id, attempt);
      expect(waiting.lastError).toBe('answered 503');
      const wait = backoff(attempt, 0.5);
      expect(waiting.dueAt).toBe(clock.time + wait);
      await clock.pass(wait - 1);
      expect(receiver.received, 'not before its time').toHaveLength(attempt);
      if (attempt === 4) receiver.answer(204);
      await clock.pass(1);
      await tried(attempt + 1);
    }
    await taken(4);
    expect(told(receiver.received)).toEqual([...Array(4).fill('room.started'), ...VISIT]);
    expect(told(receiver.taken)).toEqual(VISIT);
    const ids = receiver.received.slice(0, 5).map(({ headers }) => headers['webhook-id']);
    expect(new Set(ids).size, 'the same id in every attempt').toBe(1);
    const stamps = receiver.received.slice(0, 5).map(({ headers }) => Number(headers['webhook-timestamp']));
    expect(stamps, 'the time of the attempt').toEqual([0, 2, 6, 14, 30].map((s) => T0 / 1000 + s));
  });

  it('waits twice as long each time, an hour at most, a fifth more or less', () => {
    expect([1, 2, 3, 4, 11, 12, 13, 1e6].map((n) => backoff(n, 0.5))).toEqual([
      2_000, 4_000, 8_000, 16_000, 2_048_000, 3_600_000, 3_600_000, 3_600_000,
    ]);
    expect([backoff(1, 0), backoff(1, 1)]).toEqual([1_600, 2_400]);
  });

  it('is not lost while the receiver is down, whatever happens meanwhile', async () => {
    const server = await start();
    const { id } = await add(server);
    await receiver.down();
    await visit(server, a, TESS);
    await visit(server, b, ANA);
    expect((await written(server, id, 1)).lastError).toBe('not reached (ECONNREFUSED)');
    await visit(server, a, ANA);
    await clock.pass(3_600_000);
    await receiver.up();
    await clock.pass(2 * 3_600_000);
    await taken(12);
    expect(told(receiver.taken, a)).toEqual([...VISIT, ...VISIT]);
    expect(told(receiver.taken, b)).toEqual(VISIT);
  });

  it('is given up after three days, and the next has its turn; the log says so', async () => {
    const server = await start();
    const { id } = await add(server);
    receiver.answer((one) => (one.payload.type === 'room.started' ? 500 : 204));
    await visit(server, a, TESS);
    let attempts = 0;
    for (;;) {
      attempts += 1;
      const { dueAt } = await written(server, id, attempts);
      if (dueAt === null) break;
      await clock.pass(dueAt - clock.time);
      await tried(attempts + 1);
    }
    expect(attempts).toBeGreaterThan(FEWEST_ATTEMPTS);
    expect(clock.time - T0).toBeGreaterThanOrEqual(GIVE_UP_MS);
    expect(clock.time - T0).toBeLessThan(GIVE_UP_MS + 3_600_001);
    await taken(3);
    expect(told(receiver.taken)).toEqual(VISIT.slice(1));
    const [given] = server.lines.filter(({ level }) => level === 50);
    expect(given).toMatchObject({ webhook: id, room: a, why: 'answered 500' });
    const [gone] = (await server.store.page(id, { limit: 10 })).slice(-1);
    expect(gone).toMatchObject({ dueAt: null, takenAt: null, lastError: 'answered 500' });
  });

  it('gets its attempts also when our own server was down for days', async () => {
    const first = await start();
    const { id } = await add(first);
    await receiver.down();
    await visit(first, a, TESS);
    await written(first, id, 1);
    await first.stop();
    clock.time += GIVE_UP_MS + 86_400_000;
    await receiver.up();
    receiver.answer(500);
    await start();
    await tried(1);
    expect((await written(first, id, 2)).dueAt, 'and more than one').not.toBeNull();
    receiver.answer(204);
    await clock.pass(60_000);
    await taken(4);
    expect(told(receiver.taken)).toEqual(VISIT);
  });
});

describe('one who does not take it', () => {
  it('holds up no other room, no other webhook and no command', async () => {
    const server = await start();
    const other = await openReceiver();
    await add(server);
    await add(server, { url: other.url, rooms: [a] });
    // Never answers about the one room.
    receiver.answer((one) => (one.payload.room.id === a ? null : 204));
    await visit(server, a, TESS);
    await visit(server, b, TESS);
    await taken(4);
    expect(told(receiver.taken)).toEqual(VISIT);
    await until(
      () => other.taken.length === 4,
      () => told(other.taken).join(),
    );
    expect(told(receiver.received, a)).toEqual(['room.started']);
  });

  it('and keeps silent is not waited for longer than its time', async () => {
    const server = await start(null, 200);
    const { id } = await add(server);
    receiver.answer(null);
    await visit(server, a, TESS);
    expect((await written(server, id, 1)).lastError).toBe('no answer within 0.2 s');
    receiver.answer(200);
    await clock.pass(2_400);
    await taken(4);
    expect(told(receiver.taken)).toEqual(VISIT);
  });

  it('sends us elsewhere is not followed', async () => {
    const server = await start();
    const elsewhere = await openReceiver();
    const { id } = await add(server);
    for (const [at, status] of [301, 302, 307, 308].entries()) {
      receiver.answer((_one, response) => {
        response.writeHead(status, { location: `${elsewhere.url}/secret` }).end();
        return undefined;
      });
      if (at === 0) await visit(server, a, TESS);
      else await clock.pass(backoff(at, 0.5));
      expect((await written(server, id, at + 1)).lastError).toBe(`answered ${status}`);
    }
    expect(elsewhere.received).toEqual([]);
  });

  it('answers without end, or with rubbish, costs nothing and says nothing in our name', async () => {
    const server = await start();
    const { id } = await add(server);
    const closed: string[] = [];
    receiver.answer((one, response) => {
      receiver.taken.push(one);
      response.writeHead(200, { 'content-type': 'text/plain' });
      const more = () => {
        while (!response.destroyed && response.write('x'.repeat(65_536)));
      };
      response.on('drain', more);
      response.on('close', () => closed.push(one.payload.type));
      more();
      return undefined;
    });
    await visit(server, a, TESS);
    await taken(4);
    await until(
      () => closed.length === 4,
      () => closed.join(),
    );
    expect(told(receiver.taken)).toEqual(VISIT);

    receiver.answer((_one, response) => {
      response.socket?.end('<script>HTTP/1.1 200 no\r\n\r\n');
      return undefined;
    });
    await visit(server, b, TESS);
    await until(
      () => server.lines.some(({ why }) => String(why).startsWith('not reached')),
      () => JSON.stringify(server.lines),
    );
    expect(JSON.stringify([server.lines, await server.store.page(id, { limit: 1 })])).not.toContain('script');
  });

  it('claims a length and sends less has taken it all the same, in its time', async () => {
    const server = await start(null, 300);
    await add(server);
    receiver.answer((one, response) => {
      receiver.taken.push(one);
      response.writeHead(200, { 'content-length': '100' }).write('x');
      return undefined;
    });
    await visit(server, a, TESS);
    await taken(4);
    expect(told(receiver.taken)).toEqual(VISIT);
  });
});

describe('the outbox', () => {
  it('is asked nothing where nobody wants to know', async () => {
    const server = await start();
    await add(server, { rooms: [b] });
    await add(server, { active: false });
    expect(server.webhooks.hooks.wanted(roomId(a))).toBe(false);
    expect(server.webhooks.hooks.wanted(roomId(b))).toBe(true);
  });

  it('goes on after a restart where it stopped, and tells that the call was interrupted', async () => {
    const first = await start();
    await add(first);
    await receiver.down();
    await first.run(a, as(TESS), join(TESS));
    await first.run(a, as(ANA), join(ANA));
    await first.drop();
    await receiver.up();
    clock.time += 60_000;
    const second = await start();
    await taken(4);
    await visit(second, a, ANA, 2);
    await taken(8);
    expect(told(receiver.taken)).toEqual([
      'room.started',
      'participant.joined',
      'participant.joined',
      'room.ended',
      ...VISIT,
    ]);
    const ends = receiver.taken.flatMap(({ payload }) =>
      payload.type === 'room.ended' ? [payload.data.interrupted] : [],
    );
    expect(ends).toEqual([true, false]);
    await second.stop();
    await start();
    await settled();
    expect(receiver.received.filter(({ payload }) => payload.type === 'room.ended')).toHaveLength(2);
  });

  it('keeps what waits for a webhook that is switched off, and sends it when it is on again', async () => {
    const server = await start();
    const { id } = await add(server);
    receiver.answer(500);
    await visit(server, a, TESS);
    await written(server, id, 1);
    await server.webhooks.edit(id, { active: false });
    receiver.answer(204);
    await visit(server, a, ANA);
    await clock.pass(600_000);
    expect(receiver.taken).toEqual([]);
    await server.webhooks.edit(id, { active: true });
    await taken(4);
    expect(
      receiver.taken.flatMap(({ payload }) => ('address' in payload.data ? [payload.data.address] : [])),
    ).toEqual(['tess', 'tess']);
  });

  it('forgets a webhook that is removed, also one that a command was just about to tell', async () => {
    const server = await start();
    const { id } = await add(server);
    const event = { id: 'x', timestamp: new Date(T0).toISOString() };
    await server.webhooks.remove(id);
    await server.store.add(a, [{ webhook: id, event }], T0);
    expect(await server.store.page(id, { limit: 10 })).toEqual([]);
    await expect(server.webhooks.remove(id)).rejects.toMatchObject({ failure: { code: 'not-found' } });
  });

  it('carries a thousand events of one room, each once and in order', async () => {
    const server = await start();
    await add(server);
    const members = Array.from({ length: 1000 }, (_, i) => userPerson(`p${i}`));
    await server.run(a, API, {
      do: 'members',
      members: members.map((one) => ({ person: one, name: one, membership: {} })),
    });
    await taken(1000);
    expect(receiver.received.map(({ payload }) => (payload.data as { person: string }).person)).toEqual(
      members,
    );
  }, 60_000);
});

describe('a webhook', () => {
  it.each([
    'ftp://example.org/x',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'example.org',
    'https://user:word@example.org/',
    `https://example.org/${'x'.repeat(2048)}`,
  ])('is not for %.40s', async (url) => {
    const server = await start();
    await expect(server.webhooks.add({ url })).rejects.toMatchObject({ failure: { code: 'bad-request' } });
    const { id } = await add(server);
    await expect(server.webhooks.edit(id, { url })).rejects.toMatchObject({
      failure: { code: 'bad-request' },
    });
    expect(server.webhooks.find(id)?.url).toBe(`${receiver.url}/hook`);
  });

  it('from the environment is told of everything, changed only there, and rests while it is not set', async () => {
    const secret = 'a secret of some length';
    const first = await start({ url: receiver.url, secret });
    await visit(first, a, TESS);
    await taken(4);
    for (const refused of [first.webhooks.edit(BUILT_IN, { active: false }), first.webhooks.remove(BUILT_IN)])
      await expect(refused).rejects.toMatchObject({ failure: { code: 'conflict' } });
    await first.stop();
    const second = await start();
    expect(second.webhooks.find(BUILT_IN)?.active).toBe(false);
    await visit(second, a, TESS);
    await second.stop();
    const third = await start({ url: receiver.url, secret });
    await visit(third, b, TESS);
    await taken(8);
    expect(told(receiver.taken, a)).toEqual(VISIT);
    expect(told(receiver.taken, b)).toEqual(VISIT);
  });

  it('is one of a hundred at most', async () => {
    const server = await start();
    for (let i = 0; i < MOST_WEBHOOKS; i++) await add(server, { rooms: ['nowhere'] });
    await expect(add(server)).rejects.toMatchObject({ failure: { code: 'conflict' } });
  });
});
