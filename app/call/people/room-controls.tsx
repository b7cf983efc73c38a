'use client';

import { Lock, LockOpen, PhoneOff } from 'lucide-react';
import { useRef, useState } from 'react';
import { button } from '../../parts/button.ts';
import { useCall, useView } from '../call-context.tsx';
import { Confirm } from '../later/opened.ts';

/** For those who control the call: who else comes in, and when it is over. */
export function RoomControls() {
  const call = useCall();
  const { room } = useView();
  const end = useRef<HTMLButtonElement>(null);
  const [ending, setEnding] = useState(false);
  const LockSign = room.locked ? LockOpen : Lock;
  return (
    <div className="mb-4 px-2">
      {room.locked && <p className="pb-2 text-sm text-soft">The room is locked: nobody new comes in.</p>}
      <div className="grid grid-cols-2 gap-2">
        <button
          type="button"
          className={`${button.plain} px-2!`}
          onClick={() => void call.setLocked(!room.locked)}
        >
          <LockSign aria-hidden size={17} />
          {room.locked ? 'Unlock room' : 'Lock room'}
        </button>
        <button
          ref={end}
          type="button"
          className={`${button.plain} px-2! text-danger!`}
          onClick={() => setEnding(true)}
        >
          <PhoneOff aria-hidden size={17} />
          End call for all
        </button>
      </div>
      <Confirm
        title="End the call for everyone?"
        label="End call"
        open={ending}
        onOpenChange={setEnding}
        act={() => void call.endCall()}
        returnFocus={() => end.current?.focus()}
      >
        Everybody leaves at once, and you too. The room stays, and can be entered again.
      </Confirm>
    </div>
  );
}
