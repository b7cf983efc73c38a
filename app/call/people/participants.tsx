'use client';

import { useCallback, useMemo, useState } from 'react';
import type { ParticipantId } from '@/lib/core/ids.ts';
import { useInCall } from '../call-context.tsx';
import { PersonDialogs, SelectionBar } from '../later/opened.ts';
import { type Filter, filtersFor, found, MANY, VERY_MANY } from './find.ts';
import { ListContext, type ListHere } from './list-context.ts';
import { ListTools } from './list-tools.tsx';
import type { Asked } from './person-dialogs.tsx';
import { PersonList } from './person-list.tsx';
import { powersOf, rowsOf } from './rows.ts';

export function Participants({ scroller }: { scroller: HTMLElement | null }) {
  const { view, clockOffset } = useInCall();
  const { self, hands } = view;
  const rows = useMemo(() => rowsOf(view), [view]);
  const powers = useMemo(() => powersOf(self), [self]);
  const [search, setSearch] = useState('');
  const [filter, setFilter] = useState<Filter>('all');
  /** Null while nobody is being chosen. */
  const [selected, setSelected] = useState<ReadonlySet<string> | null>(null);
  const [asked, setAsked] = useState<Asked | null>(null);

  const long = rows.length >= MANY;
  const veryLong = rows.length > VERY_MANY;
  const looking = long && (search.trim() !== '' || filter !== 'all');
  const shown = useMemo(
    () => (looking ? found(rows, { search, filter }, hands) : rows),
    [rows, looking, search, filter, hands],
  );
  const selecting = long && powers.control && selected !== null;

  const select = useCallback(
    (participant: ParticipantId) => setSelected((before) => toggled(before, participant)),
    [],
  );
  const here = useMemo(
    (): ListHere => ({
      powers,
      clockOffset,
      selecting,
      long,
      veryLong,
      select,
      remove: (participant) => setAsked({ what: 'remove', participant }),
      why: (participant) => setAsked({ what: 'why', participant }),
    }),
    [powers, clockOffset, selecting, long, veryLong, select],
  );
  return (
    <ListContext value={here}>
      <h3 className="px-2 pb-1 text-sm font-semibold text-soft">
        In the room <span className="tabular-nums">({rows.length.toLocaleString('en')})</span>
      </h3>
      {long && (
        <ListTools
          search={search}
          setSearch={setSearch}
          filter={filter}
          setFilter={setFilter}
          filters={filtersFor(view, powers.control)}
          shown={looking ? shown.length : null}
          selecting={selecting}
          setSelecting={powers.control ? (on) => setSelected(on ? new Set() : null) : null}
        />
      )}
      <PersonList rows={shown} selected={selecting ? selected : null} scroller={scroller} />
      {selecting && (
        <SelectionBar
          open
          onOpenChange={() => setSelected(null)}
          rows={rows}
          shown={shown}
          selected={selected}
          setSelected={setSelected}
          powers={powers}
        />
      )}
      <PersonDialogs asked={asked} open={asked !== null} onOpenChange={(open) => open || setAsked(null)} />
    </ListContext>
  );
}

function toggled(before: ReadonlySet<string> | null, participant: string): ReadonlySet<string> {
  const after = new Set(before);
  if (!after.delete(participant)) after.add(participant);
  return after;
}
