'use client';

import { ArrowLeft, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { TrailEntry } from '@/lib/client/moderation.ts';
import { button, iconButton } from '../../parts/button.ts';
import { useInCall } from '../call-context.tsx';
import type { Opens } from '../later/later.tsx';
import { toldOf } from './told.ts';
import { useTrail } from './use-trail.ts';
import { when } from './when.ts';

/** R19, for owners: what was changed in this room, by whom, as it happens. In the place of the list of people. */
export function TrailPanel({
  onOpenChange,
  close,
}: Opens & {
  /** Closes the whole of it, and not only the way back to the people. */
  close: () => void;
}) {
  const { trail, state, older } = useTrail();
  const { clockOffset } = useInCall();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const now = Date.now() + clockOffset;
  return (
    <section aria-label="History" className="flex min-h-0 grow flex-col">
      <div className="flex items-center gap-1 py-1.5 ps-1.5 pe-1.5">
        <button
          type="button"
          className={iconButton}
          aria-label="Back to people"
          title="Back"
          onClick={() => onOpenChange(false)}
        >
          <ArrowLeft aria-hidden size={20} className="rtl:rotate-180" />
        </button>
        <h2 ref={heading} tabIndex={-1} className="grow font-semibold">
          History
        </h2>
        <button type="button" className={iconButton} aria-label="Close panel" title="Close" onClick={close}>
          <X aria-hidden size={20} />
        </button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable */}
      <div className="min-h-0 grow overflow-y-auto px-4 pb-4" tabIndex={0}>
        {!trail && (
          <p role="status" className="py-2 text-sm text-soft">
            {state === 'failed' ? 'The history could not be read. Open it again.' : 'Loading…'}
          </p>
        )}
        {trail && !trail.entries.length && (
          <p className="rounded-lg bg-sunken p-3 text-sm">
            Nothing yet. Whoever is allowed, stopped, muted or removed will stand here, and by whom.
          </p>
        )}
        {trail && trail.entries.length > 0 && (
          <ol aria-label="History, newest first" className="divide-y divide-line">
            {trail.entries.map((entry) => (
              <Entry key={entry.id} entry={entry} now={now} />
            ))}
          </ol>
        )}
        {trail?.more && (
          <button
            type="button"
            className={`${button.plain} mt-3 w-full`}
            aria-disabled={state === 'older' || undefined}
            onClick={() => void older()}
          >
            {state === 'older' ? 'Loading…' : 'Show older'}
          </button>
        )}
      </div>
    </section>
  );
}

function Entry({ entry, now }: { entry: TrailEntry; now: number }) {
  return (
    <li className="py-2">
      <p className="text-sm break-words" dir="auto">
        {toldOf(entry)}
      </p>
      <time dateTime={new Date(entry.at).toISOString()} className="block text-xs text-soft tabular-nums">
        {when(entry.at, now)}
      </time>
    </li>
  );
}
