'use client';

import { Mic, MicOff, Video, VideoOff } from 'lucide-react';
import * as Switch from 'radix-ui/switch';
import { useState } from 'react';
import type { Decision } from '@/lib/core/gate/decision.ts';
import { useCall, useCallState } from '../call-context.tsx';
import { whyNot } from '../why.ts';

const ICONS = { microphone: [Mic, MicOff], camera: [Video, VideoOff] } as const;

/** Opens or closes the preview of one device; stays visible, with the reason, when it may not be used. */
export function DeviceSwitch({
  kind,
  label,
  decision,
}: {
  kind: 'microphone' | 'camera';
  label: string;
  decision: Decision;
}) {
  const call = useCall();
  const track = useCallState((state) => state.devices.preview[kind]);
  const problem = useCallState((state) => state.devices.problem[kind]);
  const [opening, setOpening] = useState(false);
  const refused = whyNot(decision, Date.now());
  const on = track !== null && !refused;
  const [On, Off] = ICONS[kind];
  const Icon = on ? On : Off;
  const note = problem ?? refused ?? (opening ? 'Opening…' : on ? 'On when you join' : 'Off when you join');

  const change = (wanted: boolean) => {
    if (refused) return call.tell(refused);
    setOpening(wanted);
    void call.preview(kind, wanted).finally(() => setOpening(false));
  };

  return (
    <div className="rounded-md border border-line p-3">
      <div className="flex items-center gap-3">
        <Icon aria-hidden size={20} className={refused ? 'text-soft opacity-60' : 'text-ink'} />
        <label htmlFor={`switch-${kind}`} className="grow text-sm font-medium">
          {label}
        </label>
        <Switch.Root
          id={`switch-${kind}`}
          checked={on || opening}
          onCheckedChange={change}
          aria-disabled={refused !== null || undefined}
          aria-describedby={`note-${kind}`}
          className="-my-1 flex h-11 w-14 shrink-0 cursor-pointer items-center justify-center rounded-full aria-disabled:cursor-not-allowed aria-disabled:opacity-50"
        >
          <span className="flex h-7 w-12 items-center rounded-full bg-edge p-1 transition-colors in-data-[state=checked]:bg-accent">
            <Switch.Thumb className="size-5 rounded-full bg-surface transition-transform data-[state=checked]:translate-x-5 rtl:data-[state=checked]:-translate-x-5" />
          </span>
        </Switch.Root>
      </div>
      <p
        id={`note-${kind}`}
        aria-live="polite"
        className={`mt-1 text-sm ${problem ? 'text-danger' : 'text-soft'}`}
      >
        {note}
      </p>
    </div>
  );
}
