import type { RoomId } from '@/lib/core/ids.ts';
import { emptyRoom } from '@/lib/core/room/room.ts';
import type { Log } from '../log.ts';
import type { Engine, MediaSink } from '../media/engine.ts';
import { RoomHost } from './host.ts';
import type { Clock, Outbox, RoomStore } from './ports.ts';

export interface RegistryParts {
  readonly store: RoomStore;
  readonly engine: Engine;
  readonly outbox: Outbox;
  readonly sink: MediaSink;
  readonly clock: Clock;
  readonly log: Log;
}

/** How long an empty room stays in memory, milliseconds: somebody who reloads finds it warm. */
const REST_AFTER_MS = 30_000;

export type Registry = ReturnType<typeof createRegistry>;

/** Every running room of this process, each with its one host. */
export function createRegistry(parts: RegistryParts) {
  const hosts = new Map<RoomId, Promise<RoomHost | null>>();
  /** Rooms on their way to rest: the same room must not be opened at the engine before it is closed there. */
  const resting = new Map<RoomId, Promise<void>>();
  let closing = false;

  async function load(id: RoomId): Promise<RoomHost | null> {
    await resting.get(id);
    const stored = await parts.store.load(id);
    if (!stored) return null;
    const { store, outbox, clock, log, engine, sink } = parts;
    const room = emptyRoom(id, stored.settings, stored.people);
    return new RoomHost(room, { store, outbox, clock, log, media: engine.open(id, sink) });
  }

  return {
    /** The host of a room, started when it is not running; null when there is no such room. */
    find(id: RoomId): Promise<RoomHost | null> {
      if (closing) return Promise.resolve(null);
      const running = hosts.get(id);
      if (running) return running;
      const starting = load(id);
      hosts.set(id, starting);
      starting.then(
        (host) => !host && hosts.delete(id),
        () => hosts.delete(id),
      );
      return starting;
    },

    /** Lets an empty room rest a while after its last participant left. */
    rest(id: RoomId): void {
      const running = hosts.get(id);
      parts.clock.at(parts.clock.now() + REST_AFTER_MS, () => {
        void running?.then((host) => {
          if (!host?.idle || hosts.get(id) !== running) return;
          hosts.delete(id);
          resting.set(
            id,
            host.close().finally(() => resting.delete(id)),
          );
        });
      });
    },

    async close(): Promise<void> {
      closing = true;
      for (const running of hosts.values()) {
        const host = await running.catch(() => null);
        await host?.close();
      }
      await Promise.allSettled(resting.values());
    },
  };
}
