'use client';

import { type RefObject, useLayoutEffect, useState } from 'react';

/** Rows that are drawn beyond either edge, so that scrolling finds them there. */
const BEYOND = 8;
/** What can be seen is looked at in steps of so many rows: between them scrolling draws nothing anew. */
const STEP = 4;

/**
 * Which rows of a very long list to draw, and where. All of them are equally high, which makes it a division; a
 * library for rows of any height would be a twentieth of all code that a call needs.
 *
 * @param keep a row that is drawn wherever one has scrolled to
 * @returns the `height` of one row in pixels, and the places of those to draw, in order
 */
export function useInPart({
  enabled,
  count,
  list,
  scroller,
  guess,
  keep,
}: {
  enabled: boolean;
  count: number;
  list: RefObject<HTMLElement | null>;
  /** What scrolls the list, and what stands above it; null before it is there. */
  scroller: HTMLElement | null;
  /** How high a row is, in pixels, before one was drawn. */
  guess: number;
  keep: number;
}): { readonly height: number; readonly drawn: readonly number[] } {
  const [row, setRow] = useState(guess);
  const [first, setFirst] = useState(0);
  const [room, setRoom] = useState(0);

  const look = () => {
    if (!enabled || !list.current || !scroller) return;
    const high = list.current.querySelector('li')?.offsetHeight || row;
    const above = scroller.getBoundingClientRect().top - list.current.getBoundingClientRect().top;
    setRow(high);
    setFirst(Math.max(0, Math.floor(above / high / STEP) * STEP));
    setRoom(Math.ceil(scroller.clientHeight / high) + STEP);
  };
  // What stands above it changes its height too: hands come and go.
  useLayoutEffect(look);
  useLayoutEffect(() => {
    if (!enabled || !scroller) return;
    const resized = new ResizeObserver(look);
    resized.observe(scroller);
    scroller.addEventListener('scroll', look, { passive: true });
    return () => {
      resized.disconnect();
      scroller.removeEventListener('scroll', look);
    };
  });

  if (!enabled) return { height: row, drawn: [] };
  const from = Math.max(0, Math.min(first, count) - BEYOND);
  const to = Math.min(count, first + room + BEYOND);
  const seen = Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
  const drawn = keep < count && !seen.includes(keep) ? [...seen, keep].sort((a, b) => a - b) : seen;
  return { height: row, drawn };
}
