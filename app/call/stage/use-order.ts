'use client';

import { useState } from 'react';
import { NO_ORDER, type Order, settle } from './order.ts';
import type { Shown } from './sources.ts';

/** Keeps the others in their order from one drawing to the next. @param first how many of them are in sight */
export function useOrder(
  faces: readonly Shown[],
  large: readonly Shown[],
  talking: ReadonlySet<string>,
  first: number,
): Order {
  const [kept, setKept] = useState(NO_ORDER);
  const order = settle(kept, {
    present: faces.filter(({ own }) => !own).map(({ source }) => source),
    talking,
    first,
    large: new Set(large.filter(({ is }) => is === 'face').map(({ source }) => source)),
  });
  if (order !== kept) setKept(order);
  return order;
}
