'use client';

import { useState } from 'react';
import { button } from '../../parts/button.ts';
import { Confirm } from '../../parts/confirm.tsx';
import type { Act } from './use-command.ts';

/** What is done to the call as a whole. */
export function LiveCall({ locked, act }: { locked: boolean; act: Act }) {
  const [ending, setEnding] = useState(false);
  return (
    <div className="mt-3 flex flex-wrap gap-3">
      <button
        type="button"
        className={button.plain}
        onClick={() =>
          void act(
            { do: 'lock', locked: !locked },
            locked ? 'The room is open to newcomers again.' : 'The room is locked: nobody new comes in.',
          )
        }
      >
        {locked ? 'Unlock room' : 'Lock room'}
      </button>
      <button type="button" className={button.plain} onClick={() => setEnding(true)}>
        End call for all
      </button>
      <Confirm
        open={ending}
        onOpenChange={setEnding}
        title="End the call for everyone?"
        label="End call"
        act={() => void act({ do: 'end-call' }, 'The call has ended.')}
      >
        Everybody is out at once, and may come in again afterwards.
      </Confirm>
    </div>
  );
}
