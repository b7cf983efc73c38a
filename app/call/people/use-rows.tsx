'use client';

import { useRef } from 'react';
import { useList } from './list-context.ts';
import { PersonItem } from './person-item.tsx';
import type { Row } from './rows.ts';
import { useWalk } from './use-walk.ts';

export interface ListProps {
  readonly rows: readonly Row[];
  readonly selected: ReadonlySet<string> | null;
  /** What scrolls the list, and what stands above it; null before it is there. */
  readonly scroller: HTMLElement | null;
}

/** Where a row stands in a list of which only a part is drawn, and what measures it. */
export interface Place {
  readonly start: number;
  readonly measure: (row: HTMLLIElement | null) => void;
}

/** What a list of people is, however much of it is drawn: what its element needs, and its rows. */
export function useRows({ rows, selected }: Pick<ListProps, 'rows' | 'selected'>) {
  const list = useRef<HTMLUListElement>(null);
  const { selecting, select, powers } = useList();
  const { current, onKeyDown, onFocus } = useWalk(
    list,
    rows,
    selecting ? ({ person }) => person.participant !== powers.self && select(person.participant) : null,
  );
  const item = (index: number, place: Place | null) => {
    const found = rows[index];
    if (!found) return null;
    const { talking: _, ...row } = found;
    return (
      <PersonItem
        key={row.person.participant}
        {...row}
        index={index}
        current={index === current}
        selected={selected?.has(row.person.participant) ?? false}
        count={place && rows.length}
        start={place?.start ?? 0}
        measure={place?.measure ?? null}
      />
    );
  };
  const element = {
    ref: list,
    // Safari forgets that an unstyled list is one.
    role: 'list',
    'aria-label': 'Participants',
    className: 'relative',
    onKeyDown,
    onFocus,
  } as const;
  return { list, current, element, item };
}
