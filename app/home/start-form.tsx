'use client';

import { LoaderCircle } from 'lucide-react';
import { RadioGroup } from 'radix-ui';
import { type FormEvent, useId, useState } from 'react';
import { type Meeting, startMeeting } from '@/lib/client/meetings.ts';
import type { PresetName } from '@/lib/core/room/presets.ts';
import { button, field } from '../parts/button.ts';
import { PRESET_WORDS } from '../parts/preset-words.ts';
import { Ready } from './ready.tsx';

/** Starts a room of any kind without the console. */
export function StartForm() {
  const [preset, setPreset] = useState<PresetName>('conference');
  const [meeting, setMeeting] = useState<Meeting | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const title = useId();

  if (meeting) return <Ready meeting={meeting} onAgain={() => setMeeting(null)} />;

  const start = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const typed = new FormData(event.currentTarget);
    const words = PRESET_WORDS.find((one) => one.preset === preset)?.title ?? '';
    const yourName = String(typed.get('yourName') ?? '').trim();
    if (!yourName) {
      setProblem('Type your name first, so that others know whose room it is.');
      document.getElementById('start-name')?.focus();
      return;
    }
    setBusy(true);
    setProblem(null);
    const name = String(typed.get('title') ?? '').trim() || `${yourName}: ${words}`;
    const started = await startMeeting({ name, preset, yourName });
    setBusy(false);
    if (started.ok) setMeeting(started.meeting);
    else setProblem(started.why);
  };

  return (
    <section
      aria-labelledby={title}
      className="rounded-xl border border-line bg-surface p-5 shadow-card sm:p-6"
    >
      <h2 id={title} className="text-lg font-semibold">
        Start a room
      </h2>
      <form noValidate onSubmit={(event) => void start(event)} className="mt-4 flex flex-col gap-5">
        <RadioGroup.Root
          value={preset}
          onValueChange={(value) => setPreset(value as PresetName)}
          aria-label="Kind of room"
          className="grid gap-2 sm:grid-cols-2 lg:grid-cols-5"
        >
          {PRESET_WORDS.map((one) => (
            <RadioGroup.Item
              key={one.preset}
              value={one.preset}
              aria-label={one.title}
              aria-describedby={`about-${one.preset}`}
              className="group flex flex-col rounded-md border border-edge p-3.5 text-start hover:bg-sunken data-[state=checked]:border-accent data-[state=checked]:bg-accent-wash data-[state=checked]:ring-1 data-[state=checked]:ring-accent"
            >
              <span className="flex items-center gap-2 font-medium">
                <span
                  aria-hidden
                  className="flex size-4 shrink-0 items-center justify-center rounded-full border border-edge group-data-[state=checked]:border-accent"
                >
                  <RadioGroup.Indicator className="size-2 rounded-full bg-accent" />
                </span>
                {one.title}
              </span>
              <span id={`about-${one.preset}`} className="mt-1 text-sm text-soft">
                {one.about}
              </span>
            </RadioGroup.Item>
          ))}
        </RadioGroup.Root>
        <div className="grid items-end gap-3 sm:grid-cols-[1fr_1fr_auto]">
          <div>
            <label htmlFor="start-name" className="text-sm font-medium">
              Your name
            </label>
            <input
              id="start-name"
              name="yourName"
              className={`${field} mt-1.5`}
              maxLength={80}
              autoComplete="name"
              dir="auto"
              aria-describedby={problem ? 'start-problem' : undefined}
            />
          </div>
          <div>
            <label htmlFor="start-title" className="text-sm font-medium">
              Title <span className="font-normal text-soft">(optional)</span>
            </label>
            <input
              id="start-title"
              name="title"
              className={`${field} mt-1.5`}
              maxLength={80}
              autoComplete="off"
              dir="auto"
            />
          </div>
          <button type="submit" className={button.primary} aria-busy={busy || undefined}>
            {busy && <LoaderCircle aria-hidden size={18} className="animate-spin" />}
            Start room
          </button>
        </div>
        {problem && (
          <p id="start-problem" role="alert" className="text-sm text-danger">
            {problem}
          </p>
        )}
      </form>
    </section>
  );
}
