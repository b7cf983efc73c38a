import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import type { Person } from '@/lib/core/gate/person.ts';
import { PLAIN_MEMBER } from '@/lib/core/gate/person.ts';
import { guestPerson, pinId, roomId, userPerson } from '@/lib/core/ids.ts';
import type { AuditEntry } from '@/lib/core/room/commands.ts';
import type { Pin } from '@/lib/core/room/pins.ts';
import { presetSettings } from '@/lib/core/room/presets.ts';
import type { RoomSettings } from '@/lib/core/room/settings.ts';
import { createRoomStore } from '@/server/store/rooms.ts';
import { DamagedRow } from '@/server/store/rows.ts';
import { createUserStore } from '@/server/store/users.ts';
import { DATABASES, SLOW, useDatabase } from './databases.ts';
import { banned, mark, person, T0 } from './people.ts';

const ANA = userPerson('ana');
const GUS = guestPerson('5f0c');
const SETTINGS: RoomSettings = {
  ...presetSettings('classroom', 'Ελληνικά 🎓'),
  startsAt: T0,
  duration: 3600,
  lobby: true,
  hands: { policy: 'auto', speakers: 3, seconds: 90, order: 'raised' },
  profile: {
    ...presetSettings('classroom', '').profile,
    fixed: ['bitrate'],
    adaptive: false,
    callDuration: 600,
    data: true,
  },
  muteOnEntry: true,
  storeMessages: false,
  topology: 'sfu',
  codec: 'h264',
  foreign: { flag: 0x1200, resolution: 4 },
};
const PIN: Pin = {
  id: pinId('pin-1'),
  code: '123456',
  label: 'Speaker “1” \\ %_',
  role: 'moderator',
  moderation: ['controlCalls', 'managePins'],
  overrides: { publish: 'allow', list: 'deny' },
  profile: { kinds: ['microphone'], screens: 0 },
  memberSeconds: 3600,
  expiresAt: T0 + 1,
  maxUses: 10,
  used: 3,
};
const pinned = (after: Pin | null, before: Pin | null = null): AuditEntry => ({
  ...banned(GUS),
  change: { on: 'pin', before, after },
});

