'use client';

import { type FormEvent, useRef, useState } from 'react';
import { button, field } from '../parts/button.ts';
import { roomAddress } from './room-address.ts';

const HINTS = {
  room: {
    plain: 'The id or the whole link from your invitation.',
    wrong: 'Type the room’s id first. It is in your invitation.',
  },
  pin: { plain: 'Only if your invitation has one.', wrong: 'A PIN has 4 to 10 digits.' },
} as const;
type Field = keyof typeof HINTS;

export function JoinForm() {
  const form = useRef<HTMLFormElement>(null);
  const [wrong, setWrong] = useState<Field | null>(null);

  const go = (event: FormEvent) => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget as HTMLFormElement);
    const pin = String(typed.get('pin') ?? '').replace(/[\s-]/g, '');
    const address = roomAddress(String(typed.get('room') ?? ''), pin);
    const problem = !address ? 'room' : pin && !/^\d{4,10}$/.test(pin) ? 'pin' : null;
    setWrong(problem);
    if (problem) form.current?.querySelector<HTMLInputElement>(`#${problem}`)?.focus();
    // A whole page load on purpose: a call starts from a clean page.
    else if (address) location.assign(address);
  };
  const text = (name: Field, label: string) => (
    <div>
      <label htmlFor={name} className="block text-sm font-medium">
        {label}
      </label>
      <input
        id={name}
        name={name}
        className={`${field} mt-1.5`}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={2000}
        inputMode={name === 'pin' ? 'numeric' : undefined}
        aria-invalid={wrong === name || undefined}
        aria-describedby={`${name}-hint`}
        onChange={() => setWrong(null)}
      />
      <p id={`${name}-hint`} className={`mt-1.5 text-sm ${wrong === name ? 'text-danger' : 'text-soft'}`}>
        {wrong === name ? HINTS[name].wrong : HINTS[name].plain}
      </p>
    </div>
  );

  return (
    <form
      ref={form}
      noValidate
      onSubmit={go}
      className="rounded-xl border border-line bg-surface p-5 shadow-card sm:p-6"
    >
      <h2 className="text-lg font-semibold">Join a room</h2>
      <div className="mt-4 flex flex-col gap-3">
        {text('room', 'Room')}
        {text('pin', 'PIN')}
      </div>
      <button type="submit" className={`${button.primary} mt-4 w-full`}>
        Join room
      </button>
    </form>
  );
}
