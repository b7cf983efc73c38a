'use client';

import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useState } from 'react';
import { type ListProps, useRows } from './use-rows.tsx';

const ROW_PX = 44;

/** A list of which only what can be seen is drawn. */
export function LongList({ rows, selected, scroller }: ListProps) {
  const { list, current, element, item } = useRows({ rows, selected });
  const [margin, setMargin] = useState(0);
  // What stands above changes its height: hands come and go.
  useLayoutEffect(() => {
    if (!list.current || !scroller) return;
    const top =
      list.current.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop;
    if (Math.abs(top - margin) > 1) setMargin(top);
  });
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller,
    estimateSize: () => ROW_PX,
    overscan: 8,
    scrollMargin: margin,
    getItemKey: (index) => rows[index]?.person.participant ?? index,
    // The row that the keyboard is on is always there, so that focus never falls out of the list.
    rangeExtractor: (range) => [...new Set([...defaultRangeExtractor(range), current])].sort((a, b) => a - b),
  });
  return (
    <ul {...element} style={{ height: virtual.getTotalSize() }}>
      {virtual
        .getVirtualItems()
        .map(({ index, start }) => item(index, { start: start - margin, measure: virtual.measureElement }))}
    </ul>
  );
}
