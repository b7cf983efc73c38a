'use client';

import { ArrowUp } from 'lucide-react';
import { button } from '../../../parts/button.ts';
import type { Words } from '../../../parts/trail/sentence.ts';
import { AuditEntryRow } from '../../audit/audit-entry.tsx';
import { AuditFilters } from '../../audit/audit-filters.tsx';
import { ExportButtons } from '../../audit/export-buttons.tsx';
import { EVERYTHING, isFiltered } from '../../audit/filter.ts';
import { fallbackName, namesIn } from '../../audit/names.ts';
import { useTrail } from '../../audit/use-trail.ts';
import { moment } from '../../parts/moment.ts';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { Skeleton } from '../../parts/skeleton.tsx';
import { useRoomPage } from '../room-context.tsx';

export function AuditTab() {
  const { room } = useRoomPage();
  const { filter, setFilter, trail, problem, busy, fresh, showFresh, more } = useTrail(room.id);
  const names = namesIn(trail?.entries ?? []);
  const words: Words = { nameOf: (person) => names.get(person) ?? fallbackName(person), time: moment };
  return (
    <>
      <AuditFilters filter={filter} people={names} change={setFilter} />
      <div className="my-4 flex flex-wrap items-center justify-between gap-3">
        <ExportButtons room={room} filter={filter} />
        {isFiltered(filter) && (
          <button type="button" className={button.quiet} onClick={() => setFilter(EVERYTHING)}>
            Show everything
          </button>
        )}
      </div>
      <div role="status">
        {fresh > 0 && (
          <button type="button" className={`${button.primary} mb-3 w-full`} onClick={showFresh}>
            <ArrowUp aria-hidden size={17} />
            {fresh === 1 ? '1 new entry' : `${fresh} new entries`}
          </button>
        )}
      </div>
      {problem && <ProblemNotice problem={problem} retry={showFresh} />}
      {!trail && !problem && <Skeleton lines={8} label="Loading the trail" />}
      {trail && trail.entries.length === 0 && (
        <p className="rounded-lg border border-dashed border-edge p-8 text-center text-soft">
          {isFiltered(filter)
            ? 'Nothing in the trail matches. Look for less, or for another time.'
            : 'Nothing has happened in this room yet. Every change of a right, mute, hand or setting will stand here.'}
        </p>
      )}
      {trail && trail.entries.length > 0 && (
        <>
          <ol
            aria-label="Audit trail, newest first"
            aria-busy={busy}
            className="rounded-lg border border-line bg-surface"
          >
            {trail.entries.map((entry) => (
              <AuditEntryRow key={entry.id} entry={entry} words={words} />
            ))}
          </ol>
          {more && (
            <button
              type="button"
              className={`${button.plain} mt-3 w-full`}
              aria-disabled={busy || undefined}
              onClick={() => busy || more()}
            >
              {busy ? 'Loading…' : 'Show older entries'}
            </button>
          )}
        </>
      )}
    </>
  );
}
