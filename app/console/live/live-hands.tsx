'use client';

import { Hand } from 'lucide-react';
import { button } from '../../parts/button.ts';
import type { LiveState } from '../data/shapes.ts';
import { moment } from '../parts/moment.ts';
import type { Act } from './use-command.ts';

/** Raised hands in the order of the room, each with its answer. */
export function LiveHands({ hands, act }: { hands: LiveState['hands']; act: Act }) {
  return (
    <section aria-labelledby="live-hands" className="rounded-lg border border-line bg-surface p-4">
      <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
        <h3 id="live-hands" className="flex items-center gap-2 font-semibold">
          <Hand aria-hidden size={18} className="text-hand" />
          Raised hands
          {hands.length > 0 && <span className="text-sm font-normal text-soft">{hands.length}</span>}
        </h3>
        {hands.length > 1 && (
          <button
            type="button"
            className={button.plain}
            onClick={() => void act({ do: 'allow-next' }, 'The first in the queue may speak.')}
          >
            Let next speak
          </button>
        )}
      </div>
      {hands.length === 0 ? (
        <p className="mt-1 text-sm text-soft">No hands are raised.</p>
      ) : (
        <ol aria-label="Raised hands" className="mt-2 grid max-h-96 gap-2 overflow-y-auto">
          {hands.map(({ person, name, at }, place) => (
            <li key={person} className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <span className="min-w-0 flex-1 basis-40 break-words">
                <span className="text-sm text-soft tabular-nums">{place + 1}. </span>
                <span dir="auto" className="font-medium">
                  {name}
                </span>
                <span className="text-sm text-soft">, since {moment(at)}</span>
              </span>
              <span className="flex gap-2">
                <button
                  type="button"
                  className={button.primary}
                  aria-label={`Let ${name} speak`}
                  onClick={() => void act({ do: 'allow', person }, `${name} may speak.`)}
                >
                  Let speak
                </button>
                <button
                  type="button"
                  className={button.plain}
                  aria-label={`Lower ${name}'s hand`}
                  onClick={() => void act({ do: 'lower-hand', person }, `The hand of ${name} is lowered.`)}
                >
                  Lower
                </button>
              </span>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
