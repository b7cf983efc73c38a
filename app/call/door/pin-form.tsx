import { type FormEvent, useRef, useState } from 'react';
import { button, field } from '../../parts/button.ts';
import { useCall } from '../call-context.tsx';

/** For somebody the room does not open to, who may have been given digits that open it. */
export function PinForm() {
  const call = useCall();
  const input = useRef<HTMLInputElement>(null);
  const [missing, setMissing] = useState(false);

  const enter = (event: FormEvent) => {
    event.preventDefault();
    const digits = (input.current?.value ?? '').replace(/[\s-]/g, '');
    const wrong = !/^\d{4,10}$/.test(digits);
    setMissing(wrong);
    if (wrong) input.current?.focus();
    else void call.enterPin(digits);
  };

  return (
    <form noValidate onSubmit={enter} className="mt-4 rounded-xl border border-line bg-surface p-4 sm:p-6">
      <label htmlFor="pin" className="text-sm font-medium">
        PIN
      </label>
      <div className="mt-1 flex flex-wrap gap-2">
        <input
          ref={input}
          id="pin"
          className={`${field} min-w-40 grow basis-0 tabular-nums`}
          inputMode="numeric"
          autoComplete="off"
          maxLength={20}
          aria-invalid={missing || undefined}
          aria-describedby="pin-hint"
          onChange={() => setMissing(false)}
        />
        <button type="submit" className={button.plain}>
          Use PIN
        </button>
      </div>
      <p id="pin-hint" className={`mt-1.5 text-sm ${missing ? 'text-danger' : 'text-soft'}`}>
        {missing ? 'A PIN has 4 to 10 digits.' : 'Were you given a PIN? It may open this room for you.'}
      </p>
    </form>
  );
}
