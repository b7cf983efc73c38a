'use client';

import { useRef } from 'react';
import { useList } from './list-context.ts';
import { PersonItem } from './person-item.tsx';
import type { Row } from './rows.ts';
import { useInPart } from './use-in-part.ts';
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
  const { height, drawn } = useInPart({
    enabled: inPart,
    count: rows.length,
    list,
    scroller,
    guess: ROW_PX,
    // The row that the keyboard is on is always there, so that focus never falls out of the list.
    keep: current,
  });

  const item = (found: Row | undefined, index: number, start: number | null) => {
    if (!found) return null;
    const { talking: _, ...shown } = found;
    return (
      <PersonItem
        key={shown.person.participant}
        {...shown}
        index={index}
        current={index === current}
        selected={selected?.has(shown.person.participant) ?? false}
        count={start === null ? null : rows.length}
        start={start ?? 0}
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
      style={inPart ? { height: rows.length * height } : undefined}
      onKeyDown={onKeyDown}
      onFocus={onFocus}
    >
      {inPart
        ? drawn.map((index) => item(rows[index], index, index * height))
        : rows.map((row, index) => item(row, index, null))}
    </ul>
  );
}
