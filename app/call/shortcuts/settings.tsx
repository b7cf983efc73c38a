'use client';

import { useState } from 'react';
import { mutedHint, type Preference, shortcuts, sounds } from '@/lib/client/preferences.ts';
import { LowData } from '../connection/low-data.tsx';
import { OpenOnTurn } from './open-on-turn.tsx';
import { SwitchRow } from './switch-row.tsx';

/** What this browser remembers about how a call behaves. */
export function Settings() {
  return (
    <div className="flex flex-col gap-2">
      <Kept of={shortcuts} label="Keyboard shortcuts" note="Single keys, outside of text fields." />
      <Kept
        of={sounds}
        label="Sounds"
        note="A short sound when it is your turn, when the call ends, and for hosts when somebody raises a hand or waits."
      />
      <Kept
        of={mutedHint}
        label="Tell me when I talk while muted"
        note="Your voice is measured in this browser only. It is not sent."
      />
      <LowData />
      <OpenOnTurn />
    </div>
  );
}

function Kept({ of, label, note }: { of: Preference; label: string; note: string }) {
  const [on, setOn] = useState(of.get);
  return (
    <SwitchRow
      label={label}
      note={note}
      on={on}
      change={(wanted) => {
        of.set(wanted);
        setOn(wanted);
      }}
    />
  );
}
