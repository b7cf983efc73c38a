'use client';

import { type FormEvent, useRef, useState } from 'react';
import { button, field } from '../parts/button.ts';
import { roomAddress } from './room-address.ts';

export function JoinForm() {
  const input = useRef<HTMLInputElement>(null);
  const [missing, setMissing] = useState(false);

  const go = (event: FormEvent) => {
    event.preventDefault();
    const address = roomAddress(input.current?.value ?? '');
    setMissing(!address);
    // A whole page load on purpose: a call starts from a clean page.
    if (address) location.assign(address);
    else input.current?.focus();
  };

  return (
    <form
      noValidate
      onSubmit={go}
      className="rounded-xl border border-line bg-surface p-5 shadow-card sm:p-6"
    >
      <h2 className="text-lg font-semibold">Join a room</h2>
      <label htmlFor="room" className="mt-4 block text-sm font-medium">
        Room
      </label>
      <input
        ref={input}
        id="room"
        name="room"
        className={`${field} mt-1.5`}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={2000}
        aria-invalid={missing || undefined}
        aria-describedby="room-hint"
        onChange={() => setMissing(false)}
      />
      <p id="room-hint" className={`mt-1.5 text-sm ${missing ? 'text-danger' : 'text-soft'}`}>
        {missing
          ? 'Type the room’s id first. It is in your invitation.'
          : 'The id or the whole link from your invitation.'}
      </p>
      <button type="submit" className={`${button.primary} mt-4 w-full`}>
        Join room
      </button>
    </form>
  );
}
