import { GAP, placeTiles, roomFor, type Size, type Spot } from './fit.ts';
import type { Shown } from './sources.ts';

/** How high the buttons are that turn pages, with what parts them from the tiles. */
export const PAGER = 52;

/** The small tiles beside a large one: a column where there is width to spare, a row below where there is not. */
export interface Strip {
  readonly along: 'side' | 'bottom';
  readonly tile: Size;
  /** How many tiles are in sight without scrolling. */
  readonly places: number;
}

export interface Plan {
  /** Where the large tiles lie. */
  readonly spots: readonly Spot[];
  readonly strip: Strip | null;
}

export function planGrid(box: Size, count: number, paged: boolean): Plan {
  return { spots: placeTiles(paged ? { ...box, height: box.height - PAGER } : box, count), strip: null };
}

export function planLarge(box: Size, large: readonly Shown[], small: number): Plan {
  const strip = small ? stripIn(box) : null;
  const left = {
    width: box.width - (strip?.along === 'side' ? strip.tile.width + GAP : 0),
    height: box.height - (strip?.along === 'bottom' ? strip.tile.height + GAP : 0),
  };
  // A screen is hardly framed; a face that is alone may fill what there is, a phone held upright too.
  const fills = large.length === 1 && large[0]?.is === 'face';
  const tallest = fills ? left.width / Math.max(1, left.height) : 1.5;
  return { spots: placeTiles(left, large.length, tallest), strip };
}

function stripIn(box: Size): Strip {
  const side = box.width >= 720 && box.width > box.height;
  const tile = side
    ? { width: 212, height: 159 }
    : box.width >= 560 && box.height >= 480
      ? { width: 184, height: 128 }
      : { width: 112, height: 88 };
  const [room, each] = side ? [box.height, tile.height] : [box.width, tile.width];
  return {
    along: side ? 'side' : 'bottom',
    tile,
    places: Math.max(1, Math.floor((room + GAP) / (each + GAP))),
  };
}

/** How many tiles one page of a grid holds. */
export function pageSize(box: Size, count: number): number {
  const whole = roomFor(box);
  return count <= whole ? whole : roomFor({ ...box, height: box.height - PAGER });
}