describe.each(DATABASES)('the whole model on %s', (kind) => {
  const place = useDatabase(kind);
  const rooms = () => createRoomStore(place.database);

  it('keeps settings, memberships and PINs whole, field by field', async () => {
    const people: Person[] = [
      {
        ...person(ANA, 'moderator', { pins: [pinId('pin-1'), pinId('gone')] }),
        membership: {
          role: 'moderator',
          moderation: ['managePins'],
          profile: { resolution: 'vga', callDuration: 60, handKinds: ['camera'] },
          expiresAt: T0 + 5,
          foreign: { uid: 7 },
        },
      },
      // Somebody of whom nothing is known but that they used a PIN once.
      person(GUS, null, { pins: [pinId('pin-1')] }),
    ];
    const gid = await rooms().create(roomId('m1'), SETTINGS, people, T0, [PIN], [pinned(PIN)]);
    expect(gid).toBeGreaterThan(0);
    await place.reopen();
    const loaded = await rooms().load(roomId('m1'));
    expect(loaded?.settings).toEqual(SETTINGS);
    expect(loaded?.people.toSorted((a, b) => b.id.localeCompare(a.id))).toEqual(people);
    expect(loaded?.pins).toEqual([PIN]);
    expect(await rooms().trail(roomId('m1'))).toMatchObject([{ change: { on: 'pin', after: PIN } }]);
    const row = { id: 'm1', gid, settings: SETTINGS, createdAt: T0 };
    expect(await rooms().find(roomId('m1'))).toEqual(row);
    expect(await rooms().findByGid(gid ?? 0)).toEqual(row);
    expect(await rooms().find(roomId('nowhere'))).toBeNull();
    expect(await rooms().findByGid(2_000_000_000)).toBeNull();
  });

  it('R25 writes PINs with the step: made, changed, and digits that pass from one to another', async () => {
    await rooms().create(roomId('m2'), SETTINGS, [], T0, [PIN]);
    await rooms().create(roomId('m3'), SETTINGS, [], T0, [PIN]);
    const heir: Pin = { ...PIN, id: pinId('pin-2'), used: 0 };
    const used = { ...PIN, used: 4 };
    await rooms().record(roomId('m2'), {
      entries: [pinned(used, PIN)],
      settings: null,
      people: [],
      pins: [used],
    });
    expect((await rooms().load(roomId('m2')))?.pins).toEqual([used]);
    await rooms().record(roomId('m2'), {
      entries: [pinned(null, used), pinned(heir)],
      settings: null,
      people: [],
      pins: [heir],
      removedPins: [PIN.id],
    });
    expect((await rooms().load(roomId('m2')))?.pins).toEqual([heir]);
    expect((await rooms().load(roomId('m3')))?.pins, 'another room has its own').toEqual([PIN]);
  });

  it('R25 has no two PINs with the same digits in a room, and keeps nothing of a step that would', async () => {
    await rooms().create(roomId('m4'), SETTINGS, [], T0, [PIN]);
    const twin: Pin = { ...PIN, id: pinId('twin') };
    const step = {
      entries: [pinned(twin)],
      settings: { ...SETTINGS, name: 'Half' },
      people: [person(GUS, null, { ban: mark() })],
      pins: [twin],
    };
    await expect(rooms().record(roomId('m4'), step)).rejects.toThrow();
    expect(await rooms().load(roomId('m4'))).toMatchObject({ people: [], pins: [PIN], settings: SETTINGS });
    expect(await rooms().trail(roomId('m4'))).toEqual([]);
  });

  it(
    'R24 writes ten thousand members in one step, and takes them off again in one',
    async () => {
      await rooms().create(roomId('m5'), SETTINGS, [], T0);
      const ids = Array.from({ length: 10_000 }, (_, i) => userPerson(`u${String(i).padStart(5, '0')}`));
      const entries = ids.map(
        (id): AuditEntry => ({
          ...banned(id),
          change: { on: 'membership', person: id, name: '', before: null, after: PLAIN_MEMBER },
        }),
      );
      const people = ids.map((id) => person(id, 'member'));
      await rooms().record(roomId('m5'), { entries, settings: null, people });
      expect(await rooms().countMembers(roomId('m5'))).toBe(10_000);
      expect((await rooms().load(roomId('m5')))?.people).toHaveLength(10_000);
      const [last] = await rooms().trail(roomId('m5'), { newest: true, limit: 1 });
      expect(last?.change).toMatchObject({ on: 'membership', person: 'user:u09999' });

      const seen: string[] = [];
      for (let after: string | undefined; ; ) {
        const page = await rooms().members(roomId('m5'), { after, limit: 999 });
        seen.push(...page.map(({ id }) => id));
        after = page.at(-1)?.id;
        if (page.length < 999) break;
      }
      expect(seen).toEqual(ids);
      const off = people.map((one) => ({ ...one, membership: null }));
      await rooms().record(roomId('m5'), { entries, settings: null, people: off });
      expect(await rooms().countMembers(roomId('m5'))).toBe(0);
    },
    SLOW,
  );

  it('lists members by page and by what is typed, and with `all` also whoever else is known', async () => {
    const people = [
      person(ANA, 'owner', { name: 'Ana 100%' }),
      person(userPerson('ben'), 'member', { name: 'Ben_B' }),
      person(userPerson('bo\\b'), 'member', { name: 'Böb' }),
      person(GUS, null, { ban: mark(), name: 'Gus' }),
    ];
    await rooms().create(roomId('m6'), SETTINGS, people, T0);
    const list = async (search?: string, all = false) =>
      (await rooms().members(roomId('m6'), { search, all, limit: 10 })).map(({ id }) => id);
    expect(await list()).toEqual(['user:ana', 'user:ben', 'user:bo\\b']);
    expect(await list(undefined, true)).toHaveLength(4);
    expect(await list('BEN')).toEqual(['user:ben']);
    expect(await list('%')).toEqual(['user:ana']);
    expect(await list('_')).toEqual(['user:ben']);
    expect(await list('\\')).toEqual(['user:bo\\b']);
    expect(await list("' or 1=1 --")).toEqual([]);
    expect(await list('gus')).toEqual([]);
    expect(await list('gus', true)).toEqual([GUS]);
    expect(await rooms().countMembers(roomId('m6'))).toBe(3);
    expect(await rooms().member(roomId('m6'), ANA)).toEqual(people[0]);
    expect(await rooms().member(roomId('m6'), userPerson('nobody'))).toBeNull();
    expect(await rooms().roomsOf(GUS)).toContain('m6');
  });

  it('filters the trail by what, whom, who, when, and pages it from either end', async () => {
    await rooms().create(roomId('m7'), SETTINGS, [], T0);
    const entry = (on: string, i: number, by: string): AuditEntry =>
      ({
        actor: { person: by ? userPerson(by) : null, name: by || 'Backend_1' },
        at: T0 + i,
        cause: 'asked',
        change: { on, person: i % 2 ? ANA : GUS, before: null, after: null },
      }) as unknown as AuditEntry;
    const entries = Array.from({ length: 30 }, (_, i) =>
      entry(['ban', 'grant', 'mute'][i % 3] ?? '', i, ['tess', 'ben', ''][Math.floor(i / 10)] ?? ''),
    );
    await rooms().record(roomId('m7'), { entries, settings: null, people: [] });
    await rooms().create(roomId('m8'), SETTINGS, [], T0, [], entries.slice(0, 1));
    const times = async (query: Partial<Parameters<ReturnType<typeof rooms>['trail']>[1]>) =>
      (await rooms().trail(roomId('m7'), { limit: 100, ...query })).map(({ at }) => at - T0);
    expect(await times({})).toHaveLength(30);
    expect(await times({ on: ['ban'] })).toEqual([0, 3, 6, 9, 12, 15, 18, 21, 24, 27]);
    expect(await times({ on: ['ban', 'mute'], from: T0 + 3, to: T0 + 9 })).toEqual([3, 5, 6, 8]);
    expect(await times({ person: ANA, on: ['ban'] })).toEqual([3, 9, 15, 21, 27]);
    expect(await times({ actor: 'user:tess' })).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(await times({ actor: 'backend_' })).toHaveLength(10);
    expect(await times({ actor: 'backend%1' })).toEqual([]);
    expect(await times({ on: [] }), 'no filter').toHaveLength(30);
    expect(await times({ on: ["' or 1=1 --"] })).toEqual([]);
    expect(await times({ newest: true, limit: 3 })).toEqual([29, 28, 27]);
    const [, , third] = await rooms().trail(roomId('m7'), { newest: true, limit: 3 });
    expect(await times({ newest: true, limit: 2, after: third?.id ?? 0 })).toEqual([26, 25]);
    expect(await times({ limit: 2, after: third?.id ?? 0 })).toEqual([28, 29]);
  });

  it('keeps users, what others keep with them, and the tokens that were given out', async () => {
    const users = createUserStore(place.database);
    const extra = { photo: 'x', deep: [{ a: null }] };
    const ana = await users.add('ana', { name: 'Ana', extra }, T0);
    expect(ana).toMatchObject({ address: 'ana', name: 'Ana', active: true, extra, createdAt: T0 });
    expect(await users.add('ana', { name: 'Other' }, T0)).toBeNull();
    expect(await users.findByUid(ana?.uid ?? 0)).toEqual(ana);
    expect(await users.edit('ana', { active: false })).toEqual({ ...ana, active: false });
    expect(await users.edit('ana', {})).toEqual({ ...ana, active: false });
    expect(await users.edit('nobody', { active: false })).toBeNull();
    expect(await users.put('ana', 'Ana L.', T0 + 1), 'a name alone alters nothing else').toEqual({
      ...ana,
      name: 'Ana L.',
      active: false,
    });

    for (const [id, app] of [
      ['t1', ''],
      ['t2', 'web'],
      ['t3', 'web'],
      ['t4', 'phone'],
    ] as const)
      await users.addToken({ id, address: 'ana', app, createdAt: T0, expiresAt: T0 + 1 });
    await expect(
      users.addToken({ id: 't1', address: 'ana', app: '', createdAt: T0, expiresAt: T0 }),
    ).rejects.toThrow();
    await expect(
      users.addToken({ id: 't9', address: 'nobody', app: '', createdAt: T0, expiresAt: T0 }),
    ).rejects.toThrow();
    expect(await users.hasToken('t2')).toBe(true);
    expect(await users.removeTokens('ben', { id: 't2' }), 'of somebody else').toBe(0);
    expect(await users.removeTokens('ana', { app: 'web' })).toBe(2);
    expect(await users.hasToken('t2')).toBe(false);
    expect((await users.tokens('ana')).map(({ id }) => id).toSorted()).toEqual(['t1', 't4']);
    expect(await users.removeTokens('ana', { id: 't4' })).toBe(1);
    expect(await users.remove('ana')).toBe(true);
    expect(await users.hasToken('t1'), 'no token outlives its user').toBe(false);
    expect(await users.remove('ana')).toBe(false);
    const again = await users.add('ana', {}, T0);
    expect(again?.uid, 'a number is nobody else’s later').toBeGreaterThan(ana?.uid ?? 0);
    expect(await users.tokens('ana')).toEqual([]);
  });

  it('pages and finds users by address and name', async () => {
    const users = createUserStore(place.database);
    const addresses = Array.from({ length: 2500 }, (_, i) => `p${String(i).padStart(4, '0')}`);
    await place.database.execute(
      sql`insert into users (address, name, created_at) select 'p' || lpad(i::text, 4, '0'), 'Person ' || i, ${T0} from generate_series(0, 2499) i`,
    );
    const seen: string[] = [];
    for (let after: string | undefined = 'p'; ; ) {
      const page = await users.page({ after, limit: 400 });
      seen.push(...page.map(({ address }) => address));
      after = page.at(-1)?.address;
      if (page.length < 400) break;
    }
    expect(seen).toEqual(addresses);
    expect((await users.page({ search: 'PERSON 77', limit: 100 })).map(({ address }) => address)).toEqual([
      'p0077',
      ...Array.from({ length: 10 }, (_, i) => `p077${i}`),
    ]);
    expect(await users.page({ search: '_0077', limit: 100 })).toEqual([]);
    expect(await users.findAll([...addresses, 'nobody', 'p0001'])).toHaveLength(2500);
    expect(await users.findAll([])).toEqual([]);
  });

  it('names a damaged row of every kind, and believes nothing of it', async () => {
    await rooms().create(roomId('m9'), SETTINGS, [person(ANA, 'member')], T0, [PIN]);
    const damages: readonly [string, string, RegExp][] = [
      ['settings', '{duration}', /room m9.*duration/],
      ['settings', '{profile,handKinds}', /room m9.*handKinds/],
      ['settings', '{hands,policy}', /room m9.*hands\.policy/],
      ['settings', '{topology}', /room m9.*topology/],
      ['settings', '{codec}', /room m9.*codec/],
      ['settings', '{foreign}', /room m9.*foreign/],
      ['membership', '{expiresAt}', /user:ana in room m9.*membership\.expiresAt/],
      ['membership', '{moderation}', /user:ana in room m9.*moderation/],
      ['pin', '{role}', /PIN of room m9.*role/],
      ['pin', '{used}', /PIN of room m9.*used/],
      ['pin', '{overrides}', /PIN of room m9.*overrides/],
    ];
    for (const [column, field, words] of damages) {
      const table = { settings: 'rooms', membership: 'people', pin: 'pins' }[column] ?? '';
      const where = table === 'rooms' ? `id = 'm9'` : `room = 'm9'`;
      const [before] = (
        (await place.database.execute(
          sql.raw(`select ${column} as value from ${table} where ${where}`),
        )) as unknown as { rows: { value: unknown }[] }
      ).rows;
      await place.database.execute(
        sql.raw(`update ${table} set ${column} = jsonb_set(${column}, '${field}', '"wrong"') where ${where}`),
      );
      const failed = await rooms()
        .load(roomId('m9'))
        .catch((error: unknown) => error);
      expect(failed, `${column} ${field}`).toBeInstanceOf(DamagedRow);
      expect((failed as Error).message).toMatch(words);
      if (table === 'people') await expect(rooms().member(roomId('m9'), ANA)).rejects.toThrow(DamagedRow);
      if (table === 'rooms') await expect(rooms().find(roomId('m9'))).rejects.toThrow(DamagedRow);
      await place.database.execute(
        sql.raw(
          `update ${table} set ${column} = '${JSON.stringify(before?.value).replaceAll("'", "''")}' where ${where}`,
        ),
      );
      expect(await rooms().load(roomId('m9'))).not.toBeNull();
    }
  });
});
