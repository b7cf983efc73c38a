import { KINDS, type Kind } from '@/lib/core/gate/rights.ts';

/** What one line of a link is for: the `nth` of its kind, counted from 0. Only screens have more than one. */
export interface LineUse {
  readonly kind: Kind;
  readonly nth: number;
}

/** The lines for some kinds, in the order in which every link has them. */
export const linesFor = (kinds: readonly Kind[], screens: number): readonly LineUse[] =>
  KINDS.filter((kind) => kinds.includes(kind)).flatMap((kind) =>
    Array.from({ length: kind === 'screen' ? screens : 1 }, (_, nth) => ({ kind, nth })),
  );

export const sameUse = (one: LineUse, other: LineUse): boolean =>
  one.kind === other.kind && one.nth === other.nth;
