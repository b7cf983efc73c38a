'use client';

import * as Switch from 'radix-ui/switch';
import { useId } from 'react';

/** A choice that counts at once, with its words beside it and a line that says what it means. */
export function SwitchRow({
  label,
  note,
  on,
  change,
}: {
  label: string;
  note?: string;
  on: boolean;
  change: (on: boolean) => void;
}) {
  const id = useId();
  return (
    <div className="flex items-center gap-3">
      <div className="min-w-0 grow text-start">
        <label htmlFor={id} className="block text-sm font-medium">
          {label}
        </label>
        {note && (
          <p id={`${id}-note`} className="text-xs font-normal text-soft">
            {note}
          </p>
        )}
      </div>
      <Switch.Root
        id={id}
        checked={on}
        onCheckedChange={change}
        aria-describedby={note ? `${id}-note` : undefined}
        className="flex h-11 w-14 shrink-0 items-center justify-center rounded-full"
      >
        <span className="flex h-7 w-12 items-center rounded-full bg-edge p-1 transition-colors in-data-[state=checked]:bg-accent">
          <Switch.Thumb className="size-5 rounded-full bg-surface transition-transform data-[state=checked]:translate-x-5 rtl:data-[state=checked]:-translate-x-5" />
        </span>
      </Switch.Root>
    </div>
  );
}
