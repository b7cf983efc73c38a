'use client';

import { LoaderCircle } from 'lucide-react';
import { type FormEvent, useRef, useState } from 'react';
import type { Look } from '@/lib/client/state.ts';
import { Brand } from '../../parts/brand.tsx';
import { button, field } from '../../parts/button.ts';
import { ThemeButton } from '../../theme/theme-button.tsx';
import { useCall, useCallState } from '../call-context.tsx';
import { DeviceSelect } from '../devices/device-select.tsx';
import { whyNot } from '../why.ts';
import { DeviceSwitch } from './device-switch.tsx';
import { PinForm } from './pin-form.tsx';
import { Preview } from './preview.tsx';
import { whatHappens } from './what-happens.ts';

export function PreJoin({ look, joining }: { look: Look; joining: boolean }) {
  const call = useCall();
  const preview = useCallState((state) => state.devices.preview);
  const [name, setName] = useState(look.you.name);
  const [asked, setAsked] = useState(false);
  const [waiting, setWaiting] = useState(false);
  /** Settles when every device that was switched on is open. */
  const opening = useRef<Promise<unknown>>(Promise.resolve());
  const refused = whyNot(look.enter, Date.now());
  const nameMissing = asked && !name.trim();
  const wait = (work: Promise<void>) => {
    opening.current = Promise.all([opening.current, work]);
  };
  const on = { microphone: preview.microphone !== null, camera: preview.camera !== null };

  const join = (event: FormEvent) => {
    event.preventDefault();
    if (joining) return;
    if (refused) return call.tell(refused);
    setAsked(true);
    if (!name.trim()) {
      document.getElementById('name')?.focus();
      return;
    }
    const go = () => void call.join(name.trim());
    // Whoever switched a device on means to come in with it; a second press does not wait for it.
    if (waiting) return go();
    setWaiting(true);
    void opening.current.then(go).finally(() => setWaiting(false));
  };

  return (
    <div className="mx-auto flex min-h-dvh max-w-5xl flex-col px-4 sm:px-6">
      <header className="flex items-center justify-between py-4">
        <Brand />
        <span className="-me-3">
          <ThemeButton />
        </span>
      </header>
      <main className="flex grow flex-col justify-center pb-12">
        <form
          noValidate
          onSubmit={join}
          className="grid animate-appear gap-x-8 gap-y-4 rounded-xl border border-line bg-surface p-4 shadow-card sm:p-6 md:grid-cols-[1.35fr_1fr] md:grid-rows-[auto_1fr_auto]"
        >
          <div className="min-w-0 md:col-start-2">
            <h1 className="truncate text-xl font-semibold tracking-tight" dir="auto" title={look.room.name}>
              {look.room.name}
            </h1>
            <p
              id="what-happens"
              aria-live="polite"
              className={`mt-2 ${refused ? 'rounded-md bg-danger-wash p-3 text-ink' : 'text-soft'}`}
            >
              {whatHappens(look, on, Date.now())}
            </p>
          </div>
          <div className="flex min-w-0 flex-col gap-3 md:col-start-1 md:row-span-3 md:row-start-1">
            <Preview name={name} />
            <div className="grid gap-3 sm:grid-cols-2">
              <DeviceSwitch
                kind="microphone"
                label="Microphone"
                decision={look.publish.microphone.allowed ? look.unmute : look.publish.microphone}
                wait={wait}
              />
              <DeviceSwitch kind="camera" label="Camera" decision={look.publish.camera} wait={wait} />
            </div>
          </div>
          <div className="flex min-w-0 flex-col gap-3 md:col-start-2">
            <div>
              <label htmlFor="name" className="text-sm font-medium">
                Your name
              </label>
              <input
                id="name"
                className={`${field} mt-1`}
                value={name}
                onChange={(event) => setName(event.target.value)}
                maxLength={80}
                autoComplete="name"
                dir="auto"
                aria-invalid={nameMissing || undefined}
                aria-describedby={nameMissing ? 'name-missing' : undefined}
              />
              {nameMissing && (
                <p id="name-missing" className="mt-1 text-sm text-danger">
                  Type a name first, so that others know who you are.
                </p>
              )}
            </div>
            <DeviceSelect kind="microphone" label="Microphone device" />
            <DeviceSelect kind="camera" label="Camera device" />
            <DeviceSelect kind="speaker" label="Speaker device" />
          </div>
          {/* In sight on a phone, however long the card. */}
          <div className="rounded-md bg-surface max-md:sticky max-md:bottom-0 max-md:-mx-1 max-md:p-1 max-md:pb-3 md:col-start-2">
            <button
              type="submit"
              className={`${button.primary} w-full`}
              aria-disabled={refused !== null || joining || undefined}
              aria-busy={joining || waiting || undefined}
              aria-describedby="what-happens"
            >
              {(joining || waiting) && <LoaderCircle aria-hidden size={18} className="animate-spin" />}
              Join
            </button>
          </div>
        </form>
        {refused && canUsePin(look) && <PinForm />}
      </main>
    </div>
  );
}

/** A PIN opens a room that is open, to somebody it says nothing about; it lifts neither a ban nor a closed door. */
const canUsePin = ({ enter: { reason } }: Look) => reason.rule === 'R7' || reason.rule === 'R8';
