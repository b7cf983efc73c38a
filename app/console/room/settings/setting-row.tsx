'use client';

import { RotateCcw } from 'lucide-react';
import { useId } from 'react';
import { button } from '../../../parts/button.ts';
import { SettingControl } from './controls.tsx';
import { presetValue, same } from './draft.ts';
import type { Field } from './fields.ts';
import { shownValue } from './words.ts';

/** One setting: what it is, its control, what is wrong with it, and how to have the preset's again. */
export function SettingRow({
  field,
  preset,
  value,
  edited,
  error,
  change,
}: {
  field: Field;
  preset: string;
  value: unknown;
  edited: boolean;
  error: string | undefined;
  change: (value: unknown) => void;
}) {
  const id = useId();
  const original = presetValue(preset, field.path);
  const departs = original !== undefined && !same(original, value);
  return (
    <div
      data-setting={field.path}
      className="grid gap-x-8 gap-y-2.5 border-t border-line py-4 first:border-t-0 md:grid-cols-[minmax(0,17rem)_1fr]"
    >
      <div>
        <p className="text-sm font-semibold">
          <span id={`${id}-label`}>{field.label}</span>
          {edited && <span className="ms-2 font-medium text-accent">Not saved</span>}
        </p>
        <p id={`${id}-hint`} className="mt-0.5 text-sm text-soft">
          {field.hint}
        </p>
      </div>
      <div className="min-w-0">
        <SettingControl
          control={field.control}
          value={value}
          change={change}
          labelledBy={`${id}-label`}
          describedBy={error ? `${id}-hint ${id}-error` : `${id}-hint`}
          invalid={error !== undefined}
        />
        {error && (
          <p id={`${id}-error`} className="mt-1.5 text-sm font-medium text-danger">
            {error}
          </p>
        )}
        {departs && (
          <p className="mt-1.5 flex flex-wrap items-center gap-x-2 text-sm">
            <span className="text-hand">Preset: {shownValue(field, original)}</span>
            <button
              type="button"
              className={`${button.quiet} -my-1.5 px-2`}
              aria-label={`Reset: ${field.label}`}
              onClick={() => change(original)}
            >
              <RotateCcw aria-hidden size={15} />
              Reset
            </button>
          </p>
        )}
      </div>
    </div>
  );
}
