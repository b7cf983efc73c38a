'use client';

import { ArrowDown, ArrowUp, ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { button } from '../../../parts/button.ts';
import type { ApiRoom } from '../../data/shapes.ts';
import { type Edits, valueAt } from './draft.ts';
import { effectLines, effectSummary } from './effects.ts';
import { fieldAt } from './fields.ts';
import type { Previewed } from './use-preview.ts';
import { shownValue } from './words.ts';

/** What was changed and what would come of it; stays in sight until it is saved or discarded. */
export function SaveBar({
  room,
  edits,
  previewed,
  busy,
  save,
  discard,
}: {
  room: ApiRoom;
  edits: Edits;
  previewed: Previewed;
  busy: boolean;
  save: () => void;
  discard: () => void;
}) {
  const [open, setOpen] = useState(false);
  const count = Object.keys(edits).length;
  return (
    <section
      aria-label="Changes not saved"
      className="sticky bottom-3 z-20 mt-6 rounded-lg border border-line bg-raised shadow-float"
    >
      {open && (
        <div
          id="save-details"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
          tabIndex={0}
          className="max-h-[45dvh] overflow-y-auto border-b border-line p-4 text-sm"
        >
          <ul className="grid gap-1">
            {Object.entries(edits).map(([path, value]) => {
              const field = fieldAt(path);
              return (
                field && (
                  <li key={path} className="break-words">
                    {field.label}: {shownValue(field, valueAt(room, path))} →{' '}
                    <strong className="font-medium">{shownValue(field, value)}</strong>
                  </li>
                )
              );
            })}
          </ul>
          {previewed.state === 'known' && <Effects previewed={previewed} />}
        </div>
      )}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 p-3 ps-4">
        <div className="min-w-0 grow basis-56 text-sm">
          <button
            type="button"
            className="-ms-1 inline-flex min-h-11 items-center gap-1 rounded-md px-1 font-semibold sm:min-h-8"
            aria-expanded={open}
            aria-controls={open ? 'save-details' : undefined}
            onClick={() => setOpen(!open)}
          >
            {count === 1 ? '1 change' : `${count} changes`}
            <ChevronDown aria-hidden size={16} className={open ? '' : 'rotate-180'} />
          </button>
          <p role="status" className="text-soft">
            {words(previewed)}
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

function words(previewed: Previewed): string {
  switch (previewed.state) {
    case 'none':
      return '';
    case 'asking':
      return 'Looking who gains and who loses…';
    case 'known':
      return effectSummary(previewed.preview);
    case 'failed':
      return previewed.problem.code === 'bad-request'
        ? 'This cannot be saved as it is.'
        : 'Who gains and who loses cannot be told just now.';
  }
}

function Effects({ previewed }: { previewed: Extract<Previewed, { state: 'known' }> }) {
  const lines = effectLines(previewed.preview);
  if (!lines.length) return null;
  return (
    <>
      <h3 className="mt-3 font-semibold">Who gains, who loses</h3>
      <ul className="mt-1 grid gap-2">
        {lines.map(({ who, person, gains, loses }) => (
          <li key={person ?? 'guests'} className="break-words">
            <span dir="auto" className="font-medium">
              {who}
            </span>
            {gains.length > 0 && (
              <span className="flex items-start gap-1.5">
                <ArrowUp aria-hidden size={15} className="mt-0.5 shrink-0 text-voice" />
                <span>gains: {gains.join(', ')}</span>
              </span>
            )}
            {loses.length > 0 && (
              <span className="flex items-start gap-1.5">
                <ArrowDown aria-hidden size={15} className="mt-0.5 shrink-0 text-danger" />
                <span>loses: {loses.join(', ')}</span>
              </span>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
