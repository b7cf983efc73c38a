import { sql } from 'drizzle-orm';
import { describe, expect, inject, it, vi } from 'vitest';
import { guestPerson, roomId, userPerson } from '@/lib/core/ids.ts';
import { presetSettings } from '@/lib/core/room/presets.ts';
import type { RoomSettings } from '@/lib/core/room/settings.ts';
import { DatabaseError, openDatabase } from '@/server/store/database.ts';
import { createRoomStore } from '@/server/store/rooms.ts';
import { DamagedRow } from '@/server/store/rows.ts';
import { createUserStore } from '@/server/store/users.ts';
import { freePort } from '../support/ports.ts';
import { ask, postgresPrograms } from '../support/postgres.ts';
import { DATABASES, newPostgresDatabase, useDatabase } from './databases.ts';
import { banned, mark, person, T0 } from './people.ts';

const SETTINGS: RoomSettings = {
  ...presetSettings('open-webinar', 'Größe “1” 🎓 \\ \' "; drop table rooms; --'),
  startsAt: T0,
  expiresAt: T0 + 3_600_000,
  locked: mark('Zoë'),
  muteAll: { mark: mark('Zoë'), except: [userPerson('ben')] },
};
const ANA = userPerson('ana');
const GUS = guestPerson('5f0c');

