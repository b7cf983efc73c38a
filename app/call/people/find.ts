import type { View } from '@/lib/core/roster/view.ts';
import type { Row } from './rows.ts';

/** Below this many people a list is read at a glance, and needs no tools. */
export const MANY = 8;
/** Above this many only what can be seen is drawn. */
export const VERY_MANY = 50;

export const FILTERS = ['all', 'hands', 'speaking', 'muted', 'may-speak'] as const;
export type Filter = (typeof FILTERS)[number];

export const FILTER_WORDS: Readonly<Record<Filter, string>> = {
  all: 'All',
  hands: 'Hands',
  speaking: 'Speaking',
  muted: 'Muted',
  'may-speak': 'May speak',
};

/** What this viewer can ask for: who may not know of hands or floors is offered no filter by them. */
export const filtersFor = ({ hands, room }: View, control: boolean): Filter[] =>
  FILTERS.filter(
    (filter) =>
      (filter !== 'hands' || (hands !== null && room.hands !== 'off')) && (filter !== 'may-speak' || control),
  );

/** Who is shown: those whose name holds every word that was typed, in any order, and whom the filter lets through. */
export function found(
  rows: readonly Row[],
  { search, filter }: { readonly search: string; readonly filter: Filter },
  hands: View['hands'],
): readonly Row[] {
  const words = plain(search).split(/\s+/).filter(Boolean);
  if (!words.length && filter === 'all') return rows;
  const raised = new Set(filter === 'hands' ? hands?.map(({ participant }) => participant) : []);
  return rows.filter((row) => {
    const name = plain(row.person.name);
    return words.every((word) => name.includes(word)) && PASSES[filter](row, raised);
  });
}

const PASSES: Readonly<Record<Filter, (row: Row, raised: ReadonlySet<string>) => boolean>> = {
  all: () => true,
  hands: ({ person }, raised) => raised.has(person.participant),
  speaking: ({ talking }) => talking,
  muted: ({ voice }) => voice === 'muted' || voice === 'locked',
  'may-speak': ({ person }) => person.speak?.kinds.includes('microphone') ?? false,
};

/** "Zoe" finds Zoë. */
const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase();
