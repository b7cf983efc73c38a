'use client';

import { ListChecks, Search } from 'lucide-react';
import { button, field } from '../../parts/button.ts';
import { FILTER_WORDS, type Filter } from './find.ts';

/** Finding people in a long list, and choosing several. */
export function ListTools({
  search,
  setSearch,
  filter,
  setFilter,
  filters,
  shown,
  selecting,
  setSelecting,
}: {
  search: string;
  setSearch: (search: string) => void;
  filter: Filter;
  setFilter: (filter: Filter) => void;
  filters: readonly Filter[];
  /** How many were found, where somebody looks for something; else null. */
  shown: number | null;
  selecting: boolean;
  /** Null for those who could do nothing with a selection. */
  setSelecting: ((on: boolean) => void) | null;
}) {
  return (
    <search className="sticky top-0 z-10 block bg-surface px-2 pb-2">
      <div className="flex gap-2">
        <span className="relative min-w-0 grow">
          <Search aria-hidden size={16} className="absolute start-3 top-3.5 text-soft" />
          <input
            type="search"
            aria-label="Search people"
            placeholder="Search"
            autoComplete="off"
            dir="auto"
            className={`${field} ps-9 text-sm!`}
            value={search}
            onChange={(event) => setSearch(event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Escape' || !search) return;
              // Not the whole panel is meant.
              event.preventDefault();
              setSearch('');
            }}
          />
        </span>
        <select
          aria-label="Show"
          className={`${field} w-auto! max-w-32 shrink-0 px-2! text-sm!`}
          value={filter}
          onChange={(event) => setFilter(event.target.value as Filter)}
        >
          {filters.map((one) => (
            <option key={one} value={one}>
              {FILTER_WORDS[one]}
            </option>
          ))}
        </select>
        {setSelecting && (
          <button
            type="button"
            className={`${button.plain} shrink-0 px-3! aria-pressed:border-accent aria-pressed:bg-accent-wash`}
            aria-pressed={selecting}
            aria-label="Select"
            title="Select several people"
            onClick={() => setSelecting(!selecting)}
          >
            <ListChecks aria-hidden size={18} />
          </button>
        )}
      </div>
      <p role="status" className={shown === null ? 'sr-only' : 'pt-1.5 text-sm text-soft'}>
        {shown === null
          ? ''
          : shown === 0
            ? 'Nobody is found. Look for less of the name, or show all.'
            : `${shown.toLocaleString('en')} found`}
      </p>
    </search>
  );
}
