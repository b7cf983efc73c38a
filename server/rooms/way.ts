import { type Failure, failure } from '@/lib/core/failure.ts';
import type { RoomId } from '@/lib/core/ids.ts';
import type { Topology, Way } from '@/lib/core/room/settings.ts';
import type { Engine, MediaEvents, MediaSink, RoomMedia } from '../media/engine.ts';

/** One room's media, which goes another way when the room's settings have it so. */
export interface RoomWay extends RoomMedia {
  /** Opens the room at its engine: somebody is at the door. */
  warm(): void;
  /** Why nobody's media could go this way here; null when it can. */
  check(topology: Topology): Failure | null;
  /** Why no media flows at all: the room wants a way that is not there. Null when it does. */
  readonly missing: Failure | null;
  /** Whether this means other links than those that media goes over now. */
  differs(way: Way): boolean;
  /** Ends every link and goes another way; whatever shall stand is to be applied again. */
  change(way: Way): Promise<void>;
}

/**
 * Keeps the engine a room uses in step with its settings. The room is opened there when somebody comes, not when a
 * backend edits it. Where the wanted way is not there, nothing is forwarded,
 * and nobody is let in to find out.
 */
export function createWay(
  engine: Engine,
  room: RoomId,
  sink: MediaSink,
  first: Way,
  events?: MediaEvents,
): RoomWay {
  const carrierOf = (topology: Topology) => engine.way?.(topology) ?? engine.name;
  let way = first;
  let carrier = carrierOf(way.topology);
  let opened: RoomMedia | null = null;
  const media = () => {
    opened ??= typeof carrier === 'string' ? engine.open(room, sink, way, events) : NOWHERE;
    return opened;
  };

  return {
    warm: () => void media(),
    get missing() {
      return typeof carrier === 'string' ? null : carrier;
    },
    check(topology) {
      const asked = carrierOf(topology);
      return typeof asked === 'string' ? null : asked;
    },
    differs: ({ topology, codec }) => carrierOf(topology) !== carrier || codec !== way.codec,
    async change(wanted) {
      // One room is never open twice at an engine.
      await opened?.close();
      opened = null;
      way = wanted;
      carrier = carrierOf(way.topology);
    },
    apply: (change) => media().apply(change),
    want: (subscriber, levels) => media().want(subscriber, levels),
    signal: (participant, link, signal) => media().signal(participant, link, signal),
    restart: (participant, link) => media().restart(participant, link),
    failed: (participant, link) => media().failed(participant, link),
    get hears() {
      return media().hears;
    },
    renew: (participant) => media().renew(participant),
    inherit: () => media().inherit(),
    bequeath: async () => opened?.bequeath(),
    close: async () => opened?.close(),
  };
}

const noMedia = failure('unavailable', 'No media flows in this room.');
const NOWHERE: RoomMedia = {
  apply: async () => {},
  want: () => {},
  signal: () => noMedia,
  restart: () => noMedia,
  failed: () => noMedia,
  hears: false,
  renew: () => {},
  inherit: () => {},
  bequeath: async () => {},
  close: async () => {},
};
