import { and, asc, eq, gt } from 'drizzle-orm';
import { isUndecided, type Person } from '@/lib/core/gate/person.ts';
import { type RoomId, roomId } from '@/lib/core/ids.ts';
import type { AuditEntry } from '@/lib/core/room/commands.ts';
import type { RoomSettings } from '@/lib/core/room/settings.ts';
import type { Database } from './database.ts';
import { parsePerson, parseSettings } from './rows.ts';
import { audit, people, rooms } from './schema.ts';

/** What a step altered: the entries for the trail, and the rows as they are now. */
export interface Altered {
  readonly entries: readonly AuditEntry[];
  readonly settings: RoomSettings | null;
  readonly people: readonly Person[];
}

export type RoomStore = ReturnType<typeof createRoomStore>;

/** Rooms, what is decided about people in them, and the audit trail. */
export function createRoomStore(database: Database) {
  return {
    /** Makes a room with its first people; false when the id is taken. */
    async create(
      id: RoomId,
      settings: RoomSettings,
      members: readonly Person[],
      now: number,
    ): Promise<boolean> {
      return database.transaction(async (tx) => {
        const made = await tx
          .insert(rooms)
          .values({ id, settings, createdAt: now })
          .onConflictDoNothing()
          .returning({ id: rooms.id });
        if (!made.length) return false;
        if (members.length) await tx.insert(people).values(members.map((person) => personRow(id, person)));
        return true;
      });
    },

    /**
     * A room with everything decided about people in it; null when there is none.
     * @throws DamagedRow
     */
    async load(id: RoomId): Promise<{ settings: RoomSettings; people: Person[] } | null> {
      const [row] = await database.select().from(rooms).where(eq(rooms.id, id));
      if (!row) return null;
      const known = await database.select().from(people).where(eq(people.room, id));
      return {
        settings: parseSettings(id, row.settings),
        people: known.map(({ person, name, membership, overrides, grants, ban, mute }) =>
          parsePerson(id, { id: person, name, membership, overrides, grants, ban, mute }),
        ),
      };
    },

    /** Writes a step: rows and trail together or not at all. */
    async record(id: RoomId, altered: Altered): Promise<void> {
      if (!altered.entries.length) return;
      await database.transaction(async (tx) => {
        if (altered.settings)
          await tx.update(rooms).set({ settings: altered.settings }).where(eq(rooms.id, id));
        for (const person of altered.people) {
          if (isUndecided(person)) {
            await tx.delete(people).where(and(eq(people.room, id), eq(people.person, person.id)));
            continue;
          }
          const row = personRow(id, person);
          await tx
            .insert(people)
            .values(row)
            .onConflictDoUpdate({ target: [people.room, people.person], set: row });
        }
        await tx.insert(audit).values(altered.entries.map((entry) => ({ room: id, ...entry })));
      });
    },

    /** The trail of a room in order, `limit` entries after `after`. */
    async trail(id: RoomId, after = 0, limit = 100) {
      return database
        .select()
        .from(audit)
        .where(and(eq(audit.room, id), gt(audit.id, after)))
        .orderBy(asc(audit.id))
        .limit(limit);
    },

    async count(): Promise<number> {
      return database.$count(rooms);
    },

    async list(): Promise<RoomId[]> {
      return (await database.select({ id: rooms.id }).from(rooms)).map((row) => roomId(row.id));
    },
  };
}

const personRow = (room: RoomId, { id, name, membership, overrides, grants, ban, mute }: Person) => ({
  room,
  person: id,
  name,
  membership,
  overrides,
  grants,
  ban,
  mute,
});
