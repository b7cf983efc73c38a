'use client';

import { Children, type ReactNode, useEffect, useRef, useState } from 'react';
import { fitTiles, GAP, type Size } from './fit.ts';

/** Lays its children out as the largest equal tiles that fit, without scrolling. */
export function FittedGrid({ children, tallest }: { children: ReactNode; tallest?: number }) {
  const element = useRef<HTMLDivElement>(null);
  const [box, setBox] = useState<Size>({ width: 0, height: 0 });
  useEffect(() => {
    const target = element.current;
    if (!target) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setBox({ width: entry.contentRect.width, height: entry.contentRect.height });
    });
    observer.observe(target);
    return () => observer.disconnect();
  }, []);

  const tile = fitTiles(box, Math.max(1, Children.count(children)), tallest);
  return (
    <div
      ref={element}
      style={{ gap: GAP }}
      className="flex min-h-0 min-w-0 flex-1 flex-wrap place-content-center justify-center overflow-y-auto p-1.5"
    >
      {Children.map(children, (child) => (
        <div style={tile}>{child}</div>
      ))}
    </div>
  );
}
