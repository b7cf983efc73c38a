'use client';

import { opened } from '../later/opened.ts';
import { useList } from './list-context.ts';
import { type ListProps, useRows } from './use-rows.tsx';

/** What is drawn of a very long list until what draws it in parts is here: more than is seen of it. */
const BEGINNING = 40;

/** Everybody who was found. A thousand people scroll like ten: of a long list only what can be seen is drawn. */
export function PersonList(props: ListProps) {
  const { veryLong } = useList();
  const LongList = opened.usePart((parts) => parts.LongList, veryLong);
  if (!veryLong) return <WholeList {...props} />;
  return LongList ? <LongList {...props} /> : <WholeList {...props} rows={props.rows.slice(0, BEGINNING)} />;
}

function WholeList(props: ListProps) {
  const { element, item } = useRows(props);
  return <ul {...element}>{props.rows.map((_, index) => item(index, null))}</ul>;
}
