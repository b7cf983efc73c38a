import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { sql } from 'drizzle-orm';
import { drizzle as drizzlePg } from 'drizzle-orm/node-postgres';
import { migrate as migratePg } from 'drizzle-orm/node-postgres/migrator';
import { drizzle as drizzlePglite } from 'drizzle-orm/pglite';
import { migrate as migratePglite } from 'drizzle-orm/pglite/migrator';
import { Pool } from 'pg';
import { describe, expect, it } from 'vitest';
import { decide } from '@/lib/core/gate/decide.ts';
import { PLAIN_MEMBER } from '@/lib/core/gate/person.ts';
import { guestPerson, participantId, pinId, roomId, sourceId, userPerson } from '@/lib/core/ids.ts';
import { type Pin, PLAIN_PIN } from '@/lib/core/room/pins.ts';
import { departures, presetSettings } from '@/lib/core/room/presets.ts';
import { createRegistry } from '@/server/rooms/registry.ts';
import { createRoomStore } from '@/server/store/rooms.ts';
import { createUserStore } from '@/server/store/users.ts';
import { DATABASES, SLOW, useDatabase } from './databases.ts';
import { TestClock, TestEngine, TestMessages, testIds, testLog, testOutbox } from './doubles.ts';
import { T0 } from './people.ts';

/*
 * A database as 0.1 left it: its migrations, 0000 and 0001, and rows as it wrote them, spelled out here as JSON, for
 * today's types no longer know them.
 */
const MIGRATIONS = path.join(import.meta.dirname, '../../server/store/migrations');

const mark = { by: 'user:tess', byName: 'Tess', at: T0 - 5 };
const rule = (audience: string) => ({ audience, mark: null });
const ALL = ['microphone', 'camera', 'screen', 'screenAudio'];

const oldSettings = (name: string, preset: string, besides: object = {}) => ({
  name,
  preset,
  startsAt: null,
  expiresAt: null,
  paused: null,
  deleted: null,
  locked: null,
  capacity: 1000,
  audiences: {
    publish: rule('selected'),
    subscribe: rule('members'),
    list: rule('members'),
    send: rule('members'),
    receive: rule('members'),
  },
  showAttendees: true,
  profile: {
    kinds: ALL,
    resolution: 'hd',
    maxBitrate: 1_700_000,
    frameRate: 30,
    simulcast: true,
    screens: 1,
  },
  hands: { policy: 'ask', kinds: ['microphone', 'camera'] },
  muteAll: { mark: null, except: [] },
  ...besides,
});

const ROOMS = {
  class: oldSettings('Größe “1” 🎓', 'classroom'),
  gone: oldSettings('Gone', 'classroom', { deleted: mark }),
  // Hands were for what the profile had left out since, which nobody minded then.
  narrow: oldSettings('Narrow', 'classroom', {
    profile: {
      kinds: ['microphone'],
      resolution: 'vga',
      maxBitrate: 1,
      frameRate: 1,
      simulcast: false,
      screens: 0,
    },
    muteAll: { mark, except: ['user:ann'] },
  }),
  // From before there were mutes.
  first: (({ muteAll: _, ...rest }) => rest)(oldSettings('First', 'conference')),
};

const PEOPLE = [
  ['user:olga', 'Olga', { role: 'owner', moderation: [], profile: {} }, {}, {}, null, null],
  [
    'user:mia',
    'Mia',
    { role: 'moderator', moderation: ['controlCalls'], profile: { resolution: 'vga' } },
    {},
    {},
    null,
    null,
  ],
  [
    'user:ann',
    'Ann',
    { role: 'member', moderation: [], profile: {} },
    { publish: { value: 'deny', mark } },
    {},
    null,
    { mark, overGrant: false },
  ],
  ['guest:5f0c', 'Gus', null, {}, { publish: { kinds: ['microphone'], cause: 'hand', mark } }, null, null],
  ['guest:dead', 'Bad', null, {}, {}, mark, null],
] as const;

const TRAIL = [
  { on: 'created', before: null, after: ROOMS.class },
  { on: 'override', person: 'user:ann', right: 'publish', before: null, after: { value: 'deny', mark } },
  { on: 'settings', before: { hands: { policy: 'off', kinds: [] } }, after: { hands: ROOMS.class.hands } },
];

/** The first two migrations alone, as a folder of their own. */
function oldMigrations(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'rostrum-migrations-'));
  cpSync(MIGRATIONS, folder, { recursive: true });
  const file = path.join(folder, 'meta/_journal.json');
  const journal = JSON.parse(readFileSync(file, 'utf8')) as { entries: { idx: number }[] };
  writeFileSync(file, JSON.stringify({ ...journal, entries: journal.entries.filter(({ idx }) => idx < 2) }));
  return folder;
}

