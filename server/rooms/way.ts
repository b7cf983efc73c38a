import { type Failure, failure } from '@/lib/core/failure.ts';
import type { RoomId } from '@/lib/core/ids.ts';
import type { Topology } from '@/lib/core/room/settings.ts';
import type { Engine, MediaEvents, MediaSink, RoomMedia } from '../media/engine.ts';

/** One room's media, which goes another way when the room's topology is changed. */
export interface RoomWay extends RoomMedia {
  /** Opens the room at its engine: somebody is at the door. */
  warm(): void;
  /** Why nobody's media could go this way here; null when it can. */
  check(topology: Topology): Failure | null;
  /** Why no media flows at all: the room wants a way that is not there. Null when it does. */
  readonly missing: Failure | null;
  /** Whether this topology means another way than the one that media goes now. */
  differs(topology: Topology): boolean;
  /** Ends every link and goes another way; whatever shall stand is to be applied again. */
  change(topology: Topology): Promise<void>;
}

/**
 * Keeps the engine a room uses in step with its topology. The room is opened there when somebody comes, not when a
 * backend edits it. Where the wanted way is not there, nothing is forwarded,
 * and nobody is let in to find out.
 */
export function createWay(
  engine: Engine,
  room: RoomId,
  sink: MediaSink,
  first: Topology,
  events?: MediaEvents,
): RoomWay {
  const wayOf = (topology: Topology) => engine.way?.(topology) ?? engine.name;
  const open = (topology: Topology) =>
    typeof wayOf(topology) === 'string' ? engine.open(room, sink, topology, events) : NOWHERE;
  let way = wayOf(first);
  let topology = first;
  let opened: RoomMedia | null = null;
  const media = () => {
    opened ??= open(topology);
    return opened;
  };

  return {
    warm: () => void media(),
    get missing() {
      return typeof way === 'string' ? null : way;
    },
    check(topology) {
      const asked = wayOf(topology);
      return typeof asked === 'string' ? null : asked;
    },
    differs: (topology) => wayOf(topology) !== way,
    async change(wanted) {
      // One room is never open twice at an engine.
      await opened?.close();
      opened = null;
      topology = wanted;
      way = wayOf(wanted);
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
