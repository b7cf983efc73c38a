import { and, desc, eq, gt, isNull, lt, lte, or } from 'drizzle-orm';
import { type PersonId, personId, type RoomId } from '@/lib/core/ids.ts';
import type { Message } from '@/lib/core/room/messages.ts';
import type { Database } from './database.ts';
import { messages } from './schema.ts';
import { type NewDelivery, putDeliveries } from './webhooks.ts';

/** A message that is kept. Its number is the store's own: it is told to nobody. */
export interface KeptMessage {
  readonly number: number;
  readonly sender: PersonId;
  readonly senderName: string;
  readonly to: PersonId | null;
  /** Null once it was removed. */
  readonly text: string | null;
  readonly at: number;
}

export interface MessageQuery {
  /** What one person may read: what was written to everybody, by them, or to them alone; absent, the first of these. */
  readonly person?: PersonId | undefined;
  /** Only what is older than this number. */
  readonly before?: number | undefined;
  readonly limit: number;
  /** What is kept no longer than until now is left out. */
  readonly now: number;
}

export type MessageStore = ReturnType<typeof createMessageStore>;

/** Messages of rooms that keep them. They are removed by `record` of the rooms' store, together with its trail. */
export function createMessageStore(database: Database) {
  return {
    /**
     * Keeps a message and gives its number; numbers grow with the order in which messages are added.
     * @param told what webhooks are to be told of it, kept with it
     */
    async add(
      room: RoomId,
      { sender, senderName, to, text, at, keptUntil }: Message,
      told: (number: number) => readonly NewDelivery[] = () => [],
    ): Promise<number> {
      return database.transaction(async (tx) => {
        const [row] = await tx
          .insert(messages)
          .values({ room, sender, senderName, receiver: to, text, at, expiresAt: keptUntil })
          .returning({ number: messages.id });
        if (!row) throw new Error('The database returned no number for a message.');
        await putDeliveries(tx, room, told(row.number), at);
        return row.number;
      });
    },

    /** Null when there is none, and when it is no longer kept. */
    async find(room: RoomId, number: number, now: number): Promise<KeptMessage | null> {
      const [row] = await database
        .select()
        .from(messages)
        .where(and(eq(messages.room, room), eq(messages.id, number), kept(now)));
      return row ? messageOf(row) : null;
    },

    /** The newest messages of a room, or of what is older than `before`; the oldest of them first. */
    async page(room: RoomId, { person, before, limit, now }: MessageQuery): Promise<KeptMessage[]> {
      const rows = await database
        .select()
        .from(messages)
        .where(
          and(
            eq(messages.room, room),
            kept(now),
            before === undefined ? undefined : lt(messages.id, before),
            person === undefined
              ? isNull(messages.receiver)
              : or(isNull(messages.receiver), eq(messages.receiver, person), eq(messages.sender, person)),
          ),
        )
        .orderBy(desc(messages.id))
        .limit(limit);
      return rows.reverse().map(messageOf);
    },

    /** Forgets what is no longer kept; gives back how many. */
    async prune(now: number): Promise<number> {
      const gone = await database
        .delete(messages)
        .where(lte(messages.expiresAt, now))
        .returning({ number: messages.id });
      return gone.length;
    },
  };
}

const kept = (now: number) => or(isNull(messages.expiresAt), gt(messages.expiresAt, now));

const messageOf = ({
  id,
  sender,
  senderName,
  receiver,
  text,
  at,
  removed,
}: typeof messages.$inferSelect): KeptMessage => ({
  number: id,
  sender: personId(sender),
  senderName,
  to: receiver === null ? null : personId(receiver),
  text: removed ? null : text,
  at,
});
