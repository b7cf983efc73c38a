'use client';

import { Timer } from 'lucide-react';
import { useInCall } from '../call-context.tsx';
import { clock, useNow } from '../use-now.ts';

const MINUTE_MS = 60_000;

/** R29: said at five minutes and at one before one's time in the call is over, with a clock beside it. */
export function TimeLeft() {
  const { view, clockOffset } = useInCall();
  const { callEnds } = view.self;
  return callEnds === null ? null : <Countdown end={callEnds} clockOffset={clockOffset} />;
}

function Countdown({ end, clockOffset }: { end: number; clockOffset: number }) {
  const left = end - useNow(clockOffset);
  const near = left <= 5 * MINUTE_MS;
  const last = left <= MINUTE_MS;
  return (
    <div
      className={
        near
          ? `mx-2 mb-2 flex shrink-0 flex-wrap items-center justify-center gap-x-3 rounded-lg px-4 py-1.5 text-center text-sm font-medium sm:mx-3 ${last ? 'bg-danger-wash' : 'bg-hand-wash'}`
          : 'contents'
      }
    >
      {/* There before it has anything to say, so that it is heard when it does; read out twice and no more. */}
      <p role="status" className="text-balance">
        {near && <Timer aria-hidden size={16} className="me-2 mb-0.5 inline" />}
        {last
          ? 'Less than 1 minute is left for you in this call.'
          : near && 'Less than 5 minutes are left for you in this call.'}
      </p>
      {near && (
        <span role="timer" aria-live="off" className="tabular-nums">
          {clock(left)}
        </span>
      )}
    </div>
  );
}
