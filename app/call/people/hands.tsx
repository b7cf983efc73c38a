'use client';

import { Hand, X } from 'lucide-react';
import type { HandView } from '@/lib/core/roster/view.ts';
import { button, iconButton } from '../../parts/button.ts';
import { useCall, useView } from '../call-context.tsx';

/** The queue, in the server's order; for those who decide, each with one obvious button. */
export function Hands({ hands }: { hands: readonly HandView[] }) {
  const { self } = useView();
  const decides = self.moderation.includes('controlCalls');
  return (
    <div className={`mb-4 rounded-lg p-1 ${hands.length ? 'bg-hand-wash' : 'bg-sunken'}`}>
      <h3
        className={`flex items-center gap-2 px-2 pt-2 pb-1 text-sm font-semibold ${hands.length ? 'text-hand' : ''}`}
      >
        <Hand aria-hidden size={16} />
        Raised hands
        {hands.length > 0 && <span className="tabular-nums">({hands.length})</span>}
      </h3>
      {hands.length ? (
        <ol aria-label="Raised hands">
          {hands.map((hand, index) => (
            <HandItem
              key={hand.participant}
              hand={hand}
              place={index + 1}
              decides={decides}
              own={hand.participant === self.participant}
            />
          ))}
        </ol>
      ) : (
        <p className="px-2 pb-2 text-sm">
          {decides
            ? 'No hands raised. People raise theirs with the button below or the H key.'
            : 'No hands raised. Raise yours with the button below or the H key.'}
        </p>
      )}
    </div>
  );
}

function HandItem({
  hand,
  place,
  decides,
  own,
}: {
  hand: HandView;
  place: number;
  decides: boolean;
  own: boolean;
}) {
  const call = useCall();
  return (
    <li className="flex min-h-13 items-center gap-2.5 rounded-md px-2">
      <span className="w-4 shrink-0 text-end text-sm font-semibold text-hand tabular-nums">{place}</span>
      <span className="flex min-w-0 grow gap-1 text-sm font-medium">
        <span className="truncate" dir="auto" title={hand.name}>
          {hand.name}
        </span>
        {own && <span className="shrink-0 font-normal">(you)</span>}
      </span>
      {decides && !own && (
        <button
          type="button"
          className={`${button.primary} shrink-0 px-3`}
          onClick={() => void call.allow(hand.participant)}
        >
          <span>
            Let <span className="sr-only">{hand.name} </span>speak
          </span>
        </button>
      )}
      {decides && (
        <button
          type="button"
          className={`${iconButton} -me-1`}
          aria-label={`Lower ${hand.name}'s hand`}
          title={`Lower ${hand.name}'s hand`}
          onClick={() => void call.lowerHand(hand.participant)}
        >
          <X aria-hidden size={18} />
        </button>
      )}
    </li>
  );
}
