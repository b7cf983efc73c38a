import { rmSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { guestPerson, roomId } from '@/lib/core/ids.ts';
import { presetSettings } from '@/lib/core/room/presets.ts';
import { type OpenDatabase, openDatabase } from '@/server/store/database.ts';
import { createRoomStore } from '@/server/store/rooms.ts';
import { createWebhookStore, KEPT_MS, LONGEST_WAIT_MS, type Webhook } from '@/server/store/webhooks.ts';
import { newDataFolder } from '../support/data-folder.ts';
import { DATABASES, newPostgresDatabase, SLOW } from './databases.ts';
import { banned, mark, person, T0 } from './people.ts';

describe.each(DATABASES)('the outbox on %s', (kind) => {
  let folder = '';
  let open: OpenDatabase;
  let store: ReturnType<typeof createWebhookStore>;
  beforeAll(async () => {
    folder = await newDataFolder();
    open = await openDatabase(kind === 'PGlite' ? null : await newPostgresDatabase(), folder);
    store = createWebhookStore(open.database);
  }, SLOW);
  afterAll(async () => {
    await open.close();
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    for (const { id } of await store.all()) await store.remove(id);
    for (const id of ['v', 'w']) await store.put(hook(id));
  });

  const hook = (id: string, besides: Partial<Webhook> = {}): Webhook => ({
    id,
    url: 'https://x/',
    secret: 'secret',
    events: ['room.started'],
    rooms: ['“a”'],
    active: true,
    createdAt: T0,
    ...besides,
  });
  const event = (type: string, number: number, at = T0) => ({
    id: String(number),
    type,
    timestamp: new Date(at).toISOString(),
    data: { name: 'Zoë 🎓 \\ " \u2028' },
  });
  const to = (webhook: string, type: string, number = 0, at = T0) => ({
    webhook,
    event: event(type, number, at),
  });
  const lane = { webhook: 'w', room: 'a' };
  const ids = async (after = 0, limit = 100) =>
    (await store.waiting(lane, after, limit)).map(({ event }) => event.id);

  it('keeps a webhook as it was given, and changes what is asked', async () => {
    expect((await store.all()).find(({ id }) => id === 'w')).toEqual(hook('w'));
    await store.put(hook('w', { url: 'https://y/', createdAt: T0 + 5 }));
    expect((await store.all()).find(({ id }) => id === 'w')).toEqual(hook('w', { url: 'https://y/' }));
    expect(await store.edit('w', { rooms: [], active: false })).toMatchObject({ rooms: [], active: false });
    expect(await store.edit('none', { active: false })).toBeNull();
    expect(await store.remove('w')).toBe(true);
    expect(await store.remove('w')).toBe(false);
  });

  it('gives a lane in order, from where it stands, and only what waits', async () => {
    const many = Array.from({ length: 2500 }, (_, number) => to('w', 'hand.raised', number));
    await store.add('a', [...many, to('v', 'hand.raised', 9000)], T0);
    await store.add('b', [to('w', 'hand.raised', 9001)], T0);
    expect(await ids(0, 3000)).toEqual(many.map(({ event }) => event.id));
    const [first, second, third] = await store.waiting(lane, 0, 3);
    expect(second).toEqual({ id: second?.id, event: event('hand.raised', 1), attempts: 0, dueAt: T0 });
    await store.taken(first?.id ?? 0, 1, T0);
    await store.gaveUp(second?.id ?? 0, 9, 'no');
    await store.failed(third?.id ?? 0, 1, T0 + 5, 'answered 500');
    expect(await ids(0, 1)).toEqual(['2']);
    expect(await ids(third?.id, 1)).toEqual(['3']);
    expect((await store.lanes()).map(({ webhook, room }) => `${webhook} ${room}`).sort()).toEqual([
      'v a',
      'w a',
      'w b',
    ]);
    await store.edit('w', { active: false });
    expect(await store.lanes()).toEqual([{ webhook: 'v', room: 'a' }]);
    expect(await store.lanes('w')).toEqual([]);
  });

  it('is written with the step, or not at all', async () => {
    const rooms = createRoomStore(open.database);
    await rooms.create(roomId('a'), presetSettings('conference', 'A'), [], T0);
    const id = guestPerson('1');
    const step = {
      entries: [banned(id)],
      settings: null,
      people: [person(id, null, { ban: mark() })],
      at: T0,
    };
    await rooms.record(roomId('a'), { ...step, deliveries: [to('w', 'right.changed', 1)] });
    expect(await ids()).toEqual(['1']);
    const unwritable = { webhook: 'w', event: { ...event('right.changed', 2), data: 'not in JSON: \u0000' } };
    const other = { ...step, people: [person(guestPerson('2'), null, { ban: mark() })] };
    await expect(rooms.record(roomId('a'), { ...other, deliveries: [unwritable] })).rejects.toThrow();
    expect((await rooms.load(roomId('a')))?.people.map((one) => one.id)).toEqual([id]);
    expect(await rooms.trail(roomId('a'))).toHaveLength(1);
    expect(await ids()).toEqual(['1']);
    // Of a step that stores nothing else, too; and what is for a webhook that is gone spoils nothing.
    const nothing = { entries: [], settings: null, people: [], at: T0 };
    await rooms.record(roomId('a'), { ...nothing, deliveries: [to('gone', 'x', 3), to('w', 'x', 4)] });
    expect(await ids()).toEqual(['1', '4']);
  });

  it('a webhook removed while steps are written makes none of them fail', async () => {
    const writing = Array.from({ length: 40 }, (_, n) =>
      store.add('a', [to('w', 'x', n), to('v', 'x', n)], T0),
    );
    const removed = store.remove('w');
    await Promise.all([...writing, removed]);
    expect(await ids()).toEqual([]);
    expect(await store.waiting({ webhook: 'v', room: 'a' }, 0, 100)).toHaveLength(40);
  });

  it('knows the calls that began and did not end, and keeps their beginning when it is swept', async () => {
    await store.add(
      'a',
      [to('w', 'room.started', 1), to('w', 'room.ended', 2), to('w', 'room.started', 3)],
      T0,
    );
    await store.add(
      'b',
      [to('w', 'room.started', 4), to('w', 'hand.raised', 5), to('w', 'room.ended', 6)],
      T0,
    );
    const begun = async () =>
      (await store.begun()).map(({ webhook, room, event }) => `${webhook} ${room} ${event.id}`);
    expect(await begun()).toEqual(['w a 3']);
    for (const { id } of await store.page('w', { limit: 100 })) await store.taken(id, 1, T0);
    expect(await store.prune(T0 + KEPT_MS)).toEqual({ gaveUp: 0, removed: 0 });
    expect(await store.prune(T0 + KEPT_MS + 1)).toEqual({ gaveUp: 0, removed: 5 });
    expect(await begun()).toEqual(['w a 3']);
  });

  it('gives up what waited too long, and then keeps it for a while to be looked at', async () => {
    await store.add('a', [to('w', 'x', 1, T0 - LONGEST_WAIT_MS - 1), to('w', 'x', 2)], T0);
    expect(await store.prune(T0)).toEqual({ gaveUp: 1, removed: 0 });
    expect(await ids()).toEqual(['2']);
    expect(await store.prune(T0 + KEPT_MS - 1000)).toEqual({ gaveUp: 0, removed: 0 });
    expect((await store.page('w', { limit: 1 }))[0]?.event.id).toBe('2');
    expect((await store.page('w', { limit: 9 }))[1]).toMatchObject({
      dueAt: null,
      takenAt: null,
      lastError: 'waited too long',
    });
    expect(await store.prune(T0 + KEPT_MS)).toEqual({ gaveUp: 0, removed: 1 });
  });
});
