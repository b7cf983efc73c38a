'use client';

import { useCallback, useState } from 'react';
import type { Size } from './fit.ts';

/** The inner size of an element, as it changes; null until it was measured. */
export function useBox(): [Size | null, (element: HTMLElement | null) => (() => void) | undefined] {
  const [box, setBox] = useState<Size | null>(null);
  const measure = useCallback((element: HTMLElement | null) => {
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setBox({ width: entry.contentRect.width, height: entry.contentRect.height });
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [box, measure];
}
