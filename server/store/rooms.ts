// Over 300 lines: rooms, their people, PINs and trail are written in one transaction, and so from one place.
import { and, asc, desc, eq, gt, ilike, inArray, isNotNull, lt, or, sql } from 'drizzle-orm';
import { isUndecided, type Mark, type Person } from '@/lib/core/gate/person.ts';
import { type PersonId, personId, type RoomId, roomId } from '@/lib/core/ids.ts';
import type { AuditEntry } from '@/lib/core/room/commands.ts';
import type { Pin } from '@/lib/core/room/pins.ts';
import type { RoomSettings } from '@/lib/core/room/settings.ts';
import type { Database } from './database.ts';
import { parsePerson, parsePin, parseSettings } from './rows.ts';
import { audit, messages, people, pins, rooms } from './schema.ts';
import { type NewDelivery, putDeliveries } from './webhooks.ts';

/** What a step altered: the entries for the trail, and the rows as they are now. */
export interface Altered {
  readonly entries: readonly AuditEntry[];
  readonly settings: RoomSettings | null;
  readonly people: readonly Person[];
  /** PINs that were made or changed. */
  readonly pins?: readonly Pin[];
  readonly removedPins?: readonly Pin['id'][];
  /** Kept messages whose text goes, by their numbers, and who removed them. */
  readonly removedMessages?: readonly { readonly number: number; readonly mark: Mark }[];
  /** What is to be told to webhooks, and when the step was, milliseconds since the epoch. */
  readonly deliveries?: readonly NewDelivery[];
  readonly at?: number;
}

/** A room as a list shows it. */
export interface RoomRow {
  readonly id: RoomId;
  readonly gid: number;
  readonly settings: RoomSettings;
  readonly createdAt: number;
}

export const ROOM_SORTS = ['createdAt', '-createdAt', 'name', '-name'] as const;
export type RoomSort = (typeof ROOM_SORTS)[number];

export interface RoomQuery {
  /** Part of a name or an id. */
  readonly search?: string | undefined;
  readonly preset?: string | undefined;
  readonly sort: RoomSort;
  /** Where the page before ended: the sorted value and the id of its last row. */
  readonly after?: { readonly value: string | number; readonly id: string } | undefined;
  readonly limit: number;
}

export interface TrailQuery {
  /** Entries after this number, or with `newest` before it. */
  readonly after?: number | undefined;
  readonly newest?: boolean | undefined;
  readonly limit: number;
  /** What a change was on, such as `grant`; any of these. */
  readonly on?: readonly string[] | undefined;
  readonly actor?: string | undefined;
  readonly person?: string | undefined;
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

/** Rows in one statement: PostgreSQL takes 65,535 parameters. */
const CHUNK = 1000;

export type RoomStore = ReturnType<typeof createRoomStore>;

/** Rooms, what is decided about people in them, their PINs, and the audit trail. */
export function createRoomStore(database: Database) {
  type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0];

  async function putPeople(tx: Transaction, room: RoomId, altered: readonly Person[]) {
    const forgotten = altered.filter(isUndecided).map(({ id }) => id);
    for (const ids of chunks(forgotten))
      await tx.delete(people).where(and(eq(people.room, room), inArray(people.person, ids)));
    for (const kept of chunks(altered.filter((person) => !isUndecided(person))))
      await tx
        .insert(people)
        .values(kept.map((person) => personRow(room, person)))
        .onConflictDoUpdate({ target: [people.room, people.person], set: PERSON_COLUMNS });
  }

  async function putPins(tx: Transaction, room: RoomId, { pins: put = [], removedPins = [] }: Altered) {
    for (const ids of chunks(removedPins))
      await tx.delete(pins).where(and(eq(pins.room, room), inArray(pins.id, ids)));
    for (const pin of put)
      await tx
        .insert(pins)
        .values({ room, id: pin.id, code: pin.code, pin })
        .onConflictDoUpdate({ target: [pins.room, pins.id], set: { code: pin.code, pin } });
  }

  async function putEntries(tx: Transaction, room: RoomId, entries: readonly AuditEntry[]) {
    for (const some of chunks(entries))
      await tx.insert(audit).values(some.map((entry) => ({ room, ...entry })));
  }

