import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { roomId } from '@/lib/core/ids.ts';
import { presetSettings } from '@/lib/core/room/presets.ts';
import { createRoomStore, ROOM_SORTS, type RoomRow } from '@/server/store/rooms.ts';
import { DATABASES, SLOW, useDatabase } from './databases.ts';
import { T0 } from './people.ts';

// A database of its own: every page is of all rooms.
describe.each(DATABASES)('ten thousand rooms on %s', (kind) => {
  const place = useDatabase(kind);
  const COUNT = 10_000;

  /** Names and times that many rooms share, so that a page ends within equals; every 100th is deleted. */
  async function fill() {
    const settings = JSON.stringify(presetSettings('conference', 'x'));
    await place.database.execute(sql`
      insert into rooms (id, settings, created_at, name, preset, deleted)
      select 'r' || i, ${settings}::jsonb || jsonb_build_object('name', 'Name ' || (i % 97)), ${sql.raw(String(T0))} + i / 7,
        'Name ' || (i % 97), case when i % 3 = 0 then 'classroom' else 'conference' end, i % 100 = 0
      from generate_series(1, ${sql.raw(String(COUNT))}) i`);
    await place.database.execute(sql`analyze rooms`);
  }
  const keyOf = (sort: string) => (row: RoomRow) =>
    sort.endsWith('name') ? row.settings.name : row.createdAt;

  it(
    'are each on exactly one page, in order, whatever they are sorted by',
    async () => {
      await fill();
      const rooms = createRoomStore(place.database);
      expect(await rooms.count()).toBe(9900);
      for (const sort of ROOM_SORTS) {
        const key = keyOf(sort);
        const seen: RoomRow[] = [];
        for (;;) {
          const last = seen.at(-1);
          const after = last && { value: key(last), id: last.id };
          const page = await rooms.page({ sort, after, limit: 500 });
          seen.push(...page);
          if (page.length < 500) break;
        }
        expect(new Set(seen.map(({ id }) => id)).size).toBe(9900);
        expect(seen).toHaveLength(9900);
        const sign = sort.startsWith('-') ? -1 : 1;
        const misplaced = seen.findIndex((row, i) => {
          const next = seen[i + 1];
          if (!next || key(row) === key(next)) return false;
          return (key(row) < key(next) ? 1 : -1) !== sign;
        });
        expect(misplaced, sort).toBe(-1);
      }
    },
    SLOW,
  );

  it(
    'are found by part of a name or id and by preset, also from one page to the next',
    async () => {
      const rooms = createRoomStore(place.database);
      const named = await rooms.page({ sort: 'createdAt', search: 'NAME 96', limit: 1000 });
      expect(named.length).toBeGreaterThan(95);
      expect(named.every(({ settings }) => settings.name === 'Name 96')).toBe(true);
      expect(await rooms.count('NAME 96')).toBe(named.length);
      const [first] = named;
      const rest = await rooms.page({
        sort: 'createdAt',
        search: 'name 96',
        after: first && { value: first.createdAt, id: first.id },
        limit: 1000,
      });
      expect(rest).toEqual(named.slice(1));
      expect((await rooms.page({ sort: '-name', search: 'r9999', limit: 10 })).map(({ id }) => id)).toEqual([
        'r9999',
      ]);
      expect(await rooms.page({ sort: 'name', search: '%', limit: 10 })).toEqual([]);
      expect(
        await rooms.page({ sort: 'name', search: 'r100', limit: 100 }),
        'deleted ones are not listed',
      ).toHaveLength(
        [...Array(COUNT).keys()].filter((i) => (i + 1) % 100 !== 0 && `r${i + 1}`.includes('r100')).length,
      );
      const classrooms = await rooms.page({ sort: 'name', preset: 'classroom', limit: 10_000 });
      expect(classrooms).toHaveLength(3300);
      expect(await rooms.page({ sort: 'name', preset: "x' or 1=1", limit: 10 })).toEqual([]);
    },
    SLOW,
  );

  it(
    'lose none and repeat none while others are made and deleted between two pages',
    async () => {
      const rooms = createRoomStore(place.database);
      const page = await rooms.page({ sort: 'createdAt', limit: 1000 });
      const last = page.at(-1);
      await rooms.create(roomId('made-early'), presetSettings('conference', 'x'), [], T0 - 5);
      await place.database.execute(sql`update rooms set deleted = true where id = ${page[3]?.id ?? ''}`);
      const next = await rooms.page({
        sort: 'createdAt',
        after: last && { value: last.createdAt, id: last.id },
        limit: 1000,
      });
      const both = [...page, ...next].map(({ id }) => id);
      expect(new Set(both).size).toBe(2000);
      expect(both).not.toContain('made-early');
    },
    SLOW,
  );
});
