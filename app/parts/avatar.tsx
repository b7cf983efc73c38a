import type { CSSProperties } from 'react';

const SIZES = {
  sm: 'size-9 text-xs',
  md: 'size-16 text-lg',
  /** As large as the tile allows. */
  tile: 'text-[clamp(0.875rem,11cqmin,2.25rem)] size-[clamp(2rem,34cqmin,7.5rem)]',
} as const;

/** Initials on a quiet colour of one's own. Decoration: the name stands beside it. */
export function Avatar({ name, size }: { name: string; size: keyof typeof SIZES }) {
  const style: CSSProperties & { '--hue': number } = { '--hue': hueOf(name) };
  return (
    <span
      aria-hidden="true"
      style={style}
      className={`tone inline-flex shrink-0 select-none items-center justify-center rounded-full font-semibold ${SIZES[size]}`}
    >
      {initials(name)}
    </span>
  );
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const first = (word: string): string => [...graphemes.segment(word)][0]?.segment ?? '';

/** First and last word's first letter; a whole emoji counts as one letter. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const [start, end] = [words[0], words.length > 1 ? words.at(-1) : undefined];
  return `${first(start ?? '?')}${end ? first(end) : ''}`.toLocaleUpperCase();
}

/** Eight hues far enough apart to tell neighbours from each other. */
function hueOf(name: string): number {
  let sum = 0;
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 997;
  return (sum % 8) * 45 + 20;
}
