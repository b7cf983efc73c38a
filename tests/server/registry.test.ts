import { beforeEach, describe, expect, it } from 'vitest';
import { participantId, roomId, sourceId, userPerson } from '@/lib/core/ids.ts';
import { presetSettings } from '@/lib/core/room/presets.ts';
import type { RoomHost } from '@/server/rooms/host.ts';
import { createRegistry, type Registry } from '@/server/rooms/registry.ts';
import {
  settled,
  TestClock,
  TestEngine,
  TestMessages,
  TestStore,
  testIds,
  testLog,
  testOutbox,
} from './doubles.ts';
import { mark, person, T0 } from './people.ts';

const A = roomId('a');
const ANA = participantId('ana');
const AS_ANA = { type: 'participant', id: ANA } as const;

let clock: TestClock;
let store: TestStore;
let engine: TestEngine;
let registry: Registry;

beforeEach(() => {
  clock = new TestClock();
  store = new TestStore();
  engine = new TestEngine();
  store.rooms.set('a', {
    settings: presetSettings('conference', 'A'),
    people: [person(userPerson('ana'), 'member')],
    pins: [],
  });
  registry = createRegistry({
    store,
    messages: new TestMessages(),
    ids: testIds,
    engine,
    outbox: testOutbox([]),
    sink: {} as never,
    clock,
    log: testLog().log,
  });
});

async function find(): Promise<RoomHost> {
  const host = await registry.find(A);
  if (!host) throw new Error('no such room');
  return host;
}
const join = (host: RoomHost) =>
  host.run(AS_ANA, { do: 'join', person: userPerson('ana'), name: 'Ana', source: sourceId('s') });

describe('the running rooms', () => {
  it('give everybody who asks at once the very same host, loaded once', async () => {
    store.held.hold();
    const asking = Array.from({ length: 20 }, () => registry.find(A));
    await settled();
    store.held.release();
    const hosts = await Promise.all(asking);
    expect(new Set(hosts).size).toBe(1);
    expect(store.loads).toBe(1);
    expect(engine.media.size, 'nobody is at the door').toBe(0);
    hosts[0]?.look(userPerson('ana'), 'Ana');
    expect(engine.media.size).toBe(1);
  });

  it('know no room that is not stored, and find it once it is', async () => {
    const b = roomId('b');
    expect(await registry.find(b)).toBeNull();
    store.rooms.set('b', { settings: presetSettings('conference', 'B'), people: [], pins: [] });
    expect(await registry.find(b)).not.toBeNull();
  });

  it('do not remember that the store failed', async () => {
    store.broken = true;
    await expect(registry.find(A)).rejects.toThrow('the disk is gone');
    store.broken = false;
    expect(await registry.find(A)).not.toBeNull();
  });

  it('rest half a minute after the last one left, and are read anew then', async () => {
    const host = await find();
    await join(host);
    await host.run(AS_ANA, { do: 'leave' });
    registry.rest(A);
    await clock.pass(29_999);
    expect(await find()).toBe(host);
    await clock.pass(1);
    expect(engine.media.get(A)?.closed).toBe(true);
    const anew = await find();
    expect(anew).not.toBe(host);
    expect(await join(host), 'the old one is no way in').toMatchObject({ code: 'unavailable' });
    expect(await join(anew)).toBeNull();
  });

  it('do not rest while somebody is there, or came back meanwhile', async () => {
    const host = await find();
    registry.rest(A);
    await join(host);
    await clock.pass(120_000);
    expect(await find()).toBe(host);
    expect(engine.media.get(A)?.closed).toBe(false);
  });

  it('R20 do not rest before what is due has been carried out', async () => {
    const until = T0 + 3_600_000;
    const grants = { publish: { until, cause: 'click', mark: mark() } } as const;
    store.rooms.set('a', {
      settings: presetSettings('conference', 'A'),
      people: [person(userPerson('ana'), 'member', { grants })],
      pins: [],
    });
    await find();
    registry.rest(A);
    await clock.pass(3_600_000);
    expect(store.recorded).toHaveLength(1);
    expect(store.recorded[0]?.entries).toMatchObject([{ cause: 'time', at: until }]);
  });

  it('all close with the program, and none is started after', async () => {
    const host = await find();
    await join(host);
    await registry.close();
    expect(engine.media.get(A)?.closed).toBe(true);
    expect(await registry.find(A)).toBeNull();
    expect(await host.run(AS_ANA, { do: 'leave' })).toMatchObject({ code: 'unavailable' });
  });
});
