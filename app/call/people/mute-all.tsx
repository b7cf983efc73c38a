'use client';

import { LockOpen } from 'lucide-react';
import { useId } from 'react';
import { button } from '../../parts/button.ts';
import { useCall, useView } from '../call-context.tsx';
import { LockIcon } from './lock-icon.tsx';

/** For those who control the call: one policy for everybody, switched on and off. Releasing unmutes nobody. */
export function MuteAll() {
  const call = useCall();
  const { room } = useView();
  const state = useId();
  return (
    <div className="mb-2 px-2">
      <p id={state} aria-live="polite" className="pb-2 text-sm text-soft">
        {room.muteAll
          ? 'Everyone is muted, also who comes later. Whoever you let speak may unmute.'
          : 'Everyone who may speak may unmute.'}
      </p>
      <div className="grid grid-cols-2 gap-2">
        <button type="button" className={`${button.plain} px-2!`} onClick={() => void call.setMuteAll(true)}>
          <LockIcon size={17} />
          Mute all
        </button>
        <button
          type="button"
          className={`${button.plain} px-2!`}
          aria-disabled={!room.muteAll || undefined}
          aria-describedby={state}
          onClick={() => room.muteAll && void call.setMuteAll(false)}
        >
          <LockOpen aria-hidden size={17} />
          Release mute
        </button>
      </div>
    </div>
  );
}
