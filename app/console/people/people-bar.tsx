'use client';

import { ArrowDown, ArrowUp, ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { button } from '../../parts/button.ts';
import type { Problem } from '../data/answer.ts';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { effectLines, effectSummary } from '../room/settings/effects.ts';
import type { Previewed } from '../room/settings/use-preview.ts';
import type { Drafts } from './drafts.ts';
import { callName } from './rights.ts';

/** As many people as are named; with thousands selected, the rest are counted. */
const NAMED = 100;

/** Whom the edits are about and what would come of them; stays in sight until they are saved or discarded. */
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
  const [open, setOpen] = useState(false);
  const count = drafts.size;
  const leaving = [...drafts.values()].filter(({ edit }) => edit.remove).length;
  return (
    <section
      aria-label="Changes of people not saved"
      className="sticky bottom-3 z-20 mt-6 rounded-lg border border-line bg-raised shadow-float"
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
      {open && (
        <section
          id="people-details"
          aria-label="Who gains, who loses"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached with the keyboard
          tabIndex={0}
          className="max-h-[40dvh] overflow-y-auto border-b border-line p-4 text-sm"
        >
          <Gains previewed={previewed} />
        </section>
      )}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 p-3 ps-4">
        <div className="min-w-0 grow basis-56 text-sm">
          <button
            type="button"
            className="-ms-1 inline-flex min-h-11 items-center gap-1 rounded-md px-1 font-semibold sm:min-h-8"
            aria-expanded={open}
            aria-controls={open ? 'people-details' : undefined}
            onClick={() => setOpen(!open)}
          >
            {count === 1 ? '1 person changed' : `${count} people changed`}
            {leaving > 0 && `, ${leaving} taken off the list`}
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
        ? `This cannot be saved as it is: ${previewed.problem.detail}`
        : 'Who gains and who loses cannot be told just now.';
  }
}

/** Everybody who would gain or lose, with what. */
function Gains({ previewed }: { previewed: Previewed }) {
  if (previewed.state !== 'known') return <p className="text-soft">{words(previewed)}</p>;
  const lines = effectLines(previewed.preview);
  if (!lines.length) return <p className="text-soft">{words(previewed)}</p>;
  return (
    <ul className="grid gap-2">
      {lines.slice(0, NAMED).map(({ who, person, gains, loses }) => (
        <li key={person ?? ''} className="break-words">
          <span dir="auto" className="font-medium">
            {who}
          </span>
          {gains.length > 0 && (
            <span className="flex items-start gap-1.5">
              <ArrowUp aria-hidden size={15} className="mt-0.5 shrink-0 text-voice" />
              gains: {gains.join(', ')}
            </span>
          )}
          {loses.length > 0 && (
            <span className="flex items-start gap-1.5">
              <ArrowDown aria-hidden size={15} className="mt-0.5 shrink-0 text-danger" />
              loses: {loses.join(', ')}
            </span>
          )}
        </li>
      ))}
      {lines.length > NAMED && <li className="text-soft">And {lines.length - NAMED} more people.</li>}
    </ul>
  );
}
