import type { Mark, Person } from '@/lib/core/gate/person.ts';
import type { ParticipantId, PersonId, RoomId } from '@/lib/core/ids.ts';
import type { AuditEntry } from '@/lib/core/room/commands.ts';
import type { RoomEvent } from '@/lib/core/room/events.ts';
import type { Message } from '@/lib/core/room/messages.ts';
import type { Pin } from '@/lib/core/room/pins.ts';
import type { Live } from '@/lib/core/room/revival.ts';
import type { Room } from '@/lib/core/room/room.ts';
import type { RoomSettings } from '@/lib/core/room/settings.ts';
import type { Notice } from '@/lib/core/roster/view.ts';
import type { EndReason } from '@/lib/core/session.ts';

/** What a room needs of the store. */
export interface RoomStore extends TrailStore {
  load(room: RoomId): Promise<{
    readonly settings: RoomSettings;
    readonly people: readonly Person[];
    readonly pins: readonly Pin[];
  } | null>;
  /** All or nothing; resolves when it would survive a crash of this program. */
  record(
    room: RoomId,
    altered: {
      readonly entries: readonly AuditEntry[];
      readonly settings: RoomSettings | null;
      readonly people: readonly Person[];
      readonly pins: readonly Pin[];
      readonly removedPins: readonly Pin['id'][];
      readonly removedMessages: readonly { readonly number: number; readonly mark: Mark }[];
      /** What is to be told outside, kept with what it tells of. */
      readonly deliveries: readonly Delivery[];
      readonly at: number;
    },
  ): Promise<void>;
}

/** What a room needs to read its own trail. */
export interface TrailStore {
  /** Entries before (`newest`) or after a number, in that order. */
  trail(
    room: RoomId,
    query: { readonly after?: number | undefined; readonly newest?: boolean; readonly limit: number },
  ): Promise<
    readonly {
      readonly id: number;
      readonly at: number;
      readonly actor: unknown;
      readonly cause: string;
      readonly change: unknown;
    }[]
  >;
}

/** Keeps aside who is in a call and what they send, for the case that the program ends. Holds no right. */
export interface LiveStore {
  /** What was kept not longer than a moment ago; null where that was nothing, or is too long ago to go on with. */
  load(room: RoomId, now: number): Promise<{ readonly at: number; readonly live: Live } | null>;
  /** The rooms of which something is kept that can be gone on with. */
  rooms(now: number): Promise<readonly RoomId[]>;
  /** Takes the place of what was kept before; null forgets it. Never rejects: a call goes on without. */
  keep(room: RoomId, live: Live | null, now: number): Promise<void>;
}

/** A message that is kept, by the number that the store gave it. The text is null once it was removed. */
export interface KeptMessage {
  readonly number: number;
  readonly sender: PersonId;
  readonly senderName: string;
  readonly to: PersonId | null;
  readonly text: string | null;
  readonly at: number;
}

/** What a room needs to keep messages. */
export interface MessageStore {
  /**
   * Gives the number; numbers grow. Resolves when it would survive a crash of this program.
   * @param told what is to be told outside of a message with this number, kept with it
   */
  add(room: RoomId, message: Message, told: (number: number) => readonly Delivery[]): Promise<number>;
  find(room: RoomId, number: number, now: number): Promise<KeptMessage | null>;
  /** The newest before a number, oldest first; with a person, only what is theirs or everybody's. */
  page(
    room: RoomId,
    query: {
      readonly person?: PersonId | undefined;
      readonly before?: number | undefined;
      readonly limit: number;
      readonly now: number;
    },
  ): Promise<readonly KeptMessage[]>;
}

/** Something to be told to one webhook. */
export interface Delivery {
  readonly webhook: string;
  readonly event: { readonly timestamp: string };
}

/** Whoever outside is told what happens in rooms. */
export interface Hooks {
  /** Whether anybody wants to be told anything of this room: nothing more is done for it otherwise. */
  wanted(room: RoomId): boolean;
  /** What is to be told to whom of a step. */
  addressed(room: Room, events: readonly RoomEvent[], at: number): readonly Delivery[];
  /** It was stored, and may go out. */
  stored(room: RoomId, deliveries: readonly Delivery[]): void;
}

/** How a room reaches browsers. Delivery is in order for each participant. */
export interface Outbox {
  tell(to: ParticipantId, notices: readonly Notice[]): void;
  /** Tells everybody of a class (see `classKey`) in a room the same, encoded once, but for a few. */
  tellClass(room: RoomId, cls: string, notices: readonly Notice[], except?: readonly ParticipantId[]): void;
  /** Puts a participant into a class, or with null into none. */
  assign(participant: ParticipantId, room: RoomId, cls: string | null): void;
  end(participant: ParticipantId, reason: EndReason): void;
  /** Keeps what is to be told to somebody whose socket is still to come. */
  expect(participant: ParticipantId): void;
}

/** Milliseconds since the epoch, and a timer; tests bring their own. */
export interface Clock {
  now(): number;
  /** Calls back once at or after `at`; the returned function calls it off. */
  at(time: number, callback: () => void): () => void;
}

/** setTimeout takes at most a signed 32-bit number of milliseconds; what is further off is looked at again. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => Date.now(),
  at(time, callback) {
    const timer = setTimeout(callback, Math.min(Math.max(0, time - Date.now()), LONGEST_TIMER_MS));
    timer.unref();
    return () => clearTimeout(timer);
  },
};

/** What an engine tells browsers goes out by the same post as everything else. */
export type { MediaSink } from '../media/engine.ts';
