/** Pictures of results: plain SVG text, readable without a program, and alike for alike results. */

/** One line or group of bars; `values` stand beside the picture's `at`, null where there is none. */
export interface Series {
  readonly name: string;
  readonly values: readonly (number | null)[];
}

export interface Picture {
  readonly title: string;
  /** What the height stands for, with its unit. */
  readonly y: string;
  /** What is written below: sizes or names. */
  readonly at: readonly string[];
  readonly series: readonly Series[];
  /** Lines over sizes, with a logarithmic height; otherwise bars from zero. */
  readonly kind: 'lines' | 'bars';
}

const WIDTH = 720;
const HEIGHT = 380;
const LEFT = 70;
const RIGHT = 20;
const TOP = 50;
const BOTTOM = 100;
/** Between two rows of names. */
const ROW = 15;
/** Told apart by those who see colors differently too (Okabe and Ito, 2008). */
const COLORS = ['#0072b2', '#e69f00', '#009e73', '#d55e00', '#cc79a7', '#56b4e9', '#8a7400', '#555555'];

const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
const short = (value: number) =>
  value >= 100
    ? value.toFixed(0)
    : value >= 1
      ? String(Number(value.toPrecision(3)))
      : String(Number(value.toPrecision(2)));
const px = (value: number) => value.toFixed(1);

interface Scale {
  readonly ticks: readonly number[];
  y(value: number): number;
}

export function draw(picture: Picture): string {
  const values = picture.series.flatMap((one) => one.values.filter((value) => value !== null));
  const scale = picture.kind === 'lines' ? logarithmic(values) : fromZero(values);
  const named = legend(picture);
  const height = HEIGHT + Math.max(0, named.rows - 2) * ROW;
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="sans-serif" font-size="12" fill="#222">`,
    `<title>${escaped(picture.title)}</title>`,
    `<rect width="${WIDTH}" height="${height}" fill="#fff"/>`,
    `<text x="${LEFT}" y="20" font-size="15" font-weight="bold">${escaped(picture.title)}</text>`,
    `<text x="${LEFT}" y="38" fill="#555">${escaped(picture.y)}</text>`,
    ...scale.ticks.flatMap((tick) => [
      `<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${px(scale.y(tick))}" y2="${px(scale.y(tick))}" stroke="#ddd"/>`,
      `<text x="${LEFT - 8}" y="${px(scale.y(tick) + 4)}" text-anchor="end" fill="#555">${short(tick)}</text>`,
    ]),
    ...names(picture),
    ...(picture.kind === 'lines' ? lines(picture, scale) : bars(picture, scale)),
    ...named.parts,
    '</svg>',
  ];
  return `${parts.join('\n')}\n`;
}

const color = (index: number) => COLORS[index % COLORS.length] ?? '#000';
/** Where there are more than there are colors, the others are dashed. */
const dash = (index: number) => (index < COLORS.length ? '' : ' stroke-dasharray="6 4"');

function columnAt({ at }: Picture, index: number): number {
  const step = (WIDTH - LEFT - RIGHT) / Math.max(1, at.length);
  return LEFT + step * (index + 0.5);
}

/** Below each column, in as many lines as the width asks for. */
function names(picture: Picture): string[] {
  const letters = Math.max(6, Math.floor((WIDTH - LEFT - RIGHT) / Math.max(1, picture.at.length) / 6));
  return picture.at.flatMap((name, index) =>
    wrapped(name, letters).map(
      (line, row) =>
        `<text x="${px(columnAt(picture, index))}" y="${HEIGHT - BOTTOM + 16 + row * 12}" text-anchor="middle" font-size="11">${escaped(line)}</text>`,
    ),
  );
}

function wrapped(text: string, letters: number): string[] {
  const rows: string[] = [];
  for (const word of text.split(' ')) {
    const last = rows.at(-1);
    if (last !== undefined && last.length + word.length < letters) rows[rows.length - 1] = `${last} ${word}`;
    else rows.push(word);
  }
  return rows;
}

function lines(picture: Picture, { y }: Scale): string[] {
  return picture.series.flatMap(({ values }, index) => {
    const points = values.flatMap((value, at) =>
      value === null ? [] : [`${px(columnAt(picture, at))},${px(y(value))}`],
    );
    const dots = points.map((point) => {
      const [x, height] = point.split(',');
      return `<circle cx="${x}" cy="${height}" r="3" fill="${color(index)}"/>`;
    });
    return [
      `<polyline points="${points.join(' ')}" fill="none" stroke="${color(index)}" stroke-width="2"${dash(index)}/>`,
      ...dots,
    ];
  });
}

function bars(picture: Picture, { y }: Scale): string[] {
  const group = ((WIDTH - LEFT - RIGHT) / Math.max(1, picture.at.length)) * 0.7;
  const wide = Math.min(60, group / picture.series.length);
  return picture.series.flatMap(({ values }, index) =>
    values.flatMap((value, at) => {
      if (value === null) return [];
      const x = columnAt(picture, at) + (index - picture.series.length / 2) * wide;
      const top = y(value);
      return [
        `<rect x="${px(x)}" y="${px(top)}" width="${px(wide - 2)}" height="${px(y(0) - top)}" fill="${color(index)}"/>`,
        `<text x="${px(x + wide / 2)}" y="${px(top - 4)}" text-anchor="middle" font-size="10">${short(value)}</text>`,
      ];
    }),
  );
}

/** Names below the picture, in as many rows as they need. */
function legend({ series }: Picture): { readonly rows: number; readonly parts: readonly string[] } {
  let x = LEFT;
  let row = 0;
  const parts = series.map(({ name }, index) => {
    const wide = 30 + name.length * 6.5;
    if (x + wide > WIDTH - RIGHT) {
      x = LEFT;
      row += 1;
    }
    const y = HEIGHT - BOTTOM + 68 + row * ROW;
    const mark = `<line x1="${px(x)}" x2="${px(x + 16)}" y1="${y - 4}" y2="${y - 4}" stroke="${color(index)}" stroke-width="6"${dash(index)}/>`;
    const text = `<text x="${px(x + 20)}" y="${y}">${escaped(name)}</text>`;
    x += wide;
    return `${mark}${text}`;
  });
  return { rows: row + 1, parts };
}

const place = (share: number) => HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM);

function logarithmic(values: readonly number[]): Scale {
  const positive = values.filter((value) => value > 0);
  const low = Math.floor(Math.log10(Math.min(1, ...positive)));
  const high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(...positive, 1))));
  const ticks = Array.from({ length: high - low + 1 }, (_, index) => 10 ** (low + index));
  return {
    ticks,
    y: (value) => place((Math.log10(Math.max(value, 10 ** low)) - low) / (high - low)),
  };
}

function fromZero(values: readonly number[]): Scale {
  const most = Math.max(...values, 1e-9);
  const unit = 10 ** Math.floor(Math.log10(most));
  const step = most / unit > 5 ? unit * 2 : most / unit > 2 ? unit : unit / 2;
  const count = Math.ceil((most * 1.05) / step);
  const ticks = Array.from({ length: count + 1 }, (_, index) => index * step);
  return { ticks, y: (value) => place(Math.max(0, value) / (count * step)) };
}
