import { read, write } from '@/lib/client/storage.ts';

/** How the stage is laid out while nothing else decides it (a pin, a shared screen, a spotlight). */
export const LAYOUTS = ['grid', 'speaker', 'audio'] as const;
export type Layout = (typeof LAYOUTS)[number];

export const LAYOUT_WORDS: Readonly<Record<Layout, string>> = {
  grid: 'Grid',
  speaker: 'Speaker',
  audio: 'Audio only',
};

const KEY = 'rostrum:layout';

export function keptLayout(): Layout {
  const kept = read(localStorage, KEY);
  return LAYOUTS.find((layout) => layout === kept) ?? 'grid';
}
export const keepLayout = (layout: Layout): void => write(localStorage, KEY, layout);
