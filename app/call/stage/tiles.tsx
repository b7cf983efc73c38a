'use client';

import type { CSSProperties } from 'react';
import { FaceTile } from './face-tile.tsx';
import { GAP, type Spot } from './fit.ts';
import type { Plan, Strip } from './plan.ts';
import { ScreenTile } from './screen-tile.tsx';
import type { Shown } from './sources.ts';

/** The padding leaves room for the rings. A bar to scroll with lies in the strip and moves nothing. */
const STRIPS: Readonly<Record<Strip['along'], string>> = {
  // `safe`: what does not fit is cut off at the end, where one can scroll to it, and not at both.
  bottom: 'mt-auto flex shrink-0 overflow-x-auto overflow-y-hidden justify-center-safe',
  side: 'flex min-h-0 flex-1 flex-col self-end overflow-x-hidden overflow-y-auto',
};
const PADDING = 6;

const stripStyle = ({ along, tile }: Strip): CSSProperties => ({
  gap: GAP,
  margin: -PADDING,
  ...(along === 'bottom' && { marginTop: 'auto' }),
  padding: PADDING,
  scrollbarWidth: 'thin',
  [along === 'side' ? 'width' : 'height']: (along === 'side' ? tile.width : tile.height) + 2 * PADDING,
});

/**
 * All tiles stand in one list, whatever the layout: what is large is lifted out of the strip by its position alone, so
 * that a picture that becomes large, or small again, goes on without being begun anew, and keeps the focus.
 */
export function Tiles({
  large,
  small,
  plan: { spots, strip },
}: {
  large: readonly Shown[];
  small: readonly Shown[];
  plan: Plan;
}) {
  const placed = large.length ? large : small;
  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      <div
        style={strip ? stripStyle(strip) : { display: 'contents' }}
        className={strip ? STRIPS[strip.along] : ''}
      >
        {[...large, ...small].map((shown) => {
          const spot = spots[placed.indexOf(shown)];
          const style: CSSProperties = spot ? at(spot) : strip ? beside(strip) : {};
          return (
            <div key={shown.key} style={style}>
              {shown.is === 'face' ? (
                <FaceTile shown={shown} large={large.includes(shown)} />
              ) : (
                <ScreenTile shown={shown} large={large.includes(shown)} />
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}

const at = ({ start, top, width, height }: Spot): CSSProperties => ({
  position: 'absolute',
  insetInlineStart: start,
  top,
  width,
  height,
});

const beside = ({ along, tile }: Strip): CSSProperties => ({
  flexShrink: 0,
  height: tile.height,
  width: along === 'side' ? '100%' : tile.width,
});
