'use client';

import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import type { LiveParticipant } from '../data/shapes.ts';
import { LivePerson } from './live-person.tsx';

/** Everybody in the call. Only what can be seen is drawn, so that a thousand people scroll like ten. */
export function LivePeople({
  people,
  menu,
}: {
  people: readonly LiveParticipant[];
  menu: (person: LiveParticipant) => ReactNode;
}) {
  const list = useRef<HTMLUListElement>(null);
  const [margin, setMargin] = useState(0);
  // What stands above changes its height: hands come and go.
  useLayoutEffect(() => {
    const top = list.current ? list.current.getBoundingClientRect().top + window.scrollY : 0;
    if (Math.abs(top - margin) > 1) setMargin(top);
  });
  const virtual = useWindowVirtualizer({
    count: people.length,
    estimateSize: () => 76,
    overscan: 8,
    scrollMargin: margin,
    getItemKey: (index) => people[index]?.id ?? index,
  });
  return (
    <ul
      ref={list}
      aria-label="In the call"
      className="relative overflow-clip rounded-lg border border-line bg-surface"
      style={{ height: virtual.getTotalSize() }}
    >
      {virtual.getVirtualItems().map(({ key, index, start }) => {
        const person = people[index];
        return (
          person && (
            <li
              key={key}
              ref={virtual.measureElement}
              data-index={index}
              aria-setsize={people.length}
              aria-posinset={index + 1}
              className="absolute inset-x-0 top-0"
              style={{ transform: `translateY(${start - margin}px)` }}
            >
              <LivePerson person={person} menu={menu(person)} />
            </li>
          )
        );
      })}
    </ul>
  );
}
