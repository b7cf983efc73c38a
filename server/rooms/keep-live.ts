import type { RoomId } from '@/lib/core/ids.ts';
import type { Live } from '@/lib/core/room/revival.ts';
import type { Clock, LiveStore } from './ports.ts';

/**
 * Changes closer together than this are kept as one, milliseconds: a class comes in within a few seconds. Everybody is
 * written each time, so that it is longer where more are in.
 */
const SOON_MS = 100;
const SOON_MS_EACH = 0.25;
/** How often a call in which nothing changes is kept again, to say that it goes on, milliseconds. */
const AGAIN_MS = 15_000;

/** Keeps one room's call aside while it lasts, a moment behind it. */
export function keepLive(
  room: RoomId,
  now: () => Live | null,
  { live, clock }: { readonly live?: LiveStore | undefined; readonly clock: Clock },
) {
  let cancel: (() => void) | null = null;
  let due = Number.POSITIVE_INFINITY;
  let writing: Promise<void> = Promise.resolve();

  function write(): void {
    const call = now();
    cancel = null;
    due = Number.POSITIVE_INFINITY;
    writing = writing.then(() => live?.keep(room, call, clock.now()));
    if (call) wait(AGAIN_MS);
  }

  function wait(pause: number): void {
    const at = clock.now() + pause;
    if (at >= due) return;
    cancel?.();
    due = at;
    cancel = clock.at(at, write);
  }

  return {
    /** @param people how many are in */
    soon(people: number): void {
      if (live) wait(Math.round(SOON_MS + SOON_MS_EACH * people));
    },
    /** What is there at the end is kept. */
    async close(): Promise<void> {
      if (cancel) {
        cancel();
        write();
        cancel?.();
      }
      await writing;
    },
  };
}
