'use client';

import { ChevronDown } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import { button } from '../../parts/button.ts';

/** What was changed and what would come of it; stays in sight until it is saved or discarded. */
export function UnsavedBar({
  label,
  summary,
  details,
  effect,
  busy,
  save,
  discard,
  children,
}: {
  label: string;
  /** How much was changed, in a few words. */
  summary: string;
  /** What is shown below `summary` when it is pressed. */
  details: ReactNode;
  /** Who would gain and who would lose by it, in a few words. */
  effect: string;
  busy: boolean;
  save: () => void;
  discard: () => void;
  /** What went wrong with the last attempt to save. */
  children?: ReactNode;
}) {
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <section
      aria-label={label}
      className="sticky bottom-3 z-20 mt-6 rounded-lg border border-line bg-raised shadow-float"
    >
      {children}
      {open && (
        <div
          id={id}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
          tabIndex={0}
          className="max-h-[45dvh] overflow-y-auto border-b border-line p-4 text-sm"
        >
          {details}
        </div>
      )}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 p-3 ps-4">
        <div className="min-w-0 grow basis-56 text-sm">
          <button
            type="button"
            className="-ms-1 inline-flex min-h-11 items-center gap-1 rounded-md px-1 font-semibold sm:min-h-8"
            aria-expanded={open}
            aria-controls={open ? id : undefined}
            onClick={() => setOpen(!open)}
          >
            {summary}
            <ChevronDown aria-hidden size={16} className={open ? '' : 'rotate-180'} />
          </button>
          <p role="status" className="text-soft">
            {effect}
          </p>
        </div>
        <div className="flex grow gap-3 sm:grow-0">
          <button type="button" className={`${button.plain} grow`} onClick={discard}>
            Discard
          </button>
          <button
            type="button"
            className={`${button.primary} grow`}
            aria-disabled={busy || undefined}
            onClick={() => !busy && save()}
          >
            {busy ? 'Saving…' : 'Save'}
          </button>
        </div>
      </div>
    </section>
  );
}
