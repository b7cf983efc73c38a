'use client';

import { Check, X } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import type { RightValue } from '../data/people-shapes.ts';

/**
 * Inherit, allow or deny one right. Three radios in one strip; what inheriting means at the moment stands in its
 * segment. Told apart by shape and place, not by colour alone.
 */
export function TriState({
  label,
  value,
  inherits,
  change,
  disabled = false,
}: {
  /** Such as "Ana: publish". */
  label: string;
  /** Undefined where nothing is chosen yet (a bulk edit). */
  value: RightValue | undefined;
  /** Null where it cannot be said (a PIN, a bulk edit). */
  inherits: boolean | null;
  change: (value: RightValue) => void;
  disabled?: boolean;
}) {
  const name = useId();
  const segment = (of: RightValue, words: string, shown: ReactNode, chosen: string) => (
    <label
      title={words}
      className={`relative flex h-11 min-w-11 cursor-pointer items-center justify-center border-e border-edge text-soft first-of-type:rounded-s-[calc(var(--radius-md)-1px)] last-of-type:rounded-e-[calc(var(--radius-md)-1px)] last-of-type:border-e-0 hover:bg-sunken has-focus-visible:z-10 has-focus-visible:outline-3 has-focus-visible:outline-accent has-disabled:cursor-not-allowed has-disabled:opacity-60 ${chosen}`}
    >
      <input
        type="radio"
        name={name}
        aria-label={words}
        className="absolute inset-0 cursor-[inherit] appearance-none opacity-0"
        checked={value === of}
        disabled={disabled}
        onChange={() => change(of)}
      />
      {shown}
    </label>
  );
  const inherit = inherits === null ? 'Inherit' : `Inherit (${inherits ? 'yes' : 'no'})`;
  return (
    <div
      role="radiogroup"
      aria-label={label}
      className="inline-flex rounded-md border border-edge bg-surface align-middle"
    >
      {segment(
        null,
        inherit,
        <span aria-hidden className="text-xs">
          {inherits === null ? '–' : inherits ? '(yes)' : '(no)'}
        </span>,
        'has-checked:bg-sunken has-checked:font-semibold has-checked:text-ink',
      )}
      {segment(
        'allow',
        'Allow',
        <Check aria-hidden size={18} strokeWidth={2.5} />,
        'has-checked:bg-accent has-checked:text-on-accent',
      )}
      {segment(
        'deny',
        'Deny',
        <X aria-hidden size={18} strokeWidth={2.5} />,
        'has-checked:bg-danger-fill has-checked:text-white',
      )}
    </div>
  );
}
