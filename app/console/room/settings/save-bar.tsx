'use client';

import type { ApiRoom } from '../../data/shapes.ts';
import { UnsavedBar } from '../../parts/unsaved-bar.tsx';
import { type Edits, valueAt } from './draft.ts';
import { effectLines, effectWords } from './effects.ts';
import { fieldAt } from './fields.ts';
import { Gains } from './gains.tsx';
import type { Previewed } from './use-preview.ts';
import { shownValue } from './words.ts';

/** What was changed of a room's settings, each with what it was, and who gains and loses by it. */
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
  const count = Object.keys(edits).length;
  const lines = previewed.state === 'known' ? effectLines(previewed.preview) : [];
  return (
    <UnsavedBar
      label="Changes not saved"
      summary={count === 1 ? '1 change' : `${count} changes`}
      effect={effectWords(previewed)}
      busy={busy}
      save={save}
      discard={discard}
      details={
        <>
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
          {lines.length > 0 && (
            <>
              <h3 className="mt-3 mb-1 font-semibold">Who gains, who loses</h3>
              <Gains lines={lines} />
            </>
          )}
        </>
      }
    />
  );
}
