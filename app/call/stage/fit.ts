export interface Size {
  readonly width: number;
  readonly height: number;
}
/** Where a tile lies: from the side where reading begins, and from the top. */
export interface Spot extends Size {
  readonly start: number;
  readonly top: number;
}

export const GAP = 12;
const WIDEST = 16 / 9;
/** A face below this is a stamp: the rest go to another page. */
const SMALLEST: Size = { width: 110, height: 90 };
/** More faces than this at once are a crowd, however large the screen. */
const MOST = 12;

/** A phone held upright has height to spare, so its tiles may stand. */
const tallestFace = (box: Size) => (box.height > box.width ? 0.8 : 1.1);

/**
 * The largest equal tiles that fit a box: every number of columns is tried. Tiles stay between `tallest` and 16:9,
 * so that faces are cropped little and screens hardly framed.
 *
 * @param tallest the smallest width for one of height
 */
function fitTiles(box: Size, count: number, tallest: number): Size & { readonly columns: number } {
  let best = { width: 0, height: 0, columns: 1 };
  for (let columns = 1; columns <= count; columns++) {
    const rows = Math.ceil(count / columns);
    const width = Math.max(0, (box.width - GAP * (columns - 1)) / columns);
    const height = Math.max(0, (box.height - GAP * (rows - 1)) / rows);
    const fitted = {
      width: Math.floor(Math.min(width, height * WIDEST)),
      height: Math.floor(Math.min(height, width / tallest)),
      columns,
    };
    if (fitted.width * fitted.height > best.width * best.height) best = fitted;
  }
  return best;
}

/** The largest equal tiles that fit, each in its place; the last row stands in the middle. */
export function placeTiles(box: Size, count: number, tallest = tallestFace(box)): Spot[] {
  const { width, height, columns } = fitTiles(box, count, tallest);
  const rows = Math.ceil(count / columns);
  const top = (box.height - rows * height - (rows - 1) * GAP) / 2;
  return Array.from({ length: count }, (_, index) => {
    const row = Math.floor(index / columns);
    const inRow = Math.min(columns, count - row * columns);
    const start = (box.width - inRow * width - (inRow - 1) * GAP) / 2;
    return {
      width,
      height,
      start: Math.round(start + (index % columns) * (width + GAP)),
      top: Math.round(top + row * (height + GAP)),
    };
  });
}

/** How many faces a box holds without any becoming too small to read. */
export function roomFor(box: Size): number {
  for (let count = MOST; count > 2; count--) {
    const { width, height } = fitTiles(box, count, tallestFace(box));
    if (width >= SMALLEST.width && height >= SMALLEST.height) return count;
  }
  return 2;
}
