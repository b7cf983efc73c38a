'use client';

import { DoorOpen } from 'lucide-react';
import { button } from '../../parts/button.ts';
import type { LiveState } from '../data/shapes.ts';
import { moment } from '../parts/moment.ts';
import type { Act } from './use-command.ts';

/** Who asks to be let in, in the order of coming, each with the two answers there are. */
export function LiveWaiting({ waiting, act }: { waiting: LiveState['waiting']; act: Act }) {
  return (
    <section aria-labelledby="live-waiting" className="mb-4 rounded-lg border border-line bg-surface p-4">
      <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
        <h3 id="live-waiting" className="flex items-center gap-2 font-semibold">
          <DoorOpen aria-hidden size={18} className="text-hand" />
          Waiting to be let in
          {waiting.length > 0 && <span className="text-sm font-normal text-soft">{waiting.length}</span>}
        </h3>
        {waiting.length > 1 && (
          <button
            type="button"
            className={button.plain}
            onClick={() => void act({ do: 'admit' }, 'Everybody for whom there is room is let in.')}
          >
            Admit all
          </button>
        )}
      </div>
      {waiting.length === 0 ? (
        <p className="mt-1 text-sm text-soft">Nobody is waiting.</p>
      ) : (
        <ol aria-labelledby="live-waiting" className="mt-2 grid max-h-96 gap-2 overflow-y-auto">
          {waiting.map(({ participant, person, name, since }) => (
            <li key={participant} className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <span className="min-w-0 flex-1 basis-40 break-words">
                <span dir="auto" className="font-medium">
                  {name || 'Without a name'}
                </span>
                <span className="text-sm text-soft">
                  {person.startsWith('guest:') ? ', guest' : ''}, since {moment(since)}
                </span>
              </span>
              <span className="flex gap-2">
                <button
                  type="button"
                  className={button.primary}
                  aria-label={`Admit ${name}`}
                  onClick={() => void act({ do: 'admit', participant }, `${name} is let in.`)}
                >
                  Admit
                </button>
                <button
                  type="button"
                  className={button.plain}
                  aria-label={`Deny ${name}`}
                  onClick={() =>
                    void act({ do: 'deny', participant }, `${name} is sent away, and may ask again later.`)
                  }
                >
                  Deny
                </button>
              </span>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
