import type { Person } from '@/lib/core/gate/person.ts';
import type { ParticipantId, RoomId } from '@/lib/core/ids.ts';
import type { AuditEntry } from '@/lib/core/room/commands.ts';
import type { RoomSettings } from '@/lib/core/room/settings.ts';
import type { Notice } from '@/lib/core/roster/view.ts';
import type { EndReason } from '@/lib/core/session.ts';

/** What a room needs of the store. */
export interface RoomStore {
  load(room: RoomId): Promise<{ readonly settings: RoomSettings; readonly people: readonly Person[] } | null>;
  /** All or nothing; resolves when it would survive a crash of this program. */
  record(
    room: RoomId,
    altered: {
      readonly entries: readonly AuditEntry[];
      readonly settings: RoomSettings | null;
      readonly people: readonly Person[];
    },
  ): Promise<void>;
}

/** How a room reaches browsers. Delivery is in order for each participant. */
export interface Outbox {
  tell(to: ParticipantId, notices: readonly Notice[]): void;
  /** Tells everybody of a class (see `classKey`) in a room the same, encoded once. */
  tellClass(room: RoomId, cls: string, notices: readonly Notice[]): void;
  /** Puts a participant into a class, or with null into none. */
  assign(participant: ParticipantId, room: RoomId, cls: string | null): void;
  end(participant: ParticipantId, reason: EndReason): void;
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
