'use client';

import type { RemovedView } from '@/lib/core/roster/view.ts';
import { button } from '../../parts/button.ts';
import { useCall, useInCall } from '../call-context.tsx';
import { when } from '../trail/when.ts';

/** R16: who was removed, for those who may let them back in. Nothing is shown while nobody was. */
export function RemovedList({ removed }: { removed: readonly RemovedView[] }) {
  const call = useCall();
  const now = Date.now() + useInCall().clockOffset;
  if (!removed.length) return null;
  return (
    <div className="mt-4">
      <h3 className="px-2 pb-1 text-sm font-semibold text-soft">
        Removed <span className="tabular-nums">({removed.length})</span>
      </h3>
      <ul aria-label="Removed">
        {removed.map(({ person, name, byName, at }) => (
          <li key={person} className="flex min-h-13 items-center gap-2 px-2">
            <span className="min-w-0 grow leading-tight">
              <span className="block truncate text-sm font-medium" dir="auto" title={name}>
                {name || 'Somebody'}
              </span>
              <span className="block truncate text-xs text-soft" dir="auto">
                {byName ? `by ${byName}, ` : ''}
                {when(at, now)}
              </span>
            </span>
            <button
              type="button"
              className={`${button.plain} shrink-0 px-3!`}
              onClick={() => void call.readmit(person)}
            >
              <span>
                Let <span className="sr-only">{name} </span>back in
              </span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
