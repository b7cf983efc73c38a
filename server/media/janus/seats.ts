import { createHmac } from 'node:crypto';
import type { RoomId } from '@/lib/core/ids.ts';

/** The number and the secret of a VideoRoom that one of our rooms may have. */
export interface Seat {
  /** At most 48 bits: numbers of 52 are what Janus's JSON carries. */
  readonly room: number;
  readonly secret: string;
}

/**
 * Both follow from our key, so that what an earlier run of ours left behind on a lasting server is recognised. A room
 * takes its seats in turn, one for each run: those that are taken then tell which is the newest, and nothing has to be
 * written down.
 */
export const seatsOf = (key: Buffer, id: RoomId): readonly Seat[] =>
  [0, 1, 2].map((turn) => ({
    room: Number.parseInt(hmac(key, `room ${turn} ${id}`).slice(0, 12), 16) + 1,
    secret: hmac(key, `secret ${turn} ${id}`),
  }));

export interface Succession {
  /** Where the newest of the earlier runs was: its next is free. Null where there is none, or no telling. */
  readonly former: Seat | null;
  readonly next: Seat;
  /** What is of use to nobody. */
  readonly stale: readonly Seat[];
}

/** @param taken whether there is a VideoRoom at each seat, in their order */
export function succeed(seats: readonly Seat[], taken: readonly boolean[]): Succession {
  const after = (turn: number) => (turn + 1) % seats.length;
  const newest = seats.findIndex((_, turn) => taken[turn] && !taken[after(turn)]);
  const former = seats[newest] ?? null;
  const next = seats[newest === -1 ? 0 : after(newest)];
  if (!next) throw new Error('A room has no seats.');
  return { former, next, stale: seats.filter((seat, turn) => taken[turn] && seat !== former) };
}

const hmac = (key: Buffer, text: string) => createHmac('sha256', key).update(text).digest('hex');
