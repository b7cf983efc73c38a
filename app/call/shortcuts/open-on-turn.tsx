'use client';

import { useCall, useCallState } from '../call-context.tsx';
import { SwitchRow } from './switch-row.tsx';

/** R13: the person's own choice; the words leave no doubt about whose it is. */
export function OpenOnTurn() {
  const call = useCall();
  const on = useCallState((state) => state.openOnTurn);
  return (
    <SwitchRow
      label="Open my microphone when it is my turn"
      note="Only after you raised your hand. Nobody else can open it."
      on={on}
      change={call.setOpenOnTurn}
    />
  );
}
