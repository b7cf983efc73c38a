import {
  bigint,
  bigserial,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  serial,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';

/** Times are milliseconds since the epoch, as everywhere in this house. */
const time = (name: string) => bigint(name, { mode: 'number' });

export const users = pgTable('users', {
  address: text().primaryKey(),
  uid: serial().notNull().unique(),
  name: text().notNull(),
  /** Who is not active may not come in anywhere. */
  active: boolean().notNull().default(true),
  /** What other systems keep with a user: carried and given back, never read. */
  extra: jsonb().notNull().default({}),
  createdAt: time('created_at').notNull(),
});

/** User tokens that were given out. The token itself is signed and not kept; `id` is its `jti`. */
export const userTokens = pgTable(
  'user_tokens',
  {
    id: text().primaryKey(),
    address: text()
      .notNull()
      .references(() => users.address, { onDelete: 'cascade' }),
    /** Which app it was made for; free text. */
    app: text().notNull().default(''),
    createdAt: time('created_at').notNull(),
    expiresAt: time('expires_at').notNull(),
  },
  (table) => [index('user_tokens_address').on(table.address)],
);

/** Tokens of backends. Only a digest is kept. */
export const appTokens = pgTable('app_tokens', {
  id: text().primaryKey(),
  name: text().notNull(),
  /** SHA-256 of the token, hexadecimal. */
  digest: text().notNull().unique(),
  scopes: jsonb().notNull(),
  createdAt: time('created_at').notNull(),
  expiresAt: time('expires_at'),
  lastUsedAt: time('last_used_at'),
});

export const rooms = pgTable(
  'rooms',
  {
    id: text().primaryKey(),
    /** The number by which mesibo clients know the room. */
    gid: serial().notNull().unique(),
    settings: jsonb().notNull(),
    createdAt: time('created_at').notNull(),
    /** Copies of what stands in `settings`, to search and sort by. */
    name: text().notNull().default(''),
    preset: text().notNull().default(''),
    deleted: boolean().notNull().default(false),
  },
  (table) => [
    index('rooms_created').on(table.createdAt, table.id),
    index('rooms_name').on(table.name, table.id),
  ],
);

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
    pins: jsonb().notNull().default([]),
  },
  (table) => [primaryKey({ columns: [table.room, table.person] }), index('people_person').on(table.person)],
);

export const pins = pgTable(
  'pins',
  {
    room: text()
      .notNull()
      .references(() => rooms.id, { onDelete: 'cascade' }),
    id: text().notNull(),
    code: text().notNull(),
    pin: jsonb().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.room, table.id] }),
    uniqueIndex('pins_room_code').on(table.room, table.code),
  ],
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

/** Chat, where the room stores it. `receiver` is null for a message to all. */
export const messages = pgTable(
  'messages',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    room: text()
      .notNull()
      .references(() => rooms.id, { onDelete: 'cascade' }),
    sender: text().notNull(),
    senderName: text('sender_name').notNull(),
    receiver: text(),
    text: text().notNull(),
    at: time('at').notNull(),
    expiresAt: time('expires_at'),
    /** Who removed it, and when; the text is gone by then. */
    removed: jsonb(),
  },
  (table) => [index('messages_room_id').on(table.room, table.id)],
);

/** Addresses that are told what happens. */
export const webhooks = pgTable('webhooks', {
  id: text().primaryKey(),
  url: text().notNull(),
  secret: text().notNull(),
  /** Names of events; empty for all. */
  events: jsonb().notNull(),
  /** Room ids; empty for all. */
  rooms: jsonb().notNull(),
  active: boolean().notNull().default(true),
  createdAt: time('created_at').notNull(),
});

/** The outbox of webhooks: what is to be told to one address about one room, in order, until it was taken. */
export const deliveries = pgTable(
  'deliveries',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    webhook: text()
      .notNull()
      .references(() => webhooks.id, { onDelete: 'cascade' }),
    room: text().notNull(),
    event: jsonb().notNull(),
    attempts: integer().notNull().default(0),
    /** When it is tried next; null once it was taken or given up. */
    dueAt: time('due_at'),
    takenAt: time('taken_at'),
    lastError: text('last_error'),
  },
  (table) => [
    index('deliveries_due').on(table.dueAt),
    index('deliveries_order').on(table.webhook, table.room, table.id),
  ],
);

/** What was answered to a request that carried an idempotency key, to be answered again. */
export const idempotency = pgTable(
  'idempotency',
  {
    /** Whose key it is: application tokens do not meet each other's. */
    owner: text().notNull(),
    key: text().notNull(),
    /** SHA-256 of method, path and body. */
    request: text().notNull(),
    status: integer(),
    body: jsonb(),
    headers: jsonb(),
    createdAt: time('created_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.owner, table.key] }),
    index('idempotency_created').on(table.createdAt),
  ],
);
