'use client';

import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import { keepLayout, keptLayout, type Layout } from './kept.ts';

/** What a person has chosen to look at, for the header and the stage. */
export interface LayoutChoice {
  readonly layout: Layout;
  /** Lets go of a pin too: otherwise nothing would seem to happen. */
  choose(layout: Layout): void;
  /** Back to what was there before "Audio only". */
  showVideos(): void;
  /** The key of the tile that is large for oneself alone. Kept for as long as the call. */
  readonly pinned: string | null;
  pin(key: string | null): void;
}

const LayoutContext = createContext<LayoutChoice | null>(null);

export function useLayout(): LayoutChoice {
  const choice = useContext(LayoutContext);
  if (!choice) throw new Error('Outside of a layout.');
  return choice;
}

export function LayoutProvider({ children }: { children: ReactNode }) {
  const [{ layout, before }, setLayout] = useState(() => ({
    layout: keptLayout(),
    before: 'grid' as Layout,
  }));
  const [pinned, pin] = useState<string | null>(null);
  const choice = useMemo(() => {
    const choose = (next: Layout) => {
      keepLayout(next);
      pin(null);
      setLayout({ layout: next, before: layout === 'audio' ? before : layout });
    };
    return { layout, choose, showVideos: () => choose(before), pinned, pin };
  }, [layout, before, pinned]);
  return <LayoutContext value={choice}>{children}</LayoutContext>;
}
