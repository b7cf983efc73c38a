import type { Context } from 'hono';
import { type SSEStreamingApi, streamSSE } from 'hono/streaming';
import type { RoomId } from '@/lib/core/ids.ts';
import type { ApiEnv, ApiParts } from '../parts.ts';
import { showEntry } from '../show/audit.ts';
import { showLive } from '../show/live.ts';
import { calledIn } from './called.ts';

/** Least time between two live states, milliseconds. */
const APART_MS = 200;
const HEARTBEAT_MS = 15_000;
/** Entries of the trail read at a time. */
const PART = 500;

/**
 * Answers with a room's live state, at once and after each change, for as long as somebody listens. A listener who
 * is slow gets fewer states, never old ones. It ends with the room, and when the token is worth nothing any more.
 *
 * @param withAudit whether entries of the trail are sent too
 * @param ended called once, when nobody listens any more
 */
export async function followRoom(
  c: Context<ApiEnv>,
  { administration, rooms, users, clock, log, heartbeatMs = HEARTBEAT_MS }: ApiParts,
  id: RoomId,
  withAudit: boolean,
  ended: () => void,
): Promise<Response> {
  const bell = createBell();
  let room = await administration.read(id, (now) => now);
  let changed = true;
  let since = (await rooms.trail(id, { newest: true, limit: 1 }))[0]?.id ?? 0;
  const unwatch = await administration.watch(id, (step) => {
    room = step.room;
    changed = true;
    bell.ring();
  });
  // What happened between the two is not missed: the host is asked again once it is watched.
  room = await administration
    .read(id, (now) => now)
    .catch((error: unknown) => {
      unwatch();
      throw error;
    });

  const sendAudit = async (stream: SSEStreamingApi): Promise<void> => {
    for (;;) {
      const rows = await rooms.trail(id, { after: since, limit: PART });
      const called = await calledIn(rows, room, users);
      for (const row of rows) {
        since = row.id;
        await stream.writeSSE({
          event: 'audit',
          data: JSON.stringify(showEntry(row, called)),
          id: String(row.id),
        });
      }
      if (rows.length < PART) return;
    }
  };

  const talk = async (stream: SSEStreamingApi): Promise<void> => {
    let checkedAt = Date.now();
    while (!stream.aborted) {
      if (Date.now() - checkedAt >= heartbeatMs) {
        checkedAt = Date.now();
        if (!(await c.get('stillValid')())) return;
        await stream.write(': still here\n\n');
      } else if (changed) {
        changed = false;
        if (room.settings.deleted) return;
        await stream.writeSSE({ event: 'live', data: JSON.stringify(showLive(room, clock.now())) });
        if (withAudit) await sendAudit(stream);
        await bell.silence(APART_MS);
      } else await bell.rung(checkedAt + heartbeatMs - Date.now());
    }
  };

  return streamSSE(
    c,
    async (stream) => {
      stream.onAbort(() => {
        unwatch();
        bell.ring();
      });
      try {
        await talk(stream);
      } finally {
        unwatch();
        ended();
      }
    },
    async (error) => log.error({ err: error, room: id }, 'a live stream broke'),
  );
}

/** Something to wait for, and to call out with. */
function createBell() {
  let ring = () => {};
  const wait = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, Math.max(0, ms));
      ring = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  return {
    ring: () => ring(),
    /** Until somebody rings, or for so long. */
    rung: wait,
    /** For so long, whoever rings. */
    silence: (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)),
  };
}
