import { bigint, bigserial, index, jsonb, pgTable, primaryKey, serial, text } from 'drizzle-orm/pg-core';

/** Times are milliseconds since the epoch, as everywhere in this house. */
const time = (name: string) => bigint(name, { mode: 'number' });

export const users = pgTable('users', {
  address: text().primaryKey(),
  uid: serial().notNull().unique(),
  name: text().notNull(),
  createdAt: time('created_at').notNull(),
});

export const rooms = pgTable('rooms', {
  id: text().primaryKey(),
  settings: jsonb().notNull(),
  createdAt: time('created_at').notNull(),
});

/** What is decided about a person in a room; somebody about whom nothing is decided has no row. */
export const people = pgTable(
  'people',
  {
    room: text()
      .notNull()
      .references(() => rooms.id, { onDelete: 'cascade' }),
    person: text().notNull(),
    name: text().notNull(),
    membership: jsonb(),
    overrides: jsonb().notNull(),
    grants: jsonb().notNull(),
    ban: jsonb(),
    mute: jsonb(),
  },
  (table) => [primaryKey({ columns: [table.room, table.person] })],
);

/** Append only: what changed, by whom, when and why. */
export const audit = pgTable(
  'audit',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    room: text().notNull(),
    at: time('at').notNull(),
    actor: jsonb().notNull(),
    cause: text().notNull(),
    change: jsonb().notNull(),
  },
  (table) => [index('audit_room_id').on(table.room, table.id)],
);
