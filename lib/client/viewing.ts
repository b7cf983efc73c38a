import type { PublicationId } from '@/lib/core/ids.ts';
import type { Tile, Viewing } from '@/lib/core/quality/viewing.ts';

/** More is asked for at once, but not with every step of a window that is being dragged, milliseconds. */
const PACE_MS = 150;
/** Less is asked for only when it lasts: a tile that changes places is out of sight for a moment, milliseconds. */
const LESS_MS = 600;
/** What the wire takes: so many tiles, and so many pixels across or down. */
const MOST_TILES = 100;
const MOST_PIXELS = 16_384;

/** One place on the page where a publication is shown. */
interface Place {
  readonly publication: PublicationId;
  /** CSS pixels. */
  width: number;
  height: number;
  inSight: boolean;
}

/**
 * What this page shows, told to the server so that nothing else need be sent: every picture in sight with its size in
 * device pixels. A hidden page shows nothing, but for a picture that stands in a window of its own (picture in
 * picture), which counts with the size of that window wherever its tile is.
 *
 * @param send told whenever it changes, while somebody is there to hear it
 */
export function createViewing(send: (viewing: Viewing) => void, lowData: boolean) {
  const places = new Map<Element, Place>();
  let floating: { readonly video: Element; readonly window: PictureInPictureWindow } | null = null;
  let joined = false;
  let sent: Viewing | null = null;
  let sentAt = Number.NEGATIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let due = Number.POSITIVE_INFINITY;

  const resizes = new ResizeObserver((entries) => {
    for (const { target, contentRect } of entries) {
      const place = places.get(target);
      if (place) [place.width, place.height] = [contentRect.width, contentRect.height];
    }
    changed();
  });
  const crossings = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      const place = places.get(target);
      if (place) place.inSight = isIntersecting;
    }
    changed();
  });

  function sizeOf(
    element: Element,
    place: Place,
  ): { readonly width: number; readonly height: number } | null {
    if (floating && element.contains(floating.video)) return floating.window;
    return place.inSight && !document.hidden ? place : null;
  }

  function shown(): Viewing {
    const tiles = new Map<PublicationId, Tile>();
    for (const [element, place] of places) {
      const size = sizeOf(element, place);
      if (!size) continue;
      const [width, height] = [pixels(size.width), pixels(size.height)];
      const known = tiles.get(place.publication);
      if (width && height && !(known && known.width >= width))
        tiles.set(place.publication, { publication: place.publication, width, height });
    }
    const largest = [...tiles.values()].sort((a, b) => b.width * b.height - a.width * a.height);
    return { tiles: largest.slice(0, MOST_TILES), lowData };
  }

  function changed(): void {
    if (!joined) return;
    const next = shown();
    if (sent && same(sent, next)) {
      rest();
      return;
    }
    const now = performance.now();
    const at = sent && !asksForMore(next, sent) ? now + LESS_MS : Math.max(now, sentAt + PACE_MS);
    if (at >= due) return;
    clearTimeout(timer);
    due = at;
    timer = setTimeout(tell, at - now);
  }

  function rest(): void {
    clearTimeout(timer);
    due = Number.POSITIVE_INFINITY;
  }

  function tell(): void {
    rest();
    const next = shown();
    if (!joined || (sent && same(sent, next))) return;
    sent = next;
    sentAt = performance.now();
    send(next);
  }

  const onEnter = (event: Event) => {
    if (!(event.target instanceof Element)) return;
    const { pictureInPictureWindow } = event as PictureInPictureEvent;
    floating = { video: event.target, window: pictureInPictureWindow };
    pictureInPictureWindow.addEventListener('resize', changed);
    changed();
  };
  const onLeave = () => {
    floating?.window.removeEventListener('resize', changed);
    floating = null;
    changed();
  };
  document.addEventListener('enterpictureinpicture', onEnter);
  document.addEventListener('leavepictureinpicture', onLeave);
  document.addEventListener('visibilitychange', changed);
  // Zooming, or another screen, changes how many device pixels there are in one of CSS.
  window.addEventListener('resize', changed);

  return {
    /** An element is a place where a publication is shown, until what is returned is called. */
    watch(element: Element, publication: PublicationId): () => void {
      places.set(element, { publication, width: 0, height: 0, inSight: false });
      resizes.observe(element);
      crossings.observe(element);
      return () => {
        places.delete(element);
        resizes.unobserve(element);
        crossings.unobserve(element);
        changed();
      };
    },
    setLowData(on: boolean): void {
      lowData = on;
      changed();
    },
    /** Whether the server has us inside; each time that it does anew, it is told anew. */
    setJoined(inside: boolean): void {
      if (inside === joined) return;
      joined = inside;
      sent = null;
      sentAt = Number.NEGATIVE_INFINITY;
      if (inside) changed();
      else rest();
    },
    close(): void {
      rest();
      joined = false;
      resizes.disconnect();
      crossings.disconnect();
      document.removeEventListener('enterpictureinpicture', onEnter);
      document.removeEventListener('leavepictureinpicture', onLeave);
      document.removeEventListener('visibilitychange', changed);
      window.removeEventListener('resize', changed);
    },
  };
}

const pixels = (css: number) => Math.min(MOST_PIXELS, Math.round(css * (window.devicePixelRatio || 1)));

const sizes = ({ tiles }: Viewing) => new Map(tiles.map((tile) => [tile.publication, tile]));

function same(one: Viewing, other: Viewing): boolean {
  const known = sizes(one);
  return (
    one.lowData === other.lowData &&
    one.tiles.length === other.tiles.length &&
    other.tiles.every(({ publication, width, height }) => {
      const tile = known.get(publication);
      return tile?.width === width && tile.height === height;
    })
  );
}

/** Whether there is anything that was not asked for before; a changed mind about data counts at once, either way. */
function asksForMore(next: Viewing, before: Viewing): boolean {
  const known = sizes(before);
  return (
    next.lowData !== before.lowData ||
    next.tiles.some(({ publication, width, height }) => {
      const tile = known.get(publication);
      return !tile || width > tile.width || height > tile.height;
    })
  );
}
