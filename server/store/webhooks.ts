import { and, asc, desc, eq, gt, inArray, isNotNull, isNull, lt, or, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from './database.ts';
import { deliveries, webhooks } from './schema.ts';

/** An address that is told what happens. */
export interface Webhook {
  readonly id: string;
  readonly url: string;
  /** Signs what is sent, so it is kept as it is. */
  readonly secret: string;
  /** Names of events; empty for all. */
  readonly events: readonly string[];
  /** Room ids; empty for all. */
  readonly rooms: readonly string[];
  readonly active: boolean;
  readonly createdAt: number;
}

export type WebhookPatch = Partial<Pick<Webhook, 'url' | 'secret' | 'events' | 'rooms' | 'active'>>;

/** Something to be told to one webhook. */
export interface NewDelivery {
  readonly webhook: string;
  readonly event: { readonly timestamp: string };
}

/** As it waits: `event` is what is sent. */
export interface Waiting {
  readonly id: number;
  readonly event: Readonly<Record<string, unknown>> & { readonly id: string; readonly timestamp: string };
  readonly attempts: number;
  readonly dueAt: number;
}

/** As it is shown: waiting while it is due, taken, or given up. */
export interface Delivery {
  readonly id: number;
  readonly room: string;
  readonly event: Waiting['event'];
  readonly attempts: number;
  readonly dueAt: number | null;
  readonly takenAt: number | null;
  readonly lastError: string | null;
}

/** Deliveries to one webhook about one room, which go one after another. */
export interface Lane {
  readonly webhook: string;
  readonly room: string;
}

/** Rows in one statement: PostgreSQL takes 65,535 parameters. */
const CHUNK = 1000;
/** How long what was taken or given up is kept at least, to be looked at: three days, milliseconds. */
export const KEPT_MS = 3 * 24 * 3_600_000;
/** After how long whatever waits goes, however often it was tried: seven days, milliseconds. */
export const LONGEST_WAIT_MS = 7 * 24 * 3_600_000;

type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0];

/** Adds to the outbox, within the transaction of what it tells of; what is for a webhook that is gone is dropped. */
export async function putDeliveries(
  tx: Transaction,
  room: string,
  given: readonly NewDelivery[],
  now: number,
): Promise<void> {
  if (!given.length) return;
  const asked = [...new Set(given.map(({ webhook }) => webhook))];
  // Held until this is stored, so that none of them can be removed in between.
  const there = await tx
    .select({ id: webhooks.id })
    .from(webhooks)
    .where(inArray(webhooks.id, asked))
    .for('key share');
  const known = new Set(there.map(({ id }) => id));
  const rows = given
    .filter(({ webhook }) => known.has(webhook))
    .map(({ webhook, event }) => ({ webhook, room, event, dueAt: now }));
  for (let i = 0; i < rows.length; i += CHUNK) await tx.insert(deliveries).values(rows.slice(i, i + CHUNK));
}

export type WebhookStore = ReturnType<typeof createWebhookStore>;

