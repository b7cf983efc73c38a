'use client';

import { DoorOpen, LoaderCircle } from 'lucide-react';
import type { Look } from '@/lib/client/state.ts';
import { Brand } from '../parts/brand.tsx';
import { button } from '../parts/button.ts';
import { ThemeButton } from '../theme/theme-button.tsx';
import { useCall, useCallState } from './call-context.tsx';
import { DeviceSwitch } from './door/device-switch.tsx';
import { Preview } from './door/preview.tsx';

const nothing = () => {};

/** Between the door and the room: what happens now, what comes in later, and a way out. */
export function WaitingRoom({ look, reconnecting }: { look: Look; reconnecting: boolean }) {
  const call = useCall();
  const { microphone, camera } = useCallState((state) => state.devices.preview);
  const { publish, unmute } = look;
  return (
    <div className="mx-auto flex min-h-dvh max-w-md flex-col px-4">
      <header className="flex items-center justify-between py-4">
        <Brand />
        <span className="-me-3">
          <ThemeButton />
        </span>
      </header>
      <main className="flex grow flex-col justify-center pb-16">
        <div className="flex animate-appear flex-col gap-4 rounded-xl border border-line bg-surface p-5 shadow-card sm:p-6">
          <div>
            <span className="mb-4 inline-flex size-12 items-center justify-center rounded-full bg-accent-wash text-accent">
              <DoorOpen aria-hidden size={22} />
            </span>
            <p className="truncate text-sm font-medium text-soft" dir="auto" title={look.room.name}>
              {look.room.name}
            </p>
            <h1 className="text-xl font-semibold tracking-tight">You are waiting to come in.</h1>
            <p role="status" className="mt-2 text-soft">
              {reconnecting
                ? 'The connection was lost. Your place is kept while we reconnect.'
                : 'A host knows that you are here and lets you in. This page goes on by itself.'}
              {reconnecting && (
                <LoaderCircle aria-hidden size={16} className="ms-2 inline animate-spin text-hand" />
              )}
            </p>
          </div>
          <p className="text-sm text-soft">Nobody hears or sees you while you wait.</p>
          {(microphone || camera) && <Preview name={look.you.name} />}
          <div className="grid gap-3">
            <DeviceSwitch
              kind="microphone"
              label="Microphone"
              decision={publish.microphone.allowed ? unmute : publish.microphone}
              wait={nothing}
            />
            <DeviceSwitch kind="camera" label="Camera" decision={publish.camera} wait={nothing} />
          </div>
          <button type="button" className={`${button.plain} w-full`} onClick={() => call.leave()}>
            Leave
          </button>
        </div>
      </main>
    </div>
  );
}
