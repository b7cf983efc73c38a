import type { PersonId, RoomId } from '@/lib/core/ids.ts';
import { emptyRoom } from '@/lib/core/room/room.ts';
import type { Log } from '../log.ts';
import type { Engine, MediaSink } from '../media/engine.ts';
import { RoomHost } from './host.ts';
import type { MessageIds } from './message-ids.ts';
import type { Clock, Hooks, LiveStore, MessageStore, Outbox, RoomStore } from './ports.ts';
import { createWay } from './way.ts';

export interface RegistryParts {
  readonly store: RoomStore;
  readonly messages: MessageStore;
  readonly ids: MessageIds;
  readonly live?: LiveStore | undefined;
  readonly engine: Engine;
  readonly outbox: Outbox;
  readonly sink: MediaSink;
  readonly hooks?: Hooks | undefined;
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
    const { store, messages, ids, live, outbox, hooks, clock, log, engine, sink } = parts;
    const room = emptyRoom(id, stored.settings, stored.people, stored.pins);
    const media = createWay(engine, id, sink, stored.settings, {
      talking: (publication, talking) => host.heard(publication, talking),
      exceeded: (publication, excess) => host.exceeded(publication, excess),
    });
    const host = new RoomHost(room, { store, messages, ids, live, outbox, hooks, clock, log, media });
    const kept = await live?.load(id, clock.now());
    if (kept)
      await host
        .revive(kept.live, kept.at)
        .catch((error: unknown) =>
          log.error({ err: error, room: id }, 'a call of before cannot be gone on with'),
        );
    return host;
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

    /** The host of a room if it is running at this moment; starts nothing. */
    async running(id: RoomId): Promise<RoomHost | null> {
      return (await hosts.get(id)) ?? null;
    },

    /** The running rooms in which this person is now, or waits to be let in. */
    async roomsWith(person: PersonId): Promise<RoomId[]> {
      const found: RoomId[] = [];
      for (const [id, starting] of hosts) {
        const room = (await starting)?.state;
        const waits = room && [...room.waiting.values()].some((waiting) => waiting.person === person);
        if (waits || room?.presence.has(person)) found.push(id);
      }
      return found;
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

    /** Goes on with every call of an earlier run, whoever of it comes back, and to end what time has ended. */
    async revive(): Promise<void> {
      for (const id of (await parts.live?.rooms(parts.clock.now())) ?? []) {
        const host = await this.find(id).catch((error: unknown) => {
          parts.log.error({ err: error, room: id }, 'a call of before cannot be gone on with');
          return null;
        });
        if (host) this.rest(id);
      }
    },

    /** The program ends; calls are left as they are. */
    async close(): Promise<void> {
      closing = true;
      for (const running of hosts.values()) {
        const host = await running.catch(() => null);
        await host?.close(true);
      }
      await Promise.allSettled(resting.values());
    },
  };
}
