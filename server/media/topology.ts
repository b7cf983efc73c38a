import { failure } from '@/lib/core/failure.ts';
import { type Topology, USUAL_WAY } from '@/lib/core/room/settings.ts';
import type { Engine } from './engine.ts';

/**
 * Several ways for media to travel behind one port: each room gets the way that its topology names, and the
 * installation's own way where it names none. The server's state of health is that of the installation's own way.
 *
 * @param sfu null where this installation has no media server
 */
export function joinEngines(p2p: Engine, sfu: Engine | null): Engine {
  const usual = sfu ?? p2p;
  const engineFor = (topology: Topology) => (topology === 'auto' ? usual : topology === 'p2p' ? p2p : sfu);
  return {
    name: usual.name,
    open(room, sink, way = USUAL_WAY, events) {
      const engine = engineFor(way.topology);
      if (!engine) throw new Error('Nobody may open a room that has no way here; see `way`.');
      return engine.open(room, sink, way, events);
    },
    way: (topology) => engineFor(topology)?.name ?? NO_SFU,
    status: () => usual.status(),
    async close() {
      await Promise.all([p2p.close(), sfu?.close()]);
    },
  };
}

const NO_SFU = failure(
  'unavailable',
  'This room needs a media server, and there is none here. Ask whoever runs it to let the room go from browser to browser.',
);