describe.each(DATABASES)('the store on %s', (kind) => {
  const place = useDatabase(kind);

  it('keeps everything decided about a room and its people, whole', async () => {
    const rooms = createRoomStore(place.database);
    const people = [
      person(ANA, 'moderator', {
        name: 'Ana 👩🏽‍🏫 عربي',
        overrides: { subscribe: { value: 'allow', media: ['audio'], mark: mark() } },
        grants: { publish: { kinds: ['microphone'], until: T0 + 60_000, cause: 'hand', mark: mark() } },
      }),
      person(GUS, null, { ban: mark(), mute: { mark: mark('Zoë'), overGrant: true } }),
    ];
    expect(await rooms.create(roomId('a'), SETTINGS, people, T0)).toBeGreaterThan(0);
    const before = await rooms.load(roomId('a'));
    expect(before?.settings).toEqual(SETTINGS);
    expect(before?.people.toSorted((a, b) => a.id.localeCompare(b.id))).toEqual(people.toReversed());

    const again = createRoomStore(await place.reopen());
    expect(await again.load(roomId('a'))).toEqual(before);
    expect(await again.load(roomId('none'))).toBeNull();
    expect(await again.list()).toEqual(['a']);
    expect(await again.count()).toBe(1);
  });

  it('does not let a room be made twice, nor its people be altered by trying', async () => {
    const rooms = createRoomStore(place.database);
    await rooms.create(roomId('a2'), SETTINGS, [person(ANA, 'owner')], T0);
    const other = { ...SETTINGS, name: 'Taken over' };
    expect(await rooms.create(roomId('a2'), other, [person(GUS, 'owner')], T0)).toBeNull();
    const both = [1, 2].map(() => rooms.create(roomId('b2'), SETTINGS, [], T0));
    expect((await Promise.all(both)).filter((gid) => gid !== null)).toHaveLength(1);
    const room = await rooms.load(roomId('a2'));
    expect(room?.settings.name).toBe(SETTINGS.name);
    expect(room?.people.map(({ id }) => id)).toEqual([ANA]);
  });

  it('R19 writes a step: the rows as they are, and the trail in order', async () => {
    const rooms = createRoomStore(place.database);
    await rooms.create(roomId('a3'), SETTINGS, [person(ANA, 'owner')], T0);
    await rooms.create(roomId('b3'), SETTINGS, [], T0);
    const settings = { ...SETTINGS, name: 'Renamed' };
    const gus = person(GUS, null, { ban: mark() });
    await rooms.record(roomId('a3'), {
      entries: [banned(GUS), banned(GUS, T0 + 1)],
      settings,
      people: [gus],
    });
    await rooms.record(roomId('b3'), { entries: [banned(ANA)], settings: null, people: [] });
    await rooms.record(roomId('a3'), { entries: [banned(GUS, T0 + 2)], settings: null, people: [gus] });

    const room = await rooms.load(roomId('a3'));
    expect(room?.settings).toEqual(settings);
    expect(room?.people).toContainEqual(gus);
    expect((await rooms.load(roomId('b3')))?.settings).toEqual(SETTINGS);
    const trail = await rooms.trail(roomId('a3'));
    expect(trail.map(({ at }) => at)).toEqual([T0, T0 + 1, T0 + 2]);
    expect(trail[0]).toMatchObject({ room: 'a3', ...banned(GUS) });
    const [first] = await rooms.trail(roomId('a3'), { limit: 1 });
    expect((await rooms.trail(roomId('a3'), { after: first?.id, limit: 100 })).map(({ at }) => at)).toEqual([
      T0 + 1,
      T0 + 2,
    ]);
  });

  it('forgets somebody about whom nothing is decided any more, and their trail never', async () => {
    const rooms = createRoomStore(place.database);
    await rooms.create(
      roomId('a4'),
      SETTINGS,
      [person(GUS, null, { ban: mark() }), person(ANA, 'member')],
      T0,
    );
    await rooms.record(roomId('a4'), { entries: [banned(GUS)], settings: null, people: [person(GUS, null)] });
    expect((await rooms.load(roomId('a4')))?.people.map(({ id }) => id)).toEqual([ANA]);
    expect(await rooms.trail(roomId('a4'))).toHaveLength(1);
  });

  it('writes a step whole or not at all', async () => {
    const { database } = place;
    const rooms = createRoomStore(database);
    await rooms.create(roomId('a5'), SETTINGS, [person(ANA, 'owner')], T0);
    const before = await rooms.load(roomId('a5'));
    // The trail is written last; a database that refuses it must have kept nothing of what came before.
    await database.execute(
      sql`alter table audit add constraint only_early check (at < ${sql.raw(String(T0 + 10))}) not valid`,
    );
    const step = {
      entries: [banned(GUS), banned(GUS, T0 + 10)],
      settings: { ...SETTINGS, name: 'Half' },
      people: [person(GUS, null, { ban: mark() }), person(ANA, null)],
    };
    await expect(rooms.record(roomId('a5'), step)).rejects.toThrow();
    await database.execute(sql`alter table audit drop constraint only_early`);
    expect(await rooms.load(roomId('a5'))).toEqual(before);
    expect(await rooms.trail(roomId('a5'))).toEqual([]);
    // And the connection that failed serves the next step.
    await rooms.record(roomId('a5'), { ...step, entries: [banned(GUS)] });
    expect((await rooms.load(roomId('a5')))?.settings.name).toBe('Half');
  });

  it('keeps steps apart that are written at once', async () => {
    const rooms = createRoomStore(place.database);
    await rooms.create(roomId('a6'), SETTINGS, [], T0);
    const many = Array.from({ length: 60 }, (_, i) => guestPerson(`g${i}`));
    await Promise.all(
      many.map((id, i) =>
        rooms.record(roomId('a6'), {
          entries: [banned(id, T0 + i)],
          settings: null,
          people: [person(id, null, { ban: mark() })],
        }),
      ),
    );
    expect((await rooms.load(roomId('a6')))?.people).toHaveLength(60);
    expect(await rooms.trail(roomId('a6'), { limit: 1000 })).toHaveLength(60);
  });

  it('names a damaged row, and believes nothing of it', async () => {
    const { database } = place;
    const rooms = createRoomStore(database);
    await rooms.create(
      roomId('a7'),
      SETTINGS,
      [person(ANA, 'owner'), person(GUS, null, { ban: mark() })],
      T0,
    );
    const damage = async (text: string) => {
      await database.execute(
        sql`update people set overrides = ${text}::jsonb where room = 'a7' and person = ${GUS}`,
      );
      const failed = await rooms.load(roomId('a7')).catch((error: unknown) => error);
      expect(failed, text).toBeInstanceOf(DamagedRow);
      const { message } = failed as Error;
      expect(message).toContain('room a7');
      expect(message).toContain(GUS);
      expect(message).toContain('overrides');
      expect(message).not.toContain('\n');
    };
    await damage('[]');
    await damage('{"publish":{"value":"yes","mark":{"by":null,"byName":"","at":1}}}');
    await damage('{"publish":{"value":"allow"}}');
    await damage('{"fly":{"value":"allow","mark":{"by":null,"byName":"","at":1}}}');
    await database.execute(sql`update people set overrides = '{}' where room = 'a7' and person = ${GUS}`);
    expect(await rooms.load(roomId('a7'))).not.toBeNull();

    await database.execute(sql`update rooms set settings = settings #- '{audiences,list}' where id = 'a7'`);
    await expect(rooms.load(roomId('a7'))).rejects.toThrow(DamagedRow);
    await expect(rooms.load(roomId('a7'))).rejects.toThrow(/room a7.*audiences\.list/);
  });

  it('R21, R22 reads rows from before there were mutes as unmuted, and keeps a lock when it is all there is', async () => {
    const { database } = place;
    const rooms = createRoomStore(database);
    await rooms.create(roomId('a8'), SETTINGS, [person(ANA, 'member')], T0);
    await database.execute(sql`update rooms set settings = settings - 'muteAll' where id = 'a8'`);
    await database.execute(sql`update people set mute = null where room = 'a8'`);
    const old = await rooms.load(roomId('a8'));
    expect(old?.settings).toEqual({ ...SETTINGS, muteAll: null });
    expect(old?.people).toEqual([person(ANA, 'member')]);

    const lock = { mark: mark(), overGrant: false };
    const entry = {
      ...banned(GUS),
      change: { on: 'mute', person: GUS, before: null, after: lock },
    } as const;
    const gus = person(GUS, null, { mute: lock });
    await rooms.record(roomId('a8'), { entries: [entry], settings: null, people: [gus] });
    expect((await rooms.load(roomId('a8')))?.people).toContainEqual(gus);
    await database.execute(sql`update people set mute = '{"overGrant":true}' where room = 'a8'`);
    await expect(rooms.load(roomId('a8'))).rejects.toThrow(/mute/);
  });

  it('knows users by their address, and gives each a number of its own', async () => {
    const users = createUserStore(place.database);
    const ana = await users.put('ana@school', 'Ana', T0);
    const ben = await users.put('ben@school', 'Ben', T0);
    expect(ana.uid).not.toBe(ben.uid);
    expect(await users.put('ana@school', 'Ana Lima', T0 + 1)).toMatchObject({
      uid: ana.uid,
      name: 'Ana Lima',
    });
    expect(await users.find('ana@school')).toMatchObject({ uid: ana.uid, name: 'Ana Lima' });
    expect(await users.find('Ana@school')).toBeNull();
    expect(await users.find('')).toBeNull();
    expect(await users.find("' or 1=1 --")).toBeNull();
  });

  it('opens what it made again and again, and alters nothing by it', async () => {
    await createUserStore(place.database).put('ana', 'Ana', T0);
    const shape = async () => {
      const { rows } = (await place.database.execute(
        sql`select table_name, column_name, data_type from information_schema.columns
            where table_schema in ('public', 'drizzle') order by 1, 2`,
      )) as unknown as { rows: object[] };
      const { rows: applied } = (await place.database.execute(
        sql`select hash, created_at from drizzle.__drizzle_migrations`,
      )) as unknown as { rows: object[] };
      return [rows, applied];
    };
    const first = await shape();
    await place.reopen();
    expect(await shape()).toEqual(first);
    expect(await createUserStore(place.database).find('ana')).not.toBeNull();
  });

  // The last, because it leaves no database to use.
  it('refuses the database of a newer version and leaves it as it is', async () => {
    const newer = Date.now() + 10 * 365 * 86_400_000;
    await place.database.execute(
      sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('newer', ${sql.raw(String(newer))})`,
    );
    // A program that touched it would stumble over this, or put it right.
    await place.database.execute(sql`alter table audit rename to diary`);
    await place.close();
    const refusal = await place.open().catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(DatabaseError);
    expect((refusal as Error).message).toMatch(
      /^(DATABASE_URL|The database in) .*newer version of Rostrum.*$/,
    );
    await expect(place.open()).rejects.toThrow(/newer version/);
  });
});

describe.runIf(postgresPrograms())('a PostgreSQL that went away', () => {
  it('is found again when it is back, and ends nobody’s process meanwhile', async () => {
    const url = await newPostgresDatabase();
    const { database, close } = await openDatabase(url, '');
    const rooms = createRoomStore(database);
    await rooms.create(roomId('a'), SETTINGS, [], T0);
    const others =
      'select count(pg_terminate_backend(pid)) from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database()';
    await ask(url, others);
    // The first query may still be given the connection that was cut.
    await vi.waitFor(() => rooms.load(roomId('a')), 5000);
    await rooms.record(roomId('a'), { entries: [banned(GUS)], settings: null, people: [] });
    expect(await rooms.trail(roomId('a'))).toHaveLength(1);
    await close();
  });
});

describe.runIf(postgresPrograms())('a PostgreSQL in use', () => {
  it('refuses a second server until the first is gone: two hosts of one room would not know each other', async () => {
    const url = await newPostgresDatabase();
    const first = await openDatabase(url, '');
    await expect(openDatabase(url, '')).rejects.toThrow(/^DATABASE_URL is in use by another Rostrum server/);
    await first.close();
    const second = await openDatabase(url, '');
    await second.close();
  });
});

describe('a database that cannot be had', () => {
  it('is said in one line, without the password', async () => {
    const url = `postgres://app:hunter2@127.0.0.1:${await freePort()}/x`;
    const refusal = await openDatabase(url, '').catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(DatabaseError);
    expect((refusal as Error).message).toMatch(/^DATABASE_URL cannot be opened: .*ECONNREFUSED.*$/);
    expect((refusal as Error).message).not.toContain('hunter2');
  });

  it.runIf(postgresPrograms())('names a database that does not exist', async () => {
    const refusal = await openDatabase(
      `postgres://rostrum@127.0.0.1:${inject('postgres')}/nowhere`,
      '',
    ).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(DatabaseError);
    expect((refusal as Error).message).toMatch(/^DATABASE_URL cannot be opened: .*"nowhere" does not exist$/);
  });

  it('names the folder where PGlite cannot make it', async () => {
    const refusal = await openDatabase(null, '/dev/null').catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(DatabaseError);
    expect((refusal as Error).message).toMatch(
      /^The database in \/dev\/null\/database cannot be opened: .*$/,
    );
  });
});
