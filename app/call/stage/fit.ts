export interface Size {
  readonly width: number;
  readonly height: number;
}

export const GAP = 12;
const WIDEST = 16 / 9;

/** A phone held upright has height to spare, so its tiles may stand. */
const tallestFace = (box: Size) => (box.height > box.width ? 0.8 : 1.1);

/**
 * The largest equal tiles that fit a box: every number of columns is tried. Tiles stay between `tallest` and 16:9,
 * so that faces are cropped little and screens hardly framed.
 *
 * @param tallest the smallest width for one of height
 */
export function fitTiles(box: Size, count: number, tallest = tallestFace(box)): Size {
  let best: Size = { width: 0, height: 0 };
  for (let columns = 1; columns <= count; columns++) {
    const rows = Math.ceil(count / columns);
    const width = (box.width - GAP * (columns - 1)) / columns;
    const height = (box.height - GAP * (rows - 1)) / rows;
    const fitted = {
      width: Math.floor(Math.min(width, height * WIDEST)),
      height: Math.floor(Math.min(height, width / tallest)),
    };
    if (fitted.width * fitted.height > best.width * best.height) best = fitted;
  }
  // With very many, a face the size of a stamp helps nobody: the stage scrolls instead.
  return best.width >= 110 ? best : { width: 110, height: 110 };
}