async function writeOld(url: string | null, folder: string): Promise<void> {
  const migrationsFolder = oldMigrations();
  const pool = url ? new Pool({ connectionString: url }) : null;
  const pglite = url ? null : await PGlite.create(path.join(folder, 'database'));
  const query = async (text: string, values: unknown[]) => {
    if (pool) await pool.query(text, values);
    else await pglite?.query(text, values);
  };
  if (pool) await migratePg(drizzlePg(pool), { migrationsFolder });
  if (pglite) await migratePglite(drizzlePglite(pglite), { migrationsFolder });
  rmSync(migrationsFolder, { recursive: true });

  const json = (value: unknown) => (value === null ? null : JSON.stringify(value));
  for (const [at, [id, settings]] of Object.entries(ROOMS).entries())
    await query('insert into rooms (id, settings, created_at) values ($1, $2, $3)', [
      id,
      json(settings),
      T0 + at,
    ]);
  for (const [person, name, ...columns] of PEOPLE)
    await query(
      'insert into people (room, person, name, membership, overrides, grants, ban, mute) values ($1, $2, $3, $4, $5, $6, $7, $8)',
      ['class', person, name, ...columns.map(json)],
    );
  for (const change of TRAIL)
    await query('insert into audit (room, at, actor, cause, change) values ($1, $2, $3, $4, $5)', [
      'class',
      T0,
      json({ person: 'user:tess', name: 'Tess' }),
      'asked',
      json(change),
    ]);
  await query('insert into users (address, name, created_at) values ($1, $2, $3)', ['olga', 'Olga', T0]);
  await pool?.end();
  await pglite?.close();
}