  return {
    /** Makes a room with its first people and PINs; its number, or null when the id is taken. */
    async create(
      id: RoomId,
      settings: RoomSettings,
      members: readonly Person[],
      now: number,
      firstPins: readonly Pin[] = [],
      entries: readonly AuditEntry[] = [],
      deliveries: readonly NewDelivery[] = [],
    ): Promise<number | null> {
      return database.transaction(async (tx) => {
        const [made] = await tx
          .insert(rooms)
          .values({ id, createdAt: now, ...settingsColumns(settings) })
          .onConflictDoNothing()
          .returning({ gid: rooms.gid });
        if (!made) return null;
        await putPeople(tx, id, members);
        await putPins(tx, id, { entries, settings, people: members, pins: firstPins });
        await putEntries(tx, id, entries);
        await putDeliveries(tx, id, deliveries, now);
        return made.gid;
      });
    },

    /**
     * A room with everything decided about people in it; null when there is none.
     * @throws DamagedRow
     */
    async load(id: RoomId): Promise<{ settings: RoomSettings; people: Person[]; pins: Pin[] } | null> {
      const [row] = await database.select().from(rooms).where(eq(rooms.id, id));
      if (!row) return null;
      const known = await database.select().from(people).where(eq(people.room, id));
      const codes = await database.select().from(pins).where(eq(pins.room, id));
      return {
        settings: parseSettings(id, row.settings),
        people: known.map((one) => personOf(id, one)),
        pins: codes.map(({ pin }) => parsePin(id, pin)),
      };
    },

    /** Writes a step: rows and trail together or not at all. */
    async record(id: RoomId, altered: Altered): Promise<void> {
      const { deliveries = [], at = 0 } = altered;
      if (!altered.entries.length && !deliveries.length) return;
      await database.transaction(async (tx) => {
        if (altered.settings)
          await tx.update(rooms).set(settingsColumns(altered.settings)).where(eq(rooms.id, id));
        await putPeople(tx, id, altered.people);
        await putPins(tx, id, altered);
        for (const { number, mark } of altered.removedMessages ?? [])
          await tx
            .update(messages)
            .set({ text: '', removed: mark })
            .where(and(eq(messages.room, id), eq(messages.id, number)));
        // A deleted room's row stays for its trail; what was said in it goes.
        if (altered.settings?.deleted) await tx.delete(messages).where(eq(messages.room, id));
        await putEntries(tx, id, altered.entries);
        await putDeliveries(tx, id, deliveries, at);
      });
    },

    /** The trail of a room, oldest first, or newest first. */
    async trail(id: RoomId, query: TrailQuery = { limit: 100 }) {
      const { after, newest, limit, on, actor, person, from, to } = query;
      return database
        .select()
        .from(audit)
        .where(
          and(
            eq(audit.room, id),
            after === undefined ? undefined : newest ? lt(audit.id, after) : gt(audit.id, after),
            on?.length ? inArray(sql`${audit.change}->>'on'`, [...on]) : undefined,
            person ? eq(sql`${audit.change}->>'person'`, person) : undefined,
            actor
              ? or(
                  eq(sql`${audit.actor}->>'person'`, actor),
                  ilike(sql`${audit.actor}->>'name'`, contains(actor)),
                )
              : undefined,
            from === undefined ? undefined : sql`${audit.at} >= ${from}`,
            to === undefined ? undefined : lt(audit.at, to),
          ),
        )
        .orderBy(newest ? desc(audit.id) : asc(audit.id))
        .limit(limit);
    },

    /** One room without its people; null when there is none. Deleted rooms are found too. */
    async find(id: RoomId): Promise<RoomRow | null> {
      const [row] = await database.select().from(rooms).where(eq(rooms.id, id));
      return row ? roomRow(row) : null;
    },

    async findByGid(gid: number): Promise<RoomRow | null> {
      const [row] = await database.select().from(rooms).where(eq(rooms.gid, gid));
      return row ? roomRow(row) : null;
    },

    /** A page of the rooms that are not deleted. */
    async page({ search, preset, sort, after, limit }: RoomQuery): Promise<RoomRow[]> {
      const column = sort.endsWith('name') ? rooms.name : rooms.createdAt;
      const down = sort.startsWith('-');
      const beyond = after && (down ? sql`<` : sql`>`);
      const rows = await database
        .select()
        .from(rooms)
        .where(
          and(
            eq(rooms.deleted, false),
            preset ? eq(rooms.preset, preset) : undefined,
            search ? or(ilike(rooms.name, contains(search)), ilike(rooms.id, contains(search))) : undefined,
            after ? sql`(${column}, ${rooms.id}) ${beyond} (${after.value}, ${after.id})` : undefined,
          ),
        )
        .orderBy(down ? desc(column) : asc(column), down ? desc(rooms.id) : asc(rooms.id))
        .limit(limit);
      return rows.map(roomRow);
    },

    /** How many rooms there are that are not deleted. */
    async count(search?: string, preset?: string): Promise<number> {
      return database.$count(
        rooms,
        and(
          eq(rooms.deleted, false),
          preset ? eq(rooms.preset, preset) : undefined,
          search ? or(ilike(rooms.name, contains(search)), ilike(rooms.id, contains(search))) : undefined,
        ),
      );
    },

    /** A page of people on a room's list, by address. With `all`, also those about whom something is decided. */
    async members(
      room: RoomId,
      query: { search?: string | undefined; after?: string | undefined; limit: number; all?: boolean },
    ): Promise<Person[]> {
      const { search, after, limit, all } = query;
      const rows = await database
        .select()
        .from(people)
        .where(
          and(
            eq(people.room, room),
            all ? undefined : isNotNull(people.membership),
            search
              ? or(ilike(people.name, contains(search)), ilike(people.person, contains(search)))
              : undefined,
            after ? gt(people.person, after) : undefined,
          ),
        )
        .orderBy(asc(people.person))
        .limit(limit);
      return rows.map((row) => personOf(room, row));
    },

    async countMembers(room: RoomId, search?: string): Promise<number> {
      return database.$count(
        people,
        and(
          eq(people.room, room),
          isNotNull(people.membership),
          search
            ? or(ilike(people.name, contains(search)), ilike(people.person, contains(search)))
            : undefined,
        ),
      );
    },

    async member(room: RoomId, person: PersonId): Promise<Person | null> {
      const [row] = await database
        .select()
        .from(people)
        .where(and(eq(people.room, room), eq(people.person, person)));
      return row ? personOf(room, row) : null;
    },

    async pins(room: RoomId): Promise<Pin[]> {
      const rows = await database.select().from(pins).where(eq(pins.room, room)).orderBy(asc(pins.id));
      return rows.map(({ pin }) => parsePin(room, pin));
    },

    /** Every room in which something is decided about a person. */
    async roomsOf(person: PersonId): Promise<RoomId[]> {
      const rows = await database.select({ room: people.room }).from(people).where(eq(people.person, person));
      return rows.map(({ room }) => roomId(room));
    },

    async list(): Promise<RoomId[]> {
      return (await database.select({ id: rooms.id }).from(rooms)).map((row) => roomId(row.id));
    },
  };
}

