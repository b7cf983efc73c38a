'use client';

import { ChevronLeft, ChevronRight } from 'lucide-react';
import { iconButton } from '../../parts/button.ts';

const turn = `${iconButton} aria-disabled:opacity-40 aria-disabled:hover:bg-transparent`;

/** At either end a button stays where it is and does nothing, so that the focus is never lost. */
export function Pager({
  number,
  of,
  turnTo,
}: {
  number: number;
  of: number;
  turnTo: (number: number) => void;
}) {
  const go = (to: number) => {
    if (to >= 0 && to < of) turnTo(to);
  };
  return (
    <div className="mt-2 flex shrink-0 items-center justify-center gap-2">
      <button
        type="button"
        className={turn}
        aria-label="Previous page"
        title="Previous page"
        aria-disabled={number === 0 || undefined}
        onClick={() => go(number - 1)}
      >
        <ChevronLeft aria-hidden size={22} className="rtl:-scale-x-100" />
      </button>
      <p aria-live="polite" className="text-sm text-soft tabular-nums">
        Page {number + 1} of {of}
      </p>
      <button
        type="button"
        className={turn}
        aria-label="Next page"
        title="Next page"
        aria-disabled={number === of - 1 || undefined}
        onClick={() => go(number + 1)}
      >
        <ChevronRight aria-hidden size={22} className="rtl:-scale-x-100" />
      </button>
    </div>
  );
}
