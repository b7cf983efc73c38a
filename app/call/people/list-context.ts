'use client';

import { createContext, useContext } from 'react';
import type { ParticipantId } from '@/lib/core/ids.ts';
import type { Powers } from './rows.ts';

/** What all rows of a list share; it is the same object until one of these changes, so that rows are not drawn again. */
export interface ListHere {
  readonly powers: Powers;
  readonly clockOffset: number;
  /** Several are chosen now, by a box beside each. */
  readonly selecting: boolean;
  /** Long lists are walked by arrows: one row at a time is in the order of the Tab key, and rows are lower. */
  readonly long: boolean;
  /** Of the list only what can be seen is drawn, also when few are found: rows that come and go with each key cost time. */
  readonly veryLong: boolean;
  select(participant: ParticipantId): void;
  /** Asks again before somebody is removed. */
  remove(participant: ParticipantId): void;
  /** What somebody may do, and why. */
  why(participant: ParticipantId): void;
}

export const ListContext = createContext<ListHere | null>(null);

export function useList(): ListHere {
  const here = useContext(ListContext);
  if (!here) throw new Error('Outside of a list of people.');
  return here;
}
