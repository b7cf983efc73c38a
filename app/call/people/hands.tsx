'use client';

import { Hand } from 'lucide-react';
import { useState } from 'react';
import { keepTurnSeconds, keptTurnSeconds } from '@/lib/client/preferences.ts';
import type { HandView } from '@/lib/core/roster/view.ts';
import { button } from '../../parts/button.ts';
import { useCall, useInCall } from '../call-context.tsx';
import { useNow } from '../use-now.ts';
import { HandItem } from './hand-item.tsx';
import { SpeakingNow } from './speaking-now.tsx';
import { TurnLength } from './turn-length.tsx';

/** The queue, in the server's order; for those who decide, each with one obvious button, under who speaks now. */
export function Hands({ hands }: { hands: readonly HandView[] }) {
  const call = useCall();
  const { self, room } = useInCall().view;
  const decides = self.moderation.includes('controlCalls');
  const [seconds, setSeconds] = useState(keptTurnSeconds);
  const choose = (chosen: number | undefined) => {
    keepTurnSeconds(chosen);
    setSeconds(chosen);
  };
  return (
    <>
      {decides && <SpeakingNow />}
      <div className={`mb-4 rounded-lg p-1 ${hands.length ? 'bg-hand-wash' : 'bg-sunken'}`}>
        <div className="flex flex-wrap items-center justify-between ps-2">
          <h3
            className={`flex min-h-11 items-center gap-2 text-sm font-semibold ${hands.length ? 'text-hand' : ''}`}
          >
            <Hand aria-hidden size={16} />
            Raised hands
            {hands.length > 0 && <span className="tabular-nums">({hands.length})</span>}
          </h3>
          {decides && hands.length > 1 && (
            <button
              type="button"
              className={`${button.quiet} shrink-0 px-2`}
              onClick={() => void call.lowerAllHands()}
            >
              Lower all hands
            </button>
          )}
        </div>
        {room.hands === 'auto' && (
          <p className="px-2 pb-2 text-sm">
            {hands.length
              ? 'The first in line speaks as soon as somebody is done.'
              : 'Whoever raises a hand may speak at once.'}
          </p>
        )}
        {hands.length ? (
          <>
            {decides && <Answers many={hands.length > 1} seconds={seconds} choose={choose} />}
            <Queue hands={hands} decides={decides} seconds={seconds} />
          </>
        ) : room.hands === 'auto' ? null : (
          <p className="px-2 pb-2 text-sm">
            {decides
              ? 'No hands raised. People raise theirs with the button below or the H key.'
              : 'No hands raised. Raise yours with the button below or the H key.'}
          </p>
        )}
      </div>
    </>
  );
}

/** What holds for the whole queue: for how long one is let speak, and letting the next one. */
function Answers({
  many,
  seconds,
  choose,
}: {
  many: boolean;
  seconds: number | undefined;
  choose: (seconds: number | undefined) => void;
}) {
  const call = useCall();
  return (
    <div className="flex flex-wrap gap-2 px-2 pb-1">
      <TurnLength seconds={seconds} choose={choose} />
      {many && (
        <button
          type="button"
          className={`${button.plain} grow px-3`}
          onClick={() => void call.allowNext(seconds)}
        >
          Let next speak
        </button>
      )}
    </div>
  );
}

/** One clock for all of them. */
function Queue({
  hands,
  decides,
  seconds,
}: {
  hands: readonly HandView[];
  decides: boolean;
  seconds: number | undefined;
}) {
  const { view, clockOffset } = useInCall();
  const now = useNow(clockOffset);
  return (
    <ol aria-label="Raised hands">
      {hands.map((hand, index) => (
        <HandItem
          key={hand.participant}
          hand={hand}
          place={index + 1}
          now={now}
          decides={decides}
          own={hand.participant === view.self.participant}
          seconds={seconds}
        />
      ))}
    </ol>
  );
}
