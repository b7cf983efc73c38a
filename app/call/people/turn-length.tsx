'use client';

import { ChevronDown } from 'lucide-react';
import { field } from '../../parts/button.ts';

const CHOICES = [60, 120, 300] as const;

/** For how long whoever is let speak next may speak; a native list, because phones draw theirs better than we could. */
export function TurnLength({
  seconds,
  choose,
}: {
  seconds: number | undefined;
  choose: (seconds: number | undefined) => void;
}) {
  return (
    <div className="relative grow basis-52">
      <select
        aria-label="How long they may speak"
        value={seconds ?? ''}
        onChange={({ target }) => choose(Number(target.value) || undefined)}
        className={`${field} appearance-none truncate pe-9 text-sm`}
      >
        <option value="">For as long as needed</option>
        {CHOICES.map((choice) => (
          <option key={choice} value={choice}>
            For {choice / 60} {choice === 60 ? 'minute' : 'minutes'}
          </option>
        ))}
      </select>
      <ChevronDown
        aria-hidden
        size={18}
        className="pointer-events-none absolute end-3 top-1/2 -translate-y-1/2 text-soft"
      />
    </div>
  );
}
