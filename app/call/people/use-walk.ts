'use client';

import {
  type FocusEvent,
  type KeyboardEvent,
  type RefObject,
  useCallback,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import type { Row } from './rows.ts';

const PAGE = 10;
const STEPS: Readonly<Record<string, (index: number, last: number) => number>> = {
  ArrowDown: (index) => index + 1,
  ArrowUp: (index) => index - 1,
  PageDown: (index) => index + PAGE,
  PageUp: (index) => index - PAGE,
  Home: () => 0,
  End: (_, last) => last,
};

/** Walks a list by arrow keys: one row has the place in the order of the Tab key, and keeps it while others move. */
export function useWalk(
  list: RefObject<HTMLElement | null>,
  rows: readonly Row[],
  select: ((row: Row) => void) | null,
) {
  const [at, setAt] = useState<string | null>(null);
  const moved = useRef(false);
  const found = at === null ? 0 : rows.findIndex(({ person }) => person.participant === at);
  const current = Math.max(0, found);

  // The row one comes to may only now have been drawn.
  const focus = (index: number) =>
    list.current?.querySelector<HTMLElement>(`:scope > [data-index="${index}"]`)?.focus();
  useLayoutEffect(() => {
    if (!moved.current) return;
    moved.current = false;
    focus(current);
  });

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = STEPS[event.key];
    const onRow = event.target instanceof HTMLLIElement;
    const row = rows[current];
    if (step) {
      const next = Math.min(rows.length - 1, Math.max(0, step(current, rows.length - 1)));
      // At either end nothing is drawn again, and nothing may take the focus later.
      if (next === current) focus(next);
      else {
        moved.current = true;
        setAt(rows[next]?.person.participant ?? null);
      }
    } else if (onRow && event.key === ' ' && select && row) select(row);
    else if (onRow && (event.key === 'Enter' || event.key === 'ContextMenu' || isShiftF10(event)))
      openMenu(event.target);
    else return;
    event.preventDefault();
  };
  const onFocus = useCallback((event: FocusEvent) => {
    const row = event.target.closest<HTMLElement>('[data-person]');
    if (row) setAt(row.dataset.person ?? null);
  }, []);
  return { current, onKeyDown, onFocus };
}

const isShiftF10 = (event: KeyboardEvent) => event.key === 'F10' && event.shiftKey;

/** As if Enter were pressed on the button itself, which opens its menu for a key or a pointer, and not for a click. */
function openMenu(row: EventTarget): void {
  const trigger = row instanceof HTMLElement && row.querySelector<HTMLElement>('[aria-haspopup="menu"]');
  if (!trigger) return;
  trigger.focus();
  trigger.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
}
