'use client';

import { useState } from 'react';
import { useView } from '../call-context.tsx';
import { useLayout } from '../layout/layout-context.tsx';
import { talkingSources } from '../voice/talking.ts';
import { arrange, inOrder, othersInSight, pageOf } from './arrange.ts';
import type { Size } from './fit.ts';
import { type Plan, pageSize, planGrid, planLarge } from './plan.ts';
import { type Shown, shownSources } from './sources.ts';
import { useOrder } from './use-order.ts';
import { useSpeaker } from './use-speaker.ts';

export interface Arranged {
  readonly large: readonly Shown[];
  readonly small: readonly Shown[];
  readonly plan: Plan;
  readonly page: { readonly number: number; readonly of: number; turnTo(number: number): void };
}

/** Everything on the stage in its place, as people come, go and talk. */
export function useArrangement(box: Size): Arranged {
  const view = useView();
  const { layout, pinned } = useLayout();
  const [wanted, setWanted] = useState(0);
  const talking = talkingSources(view.publications);
  const { faces, screens } = shownSources(view);

  const talkers = faces.filter(({ own, source }) => !own && talking.has(source));
  const speaker = useSpeaker(talkers.map(({ source }) => source));
  const { large, small } = arrange({ faces, screens, layout, pinned, speaker });
  const size = pageSize(box, small.length);
  const places = large.length ? (planLarge(box, large, small.length).strip?.places ?? 1) : size;
  const order = useOrder(faces, large, talking, othersInSight(small, places));
  const sorted = inOrder(small, order.sources);
  if (large.length)
    return {
      large,
      small: sorted,
      plan: planLarge(box, large, small.length),
      page: { number: 0, of: 1, turnTo: setWanted },
    };
  const page = pageOf(sorted, size, wanted);
  return {
    large: [],
    small: page.shown,
    plan: planGrid(box, page.shown.length, page.of > 1),
    page: { number: page.number, of: page.of, turnTo: setWanted },
  };
}
