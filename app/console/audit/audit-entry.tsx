'use client';

import { ChevronDown } from 'lucide-react';
import { useId, useState } from 'react';
import { differences, plain } from '../../parts/trail/differences.ts';
import { sentence, type Words } from '../../parts/trail/sentence.ts';
import { exactly, moment } from '../parts/moment.ts';
import { type ApiAuditEntry, titleOfChange } from './entry.ts';

/** One thing that happened: its sentence, and on demand what was before and after. */
export function AuditEntryRow({ entry, words }: { entry: ApiAuditEntry; words: Words }) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const text = sentence(entry, words);
  return (
    <li className="border-b border-line px-3 py-1 last:border-b-0 sm:px-4">
      <div className="grid grid-cols-[1fr_auto] items-center gap-x-3 sm:grid-cols-[9.5rem_1fr_auto]">
        <time
          dateTime={entry.at}
          title={exactly(entry.at)}
          className="col-span-2 pt-1.5 text-xs text-soft tabular-nums sm:col-span-1 sm:py-2.5"
        >
          {moment(entry.at)}
        </time>
        <p className="min-w-0 py-1.5 text-sm break-words sm:py-2.5" dir="auto">
          {text}
        </p>
        <button
          type="button"
          className="-me-2 inline-flex min-h-11 items-center gap-1 rounded-md px-2 text-sm font-medium text-soft hover:text-ink"
          aria-expanded={open}
          aria-controls={open ? id : undefined}
          aria-label={`Details: ${text}`}
          onClick={() => setOpen(!open)}
        >
          Details
          <ChevronDown aria-hidden size={16} className={open ? 'rotate-180' : ''} />
        </button>
      </div>
      {open && (
        <div id={id} className="mb-3 grid gap-2 rounded-md bg-sunken p-3 text-sm sm:ms-[10.25rem]">
          <p className="text-soft break-words">
            {titleOfChange(entry.on)}, number {entry.id}, {exactly(entry.at)}. By{' '}
            {entry.actor.name || 'somebody'}
            {entry.actor.person && ` (${entry.actor.person})`}
            {entry.person && `, about ${entry.person}`}. {WHY[entry.cause] ?? ''}
          </p>
          <Differences entry={entry} />
        </div>
      )}
    </li>
  );
}

const WHY: Readonly<Record<string, string>> = {
  time: 'It happened because its time had come.',
  left: 'It happened because the person left.',
  answered: 'It happened because a raised hand was answered.',
  revoked: 'It happened because something was taken back.',
};

function Differences({ entry }: { entry: ApiAuditEntry }) {
  const found = differences(entry.before ?? null, entry.after ?? null);
  if (!found.length) return <p className="text-soft">Nothing stored was changed.</p>;
  return (
    <ul className="grid gap-2">
      {found.map(({ path, before, after }) => (
        <li key={path} className="grid gap-x-3 sm:grid-cols-[10rem_1fr]">
          <span className="font-medium break-words">{path || 'Value'}</span>
          <span className="min-w-0 break-words">
            <span className="sr-only">before: </span>
            <del className="text-soft">{plain(before)}</del>
            <span aria-hidden> → </span>
            <span className="sr-only">, after: </span>
            <ins className="no-underline">{plain(after)}</ins>
          </span>
        </li>
      ))}
    </ul>
  );
}
