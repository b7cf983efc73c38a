'use client';

import { RotateCcw } from 'lucide-react';
import { button } from '../../../parts/button.ts';
import { PRESET_WORDS } from '../../../parts/preset-words.ts';
import type { ApiRoom } from '../../data/shapes.ts';
import { currentValue, departed, type Edits, presetOf, presetValue } from './draft.ts';
import { shownValue } from './words.ts';

export const presetTitle = (preset: string): string =>
  PRESET_WORDS.find((words) => words.preset === preset)?.title ?? preset;

/** In what the room departs from its preset, and the way back. */
export function Departures({ room, edits, reset }: { room: ApiRoom; edits: Edits; reset: () => void }) {
  const fields = departed(room, edits);
  const preset = presetOf(room, edits);
  const title = presetTitle(preset);
  if (!fields.length)
    return (
      <p className="rounded-lg bg-sunken px-4 py-3 text-sm">
        Every setting is as the preset <strong className="font-semibold">{title}</strong> has it.
      </p>
    );
  return (
    <section aria-label="Difference from the preset" className="rounded-lg bg-hand-wash px-4 py-3 text-sm">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <h2 className="font-semibold">
          {fields.length === 1 ? '1 setting is' : `${fields.length} settings are`} not as the preset {title}{' '}
          has {fields.length === 1 ? 'it' : 'them'}
        </h2>
        <button type="button" className={`${button.quiet} -mx-2 px-2`} onClick={reset}>
          <RotateCcw aria-hidden size={15} />
          Reset all
        </button>
      </div>
      <ul className="mt-1 grid gap-1">
        {fields.map((field) => (
          <li key={field.path} className="break-words">
            {field.label}:{' '}
            <strong className="font-medium">
              {shownValue(field, currentValue(room, edits, field.path))}
            </strong>
            <span className="text-soft">
              {' '}
              instead of {shownValue(field, presetValue(preset, field.path))}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
