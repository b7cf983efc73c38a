'use client';

import { ListFilter } from 'lucide-react';
import { useId, useState } from 'react';
import { button, field } from '../../parts/button.ts';
import type { AuditFilter } from '../data/audit.ts';
import { localInput } from '../room/settings/words.ts';
import { KINDS_OF_CHANGE } from './entry.ts';

/** What of the trail is shown. */
export function AuditFilters({
  filter,
  people,
  change,
}: {
  filter: AuditFilter;
  /** Who was met so far, to choose from. */
  people: ReadonlyMap<string, string>;
  change: (filter: AuditFilter) => void;
}) {
  const id = useId();
  // On a phone the trail comes first; a filter that is set is told of by "Show everything".
  const [open, setOpen] = useState(false);
  const set = (key: keyof AuditFilter) => (value: string) => change({ ...filter, [key]: value });
  const time = (key: 'from' | 'to', label: string) => (
    <label className="min-w-0 text-sm font-medium">
      {label}
      <input
        type="datetime-local"
        className={`${field} mt-1 px-2 text-sm!`}
        value={localInput(filter[key])}
        onChange={({ target }) =>
          target.validity.badInput || set(key)(target.value && new Date(target.value).toISOString())
        }
      />
    </label>
  );
  return (
    <search>
      <button
        type="button"
        className={`${button.plain} w-full sm:hidden`}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <ListFilter aria-hidden size={17} />
        Filter
      </button>
      <div className={`grid gap-3 max-sm:pt-3 sm:grid-cols-2 lg:grid-cols-5 ${open ? '' : 'max-sm:hidden'}`}>
        <label className="min-w-0 text-sm font-medium">
          Kind
          <select
            className={`${field} mt-1`}
            value={filter.on}
            onChange={(event) => set('on')(event.target.value)}
          >
            <option value="">Everything</option>
            {Object.entries(KINDS_OF_CHANGE).map(([on, title]) => (
              <option key={on} value={on}>
                {title}
              </option>
            ))}
          </select>
        </label>
        <label className="min-w-0 text-sm font-medium">
          By
          <input
            className={`${field} mt-1`}
            placeholder="Name"
            dir="auto"
            autoComplete="off"
            maxLength={80}
            value={filter.actor}
            onChange={(event) => set('actor')(event.target.value)}
          />
        </label>
        <label className="min-w-0 text-sm font-medium">
          About
          <input
            className={`${field} mt-1`}
            placeholder="Address"
            list={`${id}-people`}
            dir="auto"
            autoCapitalize="none"
            autoComplete="off"
            maxLength={80}
            value={filter.person}
            onChange={(event) => set('person')(event.target.value)}
          />
          <datalist id={`${id}-people`}>
            {[...people].map(([person, name]) => (
              <option key={person} value={person.replace(/^user:/, '')}>
                {name}
              </option>
            ))}
          </datalist>
        </label>
        {time('from', 'From')}
        {time('to', 'To')}
      </div>
    </search>
  );
}
