import type { Layout } from '../layout/kept.ts';
import type { Shown } from './sources.ts';

/** What is shown large, and what beside it; with nothing large, `small` is a grid of equals. */
export interface Arrangement {
  readonly large: readonly Shown[];
  readonly small: readonly Shown[];
}

/**
 * What stands where. One's own pin comes before all else, because one has just asked for it; then what somebody shows
 * to everybody, then whom a host spotlights, and only then one's own taste. Oneself is never large by itself: a shared
 * screen would show itself endlessly, and people come to see the others.
 */
export function arrange(now: {
  readonly faces: readonly Shown[];
  readonly screens: readonly Shown[];
  readonly layout: Layout;
  /** The key of what one has pinned for oneself. */
  readonly pinned: string | null;
  /** Whom the speaker view follows; null before anybody has talked. */
  readonly speaker: string | null;
}): Arrangement {
  const { faces, screens, layout } = now;
  if (layout === 'audio') return { large: [], small: faces };
  const all = [...screens, ...faces];
  const beside = (large: readonly Shown[]) => ({ large, small: all.filter((one) => !large.includes(one)) });

  const pinned = all.find(({ key, own, is }) => key === now.pinned && !(own && is === 'screen'));
  if (pinned) return beside([pinned]);
  const shared = screens.filter(({ own }) => !own);
  if (shared.length) return beside(shared);
  const others = faces.filter(({ own }) => !own);
  const spotlit = others.filter((one) => one.spotlit);
  if (spotlit.length) return beside(spotlit);
  if (layout === 'speaker') {
    const speaker = others.find(({ source }) => source === now.speaker) ?? others[0] ?? faces[0];
    if (speaker) return beside([speaker]);
  }
  return { large: [], small: all };
}

/** The others as they are kept in order; what is not a face first, and one's own face last. */
export function inOrder(shown: readonly Shown[], order: readonly string[]): Shown[] {
  const places = new Map(order.map((source, index) => [source, index]));
  const rank = ({ is, own, source }: Shown) =>
    is === 'screen' ? -1 : own ? Number.MAX_SAFE_INTEGER : (places.get(source) ?? order.length);
  return shown.toSorted((a, b) => rank(a) - rank(b));
}

export interface Page {
  readonly shown: readonly Shown[];
  /** From 0; the last one where there are fewer by now. */
  readonly number: number;
  readonly of: number;
}

/** One page of a grid. The first ends with one's own face, so that one keeps seeing what the others see. */
export function pageOf(all: readonly Shown[], size: number, wanted: number): Page {
  if (all.length <= size) return { shown: all, number: 0, of: 1 };
  const own = all.filter((one) => one.own && one.is === 'face').slice(0, 1);
  const others = all.filter((one) => !own.includes(one));
  const paged = [...others.slice(0, size - own.length), ...own, ...others.slice(size - own.length)];
  const of = Math.ceil(paged.length / size);
  const number = Math.min(wanted, of - 1);
  return { shown: paged.slice(number * size, (number + 1) * size), number, of };
}

/** How many of the others are in sight without paging or scrolling, where so many places are. */
export function othersInSight(small: readonly Shown[], places: number): number {
  const taken = small.length > places ? small.filter(({ own, is }) => is === 'screen' || own).length : 0;
  return Math.max(1, places - taken);
}
