'use client';

import type { Processing } from '@/lib/client/processing.ts';
import { useCall, useCallState } from '../call-context.tsx';
import { SwitchRow } from '../shortcuts/switch-row.tsx';

const SWITCHES: readonly {
  readonly name: keyof Processing;
  readonly label: string;
  readonly note: string;
}[] = [
  {
    name: 'echoCancellation',
    label: 'Remove echo',
    note: 'So that others do not hear themselves from your speaker.',
  },
  {
    name: 'noiseSuppression',
    label: 'Reduce noise',
    note: 'Fans, traffic, typing. Off is better for music.',
  },
  {
    name: 'autoGainControl',
    label: 'Even out my volume',
    note: 'Quiet words get louder. Off is better for music.',
  },
];

/** What the browser does to the microphone's sound; it counts at once. */
export function ProcessingSwitches() {
  const call = useCall();
  const processing = useCallState(({ devices }) => devices.processing);
  return SWITCHES.map(({ name, label, note }) => (
    <SwitchRow
      key={name}
      label={label}
      note={note}
      on={processing[name]}
      change={(on) => void call.setProcessing({ [name]: on })}
    />
  ));
}
