import type { Kind } from '../gate/rights.ts';
import type { PublicationId } from '../ids.ts';
import type { Layer } from './layers.ts';
import { type Level, WHOLE } from './level.ts';
import type { Sent, Tile, Viewing } from './viewing.ts';

/** Who comes first where not everything comes through: what everybody is to look at, who speaks, everybody else. */
export type Rank = 'first' | 'speaker' | 'rest';

/** One thing that a viewer is routed. */
export interface Source {
  readonly publication: PublicationId;
  readonly kind: Kind;
  /** A picture's, lowest first, of `layersOf`; a sound has none. */
  readonly layers: readonly Layer[];
  readonly rank: Rank;
  /** Of a sound: whether it is open, so that its share has to be there. */
  readonly open: boolean;
}

/** What a viewer's page shows, as far as it has said so: `tiles` is null before that. */
export type Showing = Omit<Viewing, 'tiles'> & { readonly tiles: Viewing['tiles'] | null };

export const NOT_SAID: Showing = { tiles: null, lowData: false };

export interface Allotment {
  /** Of every picture that is routed. */
  readonly sent: ReadonlyMap<PublicationId, Sent>;
  /** Bits a second of all that is sent, sound included, if every layer is as large as it may be. */
  readonly used: number;
  /** The same, were the network no hindrance. */
  readonly wanted: number;
  /** The least above `used` with which something more is sent; `wanted` where nothing is held back. */
  readonly next: number;
}

/** Full-band speech in Opus, bits a second: RFC 7587 section 3.1.1 (28 to 40 kbit/s), at its upper end. */
export const SOUND_BITRATE = 40_000;

/** A layer fills a tile if it is stretched by a quarter at most each way: 0.8 of its sides, so 0.64 of its pixels. */
const FILLS = 0.64;
/** A screen in a tile of fewer pixels is not read: it is a thumbnail. */
const LEGIBLE = 480 * 270;
/**
 * What a page that has not said yet what it shows is taken to share out among its pictures, in pixels: one picture
 * comes whole, many begin small, so that the first frames are there at once.
 */
const ASSUMED = 1280 * 720;

/**
 * How much of each picture one viewer is sent. What is in no tile is not sent at all; otherwise the smallest layer
 * that fills its tile. Where the budget does not reach, sound has its share before any picture, every picture gets
 * its lowest layer before any gets more, and both are given out by rank, then by size.
 *
 * @param budget bits a second; null where nothing limits
 */
export function allot(sources: readonly Source[], showing: Showing, budget: number | null): Allotment {
  const pictures = sources.filter(({ layers }) => layers.length > 0);
  const areas = areasOf(pictures, showing.tiles);
  const wishes = pictures
    .map((source) => wishOf(source, areas.get(source.publication) ?? 0, showing.lowData))
    .sort(byWorth);
  const sound = SOUND_BITRATE * sources.filter(({ layers, open }) => open && !layers.length).length;
  const wanted = sound + sum(wishes.map((wish) => rate(wish, wish.most)));

  const given = new Map<Wish, number>();
  let used = sound;
  let next = Number.POSITIVE_INFINITY;
  /** Gives one layer more, if it is affordable. */
  function raise(wish: Wish): boolean {
    const has = given.get(wish) ?? -1;
    if (has >= wish.most) return false;
    const more = used + rate(wish, has + 1) - rate(wish, has);
    if (budget !== null && more > budget) {
      next = Math.min(next, more);
      return false;
    }
    given.set(wish, has + 1);
    used = more;
    return true;
  }
  for (const wish of wishes) raise(wish);
  for (const rank of RANKS) {
    const equals = wishes.filter((wish) => wish.source.rank === rank && given.has(wish));
    while (equals.map(raise).some(Boolean));
  }

  const sent = new Map(
    wishes.map((wish) => [wish.source.publication, sentOf(wish, given.get(wish) ?? -1)] as const),
  );
  return { sent, used, wanted, next: Math.min(next, wanted) };
}

const RANKS: readonly Rank[] = ['first', 'speaker', 'rest'];

/** What one picture would be given if everything came through; -1 for nothing. */
interface Wish {
  readonly source: Source;
  readonly area: number;
  readonly most: number;
  readonly why: Sent['why'];
}

function wishOf(source: Source, area: number, lowData: boolean): Wish {
  const top = Math.min(source.layers.length - 1, WHOLE);
  if (area === 0) return { source, area, most: -1, why: 'tile' };
  const fills = source.kind === 'screen' ? (area < LEGIBLE ? 0 : top) : filling(source.layers, area, top);
  // A screen's lowest layer is as sharp as any, and moves less.
  if (lowData && fills > 0) return { source, area, most: 0, why: 'choice' };
  return { source, area, most: fills, why: fills < top ? 'tile' : 'whole' };
}

function filling(layers: readonly Layer[], area: number, top: number): number {
  const first = layers.findIndex(({ width, height }) => width * height >= FILLS * area);
  return first === -1 ? top : Math.min(first, top);
}

function sentOf({ source, most, why }: Wish, has: number): Sent {
  if (has < most) return { level: has < 0 ? 'none' : (has as Level), why: 'network' };
  if (most < 0) return { level: 'none', why };
  // Of its highest layer nothing is held back, however many there are.
  return { level: most >= source.layers.length - 1 ? WHOLE : (most as Level), why };
}

/** Bits a second of a picture at a layer; only one layer of it is sent at a time. */
const rate = ({ source }: Wish, layer: number): number => source.layers[layer]?.bitrate ?? 0;

const byWorth = (a: Wish, b: Wish): number =>
  RANKS.indexOf(a.source.rank) - RANKS.indexOf(b.source.rank) ||
  b.area - a.area ||
  (a.source.publication < b.source.publication ? -1 : 1);

/** The pixels of the largest tile of each picture. */
function areasOf(pictures: readonly Source[], tiles: Showing['tiles']): ReadonlyMap<PublicationId, number> {
  if (!tiles) {
    return new Map(
      pictures.map(({ publication, rank }) => [
        publication,
        rank === 'first' ? ASSUMED : ASSUMED / pictures.length,
      ]),
    );
  }
  const areas = new Map<PublicationId, number>();
  for (const tile of tiles) {
    const area = pixelsOf(tile);
    if (area > (areas.get(tile.publication) ?? 0)) areas.set(tile.publication, area);
  }
  return areas;
}

const pixelsOf = ({ width, height }: Tile): number => (width > 0 && height > 0 ? width * height : 0);

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
