'use client';

import { CircleAlert, Info, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Call } from '@/lib/client/call.ts';
import type { DeviceKind } from '@/lib/client/devices.ts';
import type { Message } from '@/lib/client/state.ts';
import { button } from '../../parts/button.ts';
import { useCall, useCallState } from '../call-context.tsx';
import { offersUnmute } from './offers-unmute.ts';

/** Long enough to read twice; what was refused stays longer. */
const STAYS_MS = { status: 6_000, alert: 14_000 } as const;
/** A question waits for somebody who is looking elsewhere. */
const ASKS_MS = 45_000;
/** R32: as long as it can be taken back. */
const UNDO_MS = 5_000;
/** Somebody who has just plugged something in is at the table. */
const OFFERS_MS = 20_000;

const ACTIONS: Record<
  NonNullable<Message['action']>,
  { readonly name: string; readonly stays: number; press(call: Call, message: Message): Promise<unknown> }
> = {
  unmute: { name: 'Unmute now', stays: ASKS_MS, press: (call) => call.setMicrophone(true) },
  camera: { name: 'Turn camera on', stays: ASKS_MS, press: (call) => call.setCamera(true) },
  undo: { name: 'Undo', stays: UNDO_MS, press: (call) => call.undo() },
  'try-microphone': { name: 'Try again', stays: ASKS_MS, press: (call) => call.setMicrophone(true) },
  'try-camera': { name: 'Try again', stays: ASKS_MS, press: (call) => call.setCamera(true) },
  'use-devices': {
    name: 'Use it',
    stays: OFFERS_MS,
    press: (call, { devices = {} }) =>
      Promise.all(Object.entries(devices).map(([kind, id]) => call.chooseDevice(kind as DeviceKind, id))),
  },
};

export function Toasts() {
  const messages = useCallState((state) => state.messages);
  return (
    // Present before the first message, so that screen readers are already listening.
    <div
      aria-live="polite"
      className="pointer-events-none fixed inset-x-0 top-16 z-40 mx-auto flex max-w-md flex-col gap-2 px-3"
    >
      {messages.map((message) => (
        <Toast key={message.id} message={message} />
      ))}
    </div>
  );
}

function Toast({ message }: { message: Message }) {
  const { id, as, text, action: wanted } = message;
  const call = useCall();
  const offered = useCallState(offersUnmute);
  // The words stay; the button is in the floor bar already.
  const action = wanted === 'unmute' && offered ? undefined : wanted;
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => call.dismiss(id), action ? ACTIONS[action].stays : STAYS_MS[as]);
    return () => clearTimeout(timer);
  }, [call, id, as, action, held]);

  const Icon = as === 'alert' ? CircleAlert : Info;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hovering only keeps it longer
    <div
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      className={`pointer-events-auto flex animate-appear items-start gap-3 rounded-lg border bg-raised py-1 ps-3.5 pe-1 text-sm shadow-float ${
        as === 'alert' ? 'border-danger' : 'border-line'
      }`}
    >
      <Icon
        aria-hidden
        size={20}
        className={`mt-3 shrink-0 ${as === 'alert' ? 'text-danger' : 'text-accent'}`}
      />
      <p role={as} className="min-w-0 grow py-3 font-medium break-words" dir="auto">
        {text}
      </p>
      {action && (
        <button
          type="button"
          className={`${action === 'undo' || action === 'use-devices' ? button.plain : button.primary} my-0.5 shrink-0 px-3`}
          onClick={() => {
            call.dismiss(id);
            void ACTIONS[action].press(call, message);
          }}
        >
          {ACTIONS[action].name}
        </button>
      )}
      <button
        type="button"
        aria-label="Dismiss"
        title="Dismiss"
        onClick={() => call.dismiss(id)}
        className="inline-flex size-11 shrink-0 items-center justify-center rounded-full text-soft hover:bg-sunken"
      >
        <X aria-hidden size={18} />
      </button>
    </div>
  );
}
