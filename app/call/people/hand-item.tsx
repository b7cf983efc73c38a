'use client';

import { X } from 'lucide-react';
import type { HandView } from '@/lib/core/roster/view.ts';
import { button, iconButton } from '../../parts/button.ts';
import { useCall } from '../call-context.tsx';
import { clock } from '../use-now.ts';

/** Seconds that have gone by; a countdown rounds up, and this must not. */
const lasted = (ms: number) => clock(Math.floor(Math.max(0, ms) / 1000) * 1000);

/** One raised hand; what helps to decide fairly stands under the name. */
export function HandItem({
  hand,
  place,
  now,
  decides,
  own,
  seconds,
}: {
  hand: HandView;
  place: number;
  /** The server's clock. */
  now: number;
  decides: boolean;
  own: boolean;
  /** For how long "Let … speak" gives the floor; undefined: until it is ended. */
  seconds: number | undefined;
}) {
  const call = useCall();
  const { participant, name, at, spoken } = hand;
  return (
    <li className="flex min-h-14 items-center gap-2.5 rounded-md px-2 py-1">
      <span className="w-4 shrink-0 text-end text-sm font-semibold text-hand tabular-nums">{place}</span>
      <span className="min-w-0 grow leading-tight">
        <span className="flex gap-1 text-sm font-medium">
          <span className="truncate" dir="auto" title={name}>
            {name}
          </span>
          {own && <span className="shrink-0 font-normal">(you)</span>}
        </span>
        <span className="flex flex-wrap gap-x-2 text-xs tabular-nums">
          <span>up {lasted(now - at)}</span>
          <span>{spoken < 1000 ? 'has not spoken' : `spoke ${lasted(spoken)}`}</span>
        </span>
      </span>
      {decides && !own && (
        <button
          type="button"
          className={`${button.primary} shrink-0 px-3`}
          onClick={() => void call.allow(participant, seconds)}
        >
          <span>
            Let <span className="sr-only">{name} </span>speak
          </span>
        </button>
      )}
      {decides && (
        <button
          type="button"
          className={`${iconButton} -mx-1`}
          aria-label={`Lower ${name}'s hand`}
          title={`Lower ${name}'s hand`}
          onClick={() => void call.lowerHand(participant)}
        >
          <X aria-hidden size={18} />
        </button>
      )}
    </li>
  );
}
