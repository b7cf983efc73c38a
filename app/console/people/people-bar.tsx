'use client';

import type { Problem } from '../data/answer.ts';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { UnsavedBar } from '../parts/unsaved-bar.tsx';
import { effectLines, effectWords } from '../room/settings/effects.ts';
import { Gains } from '../room/settings/gains.tsx';
import type { Previewed } from '../room/settings/use-preview.ts';
import type { Drafts } from './drafts.ts';
import { callName } from './rights.ts';

/** As many people as are named; with thousands selected, the rest are counted. */
const NAMED = 100;

/** Whom the edits are about, what would come of them, and why they could not be saved. */
export function PeopleBar({
  drafts,
  errors,
  previewed,
  problem,
  busy,
  save,
  discard,
}: {
  drafts: Drafts;
  errors: ReadonlyMap<string, string>;
  previewed: Previewed;
  problem: Problem | null;
  busy: boolean;
  save: () => void;
  discard: () => void;
}) {
  const leaving = [...drafts.values()].filter(({ edit }) => edit.remove).length;
  const people = drafts.size === 1 ? '1 person' : `${drafts.size} people`;
  const lines = previewed.state === 'known' ? effectLines(previewed.preview) : [];
  const effect = effectWords(previewed, true);
  return (
    <UnsavedBar
      label="Changes of people not saved"
      summary={`${people} changed${leaving > 0 ? `, ${leaving} taken off the list` : ''}`}
      effect={effect}
      busy={busy}
      save={save}
      discard={discard}
      details={
        <section aria-label="Who gains, who loses">
          {lines.length > 0 ? <Gains lines={lines} /> : <p className="text-soft">{effect}</p>}
        </section>
      }
    >
      {problem && (
        <div
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
          tabIndex={0}
          className="max-h-[40dvh] overflow-y-auto p-3 pb-0"
        >
          <ProblemNotice problem={problem} />
          {errors.size > 0 && (
            <ul className="mt-2 grid gap-1 px-1 text-sm">
              {[...errors].slice(0, NAMED).map(([person, message]) => (
                <li key={person} className="break-words">
                  <span dir="auto" className="font-medium">
                    {callName(drafts.get(person)?.member ?? { name: '', address: null, person })}
                  </span>
                  : {message}
                </li>
              ))}
            </ul>
          )}
        </div>
      )}
    </UnsavedBar>
  );
}
