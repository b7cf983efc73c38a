'use client';

import { useCall, useCallState } from '../call-context.tsx';
import { SwitchRow } from '../shortcuts/switch-row.tsx';

/** The person's own choice, kept on this device; the words say what it costs. */
export function LowData() {
  const call = useCall();
  const on = useCallState((state) => state.lowData);
  return (
    <SwitchRow
      label="Use less data"
      note="Pictures come and go out small. Sound stays as good as it is."
      on={on}
      change={call.setLowData}
    />
  );
}