const settingsColumns = (settings: RoomSettings) => ({
  settings,
  name: settings.name,
  preset: settings.preset,
  deleted: settings.deleted !== null,
});

const roomRow = ({ id, gid, settings, createdAt }: typeof rooms.$inferSelect): RoomRow => ({
  id: roomId(id),
  gid,
  settings: parseSettings(id, settings),
  createdAt,
});

const personOf = (room: RoomId, { room: _, person, ...row }: typeof people.$inferSelect): Person =>
  parsePerson(room, { id: personId(person), ...row });

const personRow = (room: RoomId, { id, ...person }: Person) => ({ room, person: id, ...person });

/** Every column of a person, as the row that could not be inserted has it. */
const PERSON_COLUMNS = {
  name: sql`excluded.name`,
  membership: sql`excluded.membership`,
  overrides: sql`excluded.overrides`,
  grants: sql`excluded.grants`,
  ban: sql`excluded.ban`,
  mute: sql`excluded.mute`,
  pins: sql`excluded.pins`,
};

/** A pattern for `ilike` that means what was typed. */
const contains = (text: string) => `%${text.replace(/[\\%_]/g, '\\$&')}%`;

function* chunks<Item>(items: readonly Item[]): Generator<Item[]> {
  for (let i = 0; i < items.length; i += CHUNK) yield items.slice(i, i + CHUNK);
}
