'use client';

import { Hand, Mic, MicOff, Video, VideoOff } from 'lucide-react';
import * as Switch from 'radix-ui/switch';
import { useRef, useState } from 'react';
import type { Decision } from '@/lib/core/gate/decision.ts';
import { useCall, useCallState } from '../call-context.tsx';
import { opened, WhyPopover } from '../later/opened.ts';
import { SignIn } from '../why/sign-in.tsx';
import { refusalOf } from '../why.ts';

const ICONS = { microphone: [Mic, MicOff], camera: [Video, VideoOff] } as const;

/** Opens or closes the preview of one device; stays visible, with the reason, when it may not be used. */
export function DeviceSwitch({
  kind,
  label,
  decision,
  wait,
}: {
  kind: 'microphone' | 'camera';
  label: string;
  decision: Decision;
  /** Told of every opening device, so that nobody joins ahead of it. */
  wait: (work: Promise<void>) => void;
}) {
  const call = useCall();
  const track = useCallState((state) => state.devices.preview[kind]);
  const problem = useCallState((state) => state.devices.problem[kind]);
  const [opening, setOpening] = useState(false);
  const [why, setWhy] = useState(false);
  const control = useRef<HTMLButtonElement>(null);
  const refused = refusalOf(decision, Date.now());
  const on = track !== null && !refused;
  const [On, Off] = ICONS[kind];
  // The slash says "off"; who may not use it at all gets the plain shape, dimmed, with a hand.
  const Icon = on || refused ? On : Off;
  const note =
    refused?.text ?? problem ?? (opening ? 'Opening…' : on ? 'On when you join' : 'Off when you join');

  const change = (wanted: boolean) => {
    if (refused) return setWhy(!why);
    setOpening(wanted);
    wait(call.preview(kind, wanted).finally(() => setOpening(false)));
  };

  return (
    <div className="flex items-center gap-3 rounded-md border border-line py-1.5 ps-3 pe-1.5">
      <span className="relative me-1 shrink-0">
        <Icon
          aria-hidden
          size={20}
          strokeWidth={refused ? 1.5 : 2}
          className={refused ? 'text-soft opacity-70' : ''}
        />
        {refused && <Hand aria-hidden size={12} className="absolute -end-2 -bottom-1 text-soft" />}
      </span>
      <div className="min-w-0 grow">
        <label htmlFor={`switch-${kind}`} className="block text-sm font-medium">
          {label}
        </label>
        <p
          id={`note-${kind}`}
          aria-live="polite"
          className={`text-xs break-words ${problem && !refused ? 'text-danger' : 'text-soft'}`}
        >
          {note}
        </p>
        {problem && !refused && !opening && (
          <button
            type="button"
            className="-ms-1 min-h-11 rounded-md px-1 text-sm font-semibold text-accent underline-offset-4 hover:underline"
            aria-label={`Try the ${kind} again`}
            onClick={() => change(true)}
          >
            Try again
          </button>
        )}
      </div>
      <Switch.Root
        ref={control}
        id={`switch-${kind}`}
        checked={on || opening}
        onCheckedChange={change}
        {...(refused && { onPointerEnter: opened.fetch, onFocus: opened.fetch })}
        aria-disabled={refused !== null || undefined}
        aria-describedby={`note-${kind}`}
        aria-expanded={refused ? why : undefined}
        className="flex h-11 w-14 shrink-0 items-center justify-center rounded-full aria-disabled:opacity-50"
      >
        <span className="flex h-7 w-12 items-center rounded-full bg-edge p-1 transition-colors in-data-[state=checked]:bg-accent">
          <Switch.Thumb className="size-5 rounded-full bg-surface transition-transform data-[state=checked]:translate-x-5 rtl:data-[state=checked]:-translate-x-5" />
        </span>
      </Switch.Root>
      {refused && (
        <WhyPopover
          anchor={control}
          refusal={refused}
          now={Date.now()}
          open={why}
          onOpenChange={setWhy}
          remedies={decision.allowed || decision.remedy.do !== 'sign-in' ? null : <SignIn />}
        />
      )}
    </div>
  );
}
