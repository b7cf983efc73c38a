'use client';

import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useRef, useState } from 'react';
import { useList } from './list-context.ts';
import { PersonItem } from './person-item.tsx';
import type { Row } from './rows.ts';
import { useWalk } from './use-walk.ts';

const ROW_PX = 44;

/** Everybody who was found. A thousand people scroll like ten: of a long list only what can be seen is drawn. */
export function PersonList({
  rows,
  selected,
  scroller,
}: {
  rows: readonly Row[];
  selected: ReadonlySet<string> | null;
  /** What scrolls the list, and what stands above it; null before it is there. */
  scroller: HTMLElement | null;
}) {
  const list = useRef<HTMLUListElement>(null);
  const { selecting, select, powers, veryLong: inPart } = useList();
  const { current, onKeyDown, onFocus } = useWalk(
    list,
    rows,
    selecting ? ({ person }) => person.participant !== powers.self && select(person.participant) : null,
  );
  const [margin, setMargin] = useState(0);
  // What stands above changes its height: hands come and go.
  useLayoutEffect(() => {
    if (!inPart || !list.current || !scroller) return;
    const top =
      list.current.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop;
    if (Math.abs(top - margin) > 1) setMargin(top);
  });
  const virtual = useVirtualizer({
    enabled: inPart,
    count: rows.length,
    getScrollElement: () => scroller,
    estimateSize: () => ROW_PX,
    overscan: 8,
    scrollMargin: margin,
    getItemKey: (index) => rows[index]?.person.participant ?? index,
    // The row that the keyboard is on is always there, so that focus never falls out of the list.
    rangeExtractor: (range) => [...new Set([...defaultRangeExtractor(range), current])].sort((a, b) => a - b),
  });

  const item = (found: Row | undefined, index: number, start: number | null) => {
    if (!found) return null;
    const { talking: _, ...row } = found;
    return (
      <PersonItem
        key={row.person.participant}
        {...row}
        index={index}
        current={index === current}
        selected={selected?.has(row.person.participant) ?? false}
        count={start === null ? null : rows.length}
        start={start ?? 0}
        measure={start === null ? null : virtual.measureElement}
      />
    );
  };
  return (
    <ul
      ref={list}
      // biome-ignore lint/a11y/noRedundantRoles: Safari forgets that an unstyled list is one
      role="list"
      aria-label="Participants"
      className="relative"
      style={inPart ? { height: virtual.getTotalSize() } : undefined}
      onKeyDown={onKeyDown}
      onFocus={onFocus}
    >
      {inPart
        ? virtual.getVirtualItems().map(({ index, start }) => item(rows[index], index, start - margin))
        : rows.map((row, index) => item(row, index, null))}
    </ul>
  );
}
