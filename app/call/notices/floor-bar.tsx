'use client';

import { Hand, Headphones, Lock, Mic } from 'lucide-react';
import { button } from '../../parts/button.ts';
import { useCall, useCallState, useInCall } from '../call-context.tsx';
import { OpenOnTurn } from '../shortcuts/open-on-turn.tsx';
import { clock, useNow } from '../use-now.ts';
import { WhyButton } from '../why/why-button.tsx';
import { type Floor, floorOf } from './floor.ts';

const LOOKS: Record<Floor['is'], string> = {
  granted: 'bg-accent-wash text-ink border-accent',
  locked: 'bg-sunken text-ink border-transparent',
  waiting: 'bg-hand-wash text-ink border-transparent',
  listening: 'bg-transparent text-soft border-transparent',
};
const ICONS = { granted: Mic, locked: Lock, waiting: Hand, listening: Headphones } as const;

/** One line above the controls: how one stands with the floor. Being let speak is the one loud moment. */
export function FloorBar() {
  const call = useCall();
  const { view, clockOffset } = useInCall();
  const microphone = useCallState((state) => state.own.microphone);
  const floor = floorOf(view, microphone, Date.now() + clockOffset);
  const Icon = floor && ICONS[floor.is];
  const granted = floor?.is === 'granted' ? floor : null;

  return (
    <div
      className={
        floor
          ? `mx-2 mb-2 flex shrink-0 flex-wrap items-center justify-center gap-x-4 gap-y-2 rounded-lg border px-4 text-center sm:mx-3 ${LOOKS[floor.is]} ${granted && !granted.open ? 'animate-appear py-3 text-base font-semibold' : 'py-1.5 text-sm font-medium'}`
          : 'contents'
      }
    >
      <p role={floor ? 'status' : undefined} aria-live="polite" className="text-balance">
        {Icon && (
          <Icon
            aria-hidden
            size={granted ? 20 : 16}
            className={`me-2 mb-1 inline ${granted ? 'text-accent' : ''}`}
          />
        )}
        {floor && <span dir="auto">{floor.words}</span>}
      </p>
      {granted?.until != null && <Countdown until={granted.until} clockOffset={clockOffset} />}
      {granted && !granted.open && (
        <button
          type="button"
          className={button.primary}
          aria-disabled={microphone.is === 'starting' || undefined}
          onClick={() => microphone.is !== 'starting' && void call.setMicrophone(true)}
        >
          Unmute now
        </button>
      )}
      {floor?.is === 'waiting' && microphone.is !== 'on' && (
        <div className="basis-full border-t border-line pt-1 sm:basis-auto sm:border-s sm:border-t-0 sm:ps-4 sm:pt-0">
          <OpenOnTurn />
        </div>
      )}
      {(floor?.is === 'locked' || floor?.is === 'listening') && (
        <WhyButton label="Why? What you may do here" />
      )}
      {granted?.turn && (
        <button type="button" className={button.plain} onClick={() => void call.setHand(false)}>
          I am done
        </button>
      )}
    </div>
  );
}

/** Outside of the announced sentence: a clock that is read out every second helps nobody. */
function Countdown({ until, clockOffset }: { until: number; clockOffset: number }) {
  const now = useNow(clockOffset);
  return (
    <span role="timer" aria-live="off" className="tabular-nums">
      {clock(until - now)} left
    </span>
  );
}