/** Webhooks and their outbox. */
export function createWebhookStore(database: Database) {
  const mark = async (id: number, set: Partial<typeof deliveries.$inferInsert>) => {
    await database.update(deliveries).set(set).where(eq(deliveries.id, id));
  };

  return {
    async all(): Promise<Webhook[]> {
      const rows = await database.select().from(webhooks).orderBy(asc(webhooks.createdAt), asc(webhooks.id));
      return rows.map(webhookOf);
    },

    /** Makes a webhook, or puts it in the place of the one with its id. */
    async put(webhook: Webhook): Promise<void> {
      const { id: _, createdAt: __, ...set } = webhook;
      await database.insert(webhooks).values(webhook).onConflictDoUpdate({ target: webhooks.id, set });
    },

    /** Null when there is none. */
    async edit(id: string, patch: WebhookPatch): Promise<Webhook | null> {
      const [row] = await database.update(webhooks).set(patch).where(eq(webhooks.id, id)).returning();
      return row ? webhookOf(row) : null;
    },

    /** With whatever still waits for it. */
    async remove(id: string): Promise<boolean> {
      return (await database.delete(webhooks).where(eq(webhooks.id, id)).returning()).length > 0;
    },

    /** Adds to the outbox by itself: for what is told of no step. */
    async add(room: string, given: readonly NewDelivery[], now: number): Promise<void> {
      await database.transaction((tx) => putDeliveries(tx, room, given, now));
    },

    /** Where something waits for a webhook that is switched on. */
    async lanes(webhook?: string): Promise<Lane[]> {
      return database
        .selectDistinct({ webhook: deliveries.webhook, room: deliveries.room })
        .from(deliveries)
        .innerJoin(webhooks, eq(webhooks.id, deliveries.webhook))
        .where(
          and(
            isNotNull(deliveries.dueAt),
            eq(webhooks.active, true),
            webhook === undefined ? undefined : eq(deliveries.webhook, webhook),
          ),
        );
    },

    /** What waits in a lane, in order, after a delivery that is known to be through. */
    async waiting({ webhook, room }: Lane, after: number, limit: number): Promise<Waiting[]> {
      const rows = await database
        .select()
        .from(deliveries)
        .where(
          and(
            eq(deliveries.webhook, webhook),
            eq(deliveries.room, room),
            gt(deliveries.id, after),
            isNotNull(deliveries.dueAt),
          ),
        )
        .orderBy(asc(deliveries.id))
        .limit(limit);
      return rows.map(({ id, event, attempts, dueAt }) => ({
        id,
        event: event as Waiting['event'],
        attempts,
        dueAt: dueAt ?? 0,
      }));
    },

    taken: (id: number, attempts: number, now: number) =>
      mark(id, { attempts, takenAt: now, dueAt: null, lastError: null }),

    failed: (id: number, attempts: number, dueAt: number, lastError: string) =>
      mark(id, { attempts, dueAt, lastError }),

    gaveUp: (id: number, attempts: number, lastError: string) =>
      mark(id, { attempts, dueAt: null, lastError }),

    /** What was told to a webhook, and what waits; the newest first. */
    async page(
      webhook: string,
      query: { readonly before?: number | undefined; readonly limit: number },
    ): Promise<Delivery[]> {
      const { before, limit } = query;
      const rows = await database
        .select()
        .from(deliveries)
        .where(
          and(eq(deliveries.webhook, webhook), before === undefined ? undefined : lt(deliveries.id, before)),
        )
        .orderBy(desc(deliveries.id))
        .limit(limit);
      return rows.map(({ webhook: _, event, ...row }) => ({ ...row, event: event as Waiting['event'] }));
    },

    /**
     * The calls that a webhook was told have begun, and not that they ended: with what was told of their room. Nothing
     * of the kind is running when the program starts.
     */
    async begun(): Promise<(Lane & { readonly event: Waiting['event'] })[]> {
      const type = sql`${deliveries.event}->>'type'`;
      const rows = await database
        .selectDistinctOn([deliveries.webhook, deliveries.room])
        .from(deliveries)
        .where(sql`${type} in ('room.started', 'room.ended')`)
        .orderBy(deliveries.webhook, deliveries.room, desc(deliveries.id));
      return rows
        .map(({ webhook, room, event }) => ({ webhook, room, event: event as Waiting['event'] }))
        .filter(({ event }) => event.type === 'room.started');
    },

    /**
     * Removes what was taken or given up a while ago, and gives up what has waited too long. What says that a call
     * began is kept until something later says that it ended, or that another began.
     * @returns how many were given up, and how many removed
     */
    async prune(now: number): Promise<{ gaveUp: number; removed: number }> {
      const happened = (before: number) =>
        sql`(${deliveries.event}->>'timestamp') < ${new Date(before).toISOString()}`;
      const gaveUp = await database
        .update(deliveries)
        .set({ dueAt: null, lastError: 'waited too long' })
        .where(and(isNotNull(deliveries.dueAt), happened(now - LONGEST_WAIT_MS)))
        .returning({ id: deliveries.id });
      const removed = await database
        .delete(deliveries)
        .where(
          and(
            isNull(deliveries.dueAt),
            or(
              lt(deliveries.takenAt, now - KEPT_MS),
              and(isNull(deliveries.takenAt), happened(now - LONGEST_WAIT_MS - KEPT_MS)),
            ),
            sql`not (${deliveries.event}->>'type' = 'room.started' and not exists (
              select 1 from ${deliveries} later where later.webhook = ${deliveries.webhook}
              and later.room = ${deliveries.room} and later.id > ${deliveries.id}
              and later.event->>'type' in ('room.started', 'room.ended')))`,
          ),
        )
        .returning({ id: deliveries.id });
      return { gaveUp: gaveUp.length, removed: removed.length };
    },
  };
}

const names = z.array(z.string());

const webhookOf = ({ events, rooms, ...row }: typeof webhooks.$inferSelect): Webhook => ({
  ...row,
  events: names.parse(events),
  rooms: names.parse(rooms),
});
