import type { Kind, Medium } from '@/lib/core/gate/rights.ts';
import type { PublicationId } from '@/lib/core/ids.ts';
import { type Level, WHOLE } from '@/lib/core/quality/level.ts';
import type { Source } from './stage.ts';

/** Something a listener shall receive, and where it is published. */
export interface Wanted extends Source {
  readonly publication: PublicationId;
  readonly kind: Kind;
  readonly medium: Medium;
  /** How much of it. */
  readonly level: Level;
}

/** One line of a down link and what the server sends on it; null is silence. */
export interface Line {
  readonly mid: string;
  readonly medium: Medium;
  /** The browser has answered for this line. */
  readonly ready: boolean;
  readonly carries: Wanted | null;
  /** How much the server sends of what it carries. */
  readonly sends: Level;
  /** The server chooses among the layers of what it carries. */
  readonly layered: boolean;
  /** Its publisher left without a switch before. Janus negotiates when it is used again, so it is used last. */
  readonly gone: boolean;
}

export interface Plan {
  /** What to switch, by the line's mid: to a source, or to silence. */
  readonly switches: ReadonlyMap<string, Wanted | null>;
  /** How many lines of each medium there are too few. */
  readonly missing: Readonly<Record<Medium, number>>;
}

/**
 * Fits what is wanted into the lines there are, moving nothing that may stay where it is, so that one change of
 * speaker touches one line.
 */
export function planSlots(lines: readonly Line[], wanted: readonly Wanted[]): Plan {
  const switches = new Map<string, Wanted | null>();
  const missing = { audio: 0, video: 0 };
  const free: Record<Medium, string[]> = { audio: [], video: [] };
  const placed = new Set<PublicationId>();
  for (const line of [...lines].sort((one, other) => Number(one.gone) - Number(other.gone))) {
    const still = line.carries && wanted.find((want) => sameSource(want, line.carries));
    if (still && !placed.has(still.publication)) {
      placed.add(still.publication);
      continue;
    }
    if (line.carries) switches.set(line.mid, null);
    if (line.ready) free[line.medium].push(line.mid);
  }
  for (const want of wanted) {
    if (placed.has(want.publication)) continue;
    const mid = free[want.medium].shift();
    if (mid === undefined) missing[want.medium] += 1;
    else switches.set(mid, want);
    placed.add(want.publication);
  }
  return { switches, missing };
}

export const sameSource = (one: Wanted | null, other: Wanted | null): boolean =>
  one?.publication === other?.publication && one?.feed === other?.feed && one?.mid === other?.mid;

/** What a line has to be told to come to a level: a camera's layers are substreams, a screen's are pictures. */
export function settingsFor(
  { carries, sends, layered }: Line,
  level: Level,
): Readonly<Record<string, unknown>> {
  if (level === 'none') return { send: false };
  return {
    // Janus asks for a keyframe whenever it is told to send.
    ...(sends === 'none' && { send: true }),
    ...(layered && (carries?.kind === 'screen' ? { temporal: level } : { substream: level })),
  };
}

/** What a new line has to be asked for, to carry a source from its first packet on and no more of it than is wanted. */
export const subscription = ({
  feed,
  mid,
  kind,
  medium,
  level,
}: Wanted): Readonly<Record<string, unknown>> => ({
  feed,
  mid,
  ...(medium === 'video' &&
    level !== WHOLE &&
    (kind === 'screen' ? { temporal: level } : { substream: level })),
});

/**
 * How much the server says it sends on a line. Janus begins with all of a new source, but leaves everything as it was
 * where the source is the same and only its publication is another.
 */
export function levelOf(stream: Readonly<Record<string, unknown>> | undefined, kind?: Kind): Level {
  if (stream?.send === false) return 'none';
  const layers = stream?.simulcast as Readonly<Record<string, unknown>> | undefined;
  const target = layers?.[kind === 'screen' ? 'temporal-layer-target' : 'substream-target'];
  return target === 0 || target === 1 ? target : WHOLE;
}