describe.each(DATABASES)('a database of version 0.1 on %s', (kind) => {
  const place = useDatabase(kind, writeOld);
  const rooms = () => createRoomStore(place.database);

  it('reads as what it meant, with what is new as it was before there was a choice', async () => {
    const loaded = await rooms().load(roomId('class'));
    const settings = presetSettings('classroom', 'Größe “1” 🎓');
    expect(loaded?.settings).toEqual(settings);
    expect(departures(settings)).toEqual([]);
    expect(loaded?.pins).toEqual([]);
    const known = new Map(loaded?.people.map((person) => [person.id, person]));
    expect(known.get(userPerson('olga'))?.membership).toEqual({ ...PLAIN_MEMBER, role: 'owner' });
    expect(known.get(userPerson('mia'))?.membership).toEqual({
      role: 'moderator',
      moderation: ['controlCalls'],
      profile: { resolution: 'vga' },
      expiresAt: null,
      foreign: {},
    });
    expect(known.get(userPerson('ann'))).toMatchObject({
      overrides: { publish: { value: 'deny', mark } },
      mute: { mark, overGrant: false },
      pins: [],
    });
    expect(known.get(guestPerson('5f0c'))?.grants).toEqual({
      publish: { kinds: ['microphone'], cause: 'hand', mark },
    });
    expect(known.get(guestPerson('dead'))?.ban).toEqual(mark);
    expect((await rooms().trail(roomId('class'))).map(({ change }) => change)).toEqual(TRAIL);
    expect(await createUserStore(place.database).find('olga')).toEqual({
      address: 'olga',
      uid: 1,
      name: 'Olga',
      active: true,
      extra: {},
      createdAt: T0,
    });
  });

  it('reads also what contradicts itself by today’s measure, and decides as before', async () => {
    const narrow = await rooms().load(roomId('narrow'));
    expect(narrow?.settings).toMatchObject({
      profile: {
        kinds: ['microphone'],
        handKinds: ['microphone', 'camera'],
        resolution: 'vga',
        callDuration: 0,
      },
      hands: { policy: 'ask', speakers: 1, seconds: null },
      muteAll: { mark, except: ['user:ann'] },
    });
    expect((await rooms().load(roomId('first')))?.settings).toMatchObject({ muteAll: null, duration: null });
  });

  it('lists its rooms by name and preset, each with a number, and not the deleted one', async () => {
    const listed = await rooms().page({ sort: 'name', limit: 10 });
    expect(listed.map(({ id }) => id).toSorted()).toEqual(['class', 'first', 'narrow']);
    expect((await rooms().page({ sort: 'name', search: 'größe', limit: 10 })).map(({ id }) => id)).toEqual([
      'class',
    ]);
    expect(
      (await rooms().page({ sort: '-createdAt', preset: 'conference', limit: 10 })).map(({ id }) => id),
    ).toEqual(['first']);
    expect(await rooms().count()).toBe(3);
    const all = await Promise.all(Object.keys(ROOMS).map((id) => rooms().find(roomId(id))));
    expect(new Set(all.map((row) => row?.gid)).size).toBe(4);
    const made = await rooms().create(roomId('new'), presetSettings('conference', 'New'), [], T0);
    expect(made).toBeGreaterThan(Math.max(...all.map((row) => row?.gid ?? 0)));
  });

  it('runs its rooms: in, on the floor, settings, members and PINs, and all of it is kept', async () => {
    const parts = () => ({
      store: rooms(),
      messages: new TestMessages(),
      ids: testIds,
      engine: new TestEngine(),
      outbox: testOutbox([]),
      sink: {} as never,
      clock: new TestClock(),
      log: testLog().log,
    });
    const registry = createRegistry(parts());
    const host = await registry.find(roomId('class'));
    if (!host) throw new Error('no such room');
    const api = { type: 'api', name: 'backend' } as const;
    const mia = { type: 'participant', id: participantId('mia') } as const;
    const ann = { type: 'participant', id: participantId('ann') } as const;
    const join = (name: string) =>
      ({ do: 'join', person: userPerson(name), name, source: sourceId(name) }) as const;
    const pin: Pin = { ...PLAIN_PIN, id: pinId('p'), code: '123456', maxUses: 1 };
    expect(await host.run(mia, join('mia'))).toBeNull();
    expect(await host.run(ann, join('ann'))).toBeNull();
    expect(await host.run(ann, { do: 'raise-hand' })).toBeNull();
    expect(await host.run(mia, { do: 'allow', target: { person: userPerson('ann') } })).toBeNull();
    expect(
      await host.run(api, { do: 'settings', patch: { name: 'Class', duration: null, lobby: false } }),
    ).toBeNull();
    expect(await host.run(api, { do: 'put-pin', pin })).toBeNull();
    expect(
      await host.run(api, { do: 'member', person: userPerson('mia'), membership: { expiresAt: T0 + 5000 } }),
    ).toBeNull();
    const guest = { type: 'participant', id: participantId('gus') } as const;
    const coming = {
      do: 'join',
      person: guestPerson('5f0c'),
      name: 'Gus',
      source: sourceId('g'),
      pin: '123456',
    } as const;
    expect(await host.run(guest, coming)).toBeNull();
    const { state } = host;
    await registry.close();

    await place.reopen();
    const again = await rooms().load(roomId('class'));
    expect(again?.settings).toEqual(state.settings);
    expect(again?.settings.name).toBe('Class');
    expect(again?.pins).toEqual([{ ...pin, used: 1 }]);
    const kept = new Map(again?.people.map((person) => [person.id, person]));
    expect(kept.get(userPerson('mia'))?.membership?.expiresAt).toBe(T0 + 5000);
    expect(kept.get(guestPerson('5f0c'))).toMatchObject({ membership: PLAIN_MEMBER, pins: ['p'] });
    const annNow = kept.get(userPerson('ann'));
    expect(annNow?.grants.publish?.kinds).toEqual(['microphone', 'camera']);
    expect(
      again && annNow && decide(again.settings, annNow, { right: 'publish', kind: 'camera' }, T0).allowed,
    ).toBe(true);

    const other = createRegistry(parts());
    const narrow = await other.find(roomId('narrow'));
    expect(await narrow?.run(api, { do: 'settings', patch: { name: 'Still narrow' } })).toBeNull();
    await other.close();
  });

  it(
    'has the tables and indexes that today’s program asks for',
    async () => {
      const shape = async () =>
        (
          (await place.database.execute(
            sql`select table_name, column_name, data_type, is_nullable from information_schema.columns
              where table_schema = 'public' order by 1, 2`,
          )) as unknown as { rows: { table_name: string }[] }
        ).rows;
      const tables = new Set((await shape()).map(({ table_name }) => table_name));
      for (const table of [
        'users',
        'user_tokens',
        'app_tokens',
        'rooms',
        'people',
        'pins',
        'audit',
        'messages',
      ])
        expect(tables).toContain(table);
      const { rows: indexes } = (await place.database.execute(
        sql`select indexname from pg_indexes where schemaname = 'public'`,
      )) as unknown as { rows: { indexname: string }[] };
      for (const index of [
        'rooms_gid_unique',
        'rooms_created',
        'rooms_name',
        'pins_room_code',
        'people_person',
      ])
        expect(indexes.map(({ indexname }) => indexname)).toContain(index);
    },
    SLOW,
  );
});
