'use client';

import { type FormEvent, useId, useRef, useState } from 'react';
import { type ModerationRight, RIGHTS } from '@/lib/core/gate/rights.ts';
import { button, field } from '../../parts/button.ts';
import type { Problem } from '../data/answer.ts';
import type { ApiPin, Overrides, PinEdit } from '../data/people-shapes.ts';
import { editPin, makePin } from '../data/pins.ts';
import type { ApiRoom } from '../data/shapes.ts';
import { newKey } from '../parts/once-key.ts';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { ModerationChoice } from '../people/moderation-choice.tsx';
import { inherited, newModerator, RIGHT_ABOUT, RIGHT_TITLES } from '../people/rights.ts';
import { TriState } from '../people/tri-state.tsx';
import { SettingControl } from '../room/settings/controls.tsx';
import { INVALID_TIME } from '../room/settings/draft.ts';
import type { Control } from '../room/settings/fields.ts';

const AS_ROOM: Overrides = { publish: null, subscribe: null, list: null, send: null, receive: null };
const USES: Extract<Control, { is: 'number' }> = {
  is: 'number',
  min: 1,
  max: 1_000_000,
  unit: 'people',
  scale: 1,
  empty: { value: null, words: 'Empty: any number.' },
};
const LASTS: Extract<Control, { is: 'number' }> = {
  is: 'number',
  min: 1,
  max: 5_256_000,
  unit: 'minutes',
  scale: 60,
  empty: { value: null, words: 'Empty: without end.' },
};

/** Makes a PIN, or changes one. */
export function PinForm({
  room,
  pin,
  done,
}: {
  room: ApiRoom;
  /** Null for a new one. */
  pin: ApiPin | null;
  done: (pin: ApiPin) => void;
}) {
  const id = useId();
  const [label, setLabel] = useState(pin?.label ?? '');
  const [code, setCode] = useState(pin?.code ?? '');
  const [role, setRole] = useState<ApiPin['role']>(pin?.role ?? 'member');
  const [moderation, setModeration] = useState<ModerationRight[]>(pin?.moderation ?? []);
  const [overrides, setOverrides] = useState<Overrides>(pin?.overrides ?? AS_ROOM);
  const [expiresAt, setExpiresAt] = useState<unknown>(pin?.expiresAt ?? null);
  const [maxUses, setMaxUses] = useState<unknown>(pin?.maxUses ?? null);
  const [memberSeconds, setMemberSeconds] = useState<unknown>(pin?.memberSeconds ?? null);
  const [tried, setTried] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  // A PIN is made once, also when the answer was lost and the button is pressed again.
  const key = useRef<string>(newKey());

  const wrong = {
    label: label.trim() ? null : 'Type what this PIN is called.',
    code: /^(\d{4,10})?$/.test(code.replaceAll(' ', '')) ? null : 'Type 4 to 10 digits, or nothing.',
    expiresAt: expiresAt === INVALID_TIME ? 'Choose a date and a time.' : null,
    maxUses: fits(USES, maxUses),
    memberSeconds: fits(LASTS, memberSeconds),
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (busy || Object.values(wrong).some(Boolean)) return;
    const digits = code.replaceAll(' ', '');
    const body: PinEdit = {
      label: label.trim(),
      role,
      moderation: role === 'moderator' ? moderation : [],
      overrides,
      ...(digits && { code: digits }),
      expiresAt: expiresAt as string | null,
      maxUses: maxUses as number | null,
      memberSeconds: memberSeconds as number | null,
    };
    setBusy(true);
    setProblem(null);
    const answer = await (pin ? editPin(room.id, pin.id, body) : makePin(room.id, body, key.current));
    setBusy(false);
    if (answer.ok) return done(answer.data);
    if (answer.problem.status >= 400 && answer.problem.status < 500) key.current = newKey();
    setProblem(answer.problem);
  };
  const said = (key: keyof typeof wrong): string | null => {
    const [told] = problem?.errors.filter((error) => error.field === key) ?? [];
    return (tried ? wrong[key] : null) ?? told?.message ?? null;
  };
  const names = (key: keyof typeof wrong) => ({
    labelledBy: `${id}-${key}`,
    describedBy: said(key) ? `${id}-${key}-wrong` : undefined,
    invalid: said(key) !== null,
  });

  return (
    <form noValidate onSubmit={submit} className="grid gap-5">
      <div className="grid gap-5 sm:grid-cols-2">
        <div>
          <label id={`${id}-label`} htmlFor={`${id}-label-input`} className="block text-sm font-medium">
            Label
          </label>
          <input
            id={`${id}-label-input`}
            className={`${field} mt-1.5`}
            dir="auto"
            autoComplete="off"
            maxLength={60}
            placeholder="Guests"
            value={label}
            aria-invalid={said('label') !== null || undefined}
            aria-describedby={`${id}-label-wrong`}
            onChange={(event) => setLabel(event.target.value)}
          />
          <Wrong id={`${id}-label-wrong`} words={said('label')} />
        </div>
        <div>
          <label htmlFor={`${id}-code-input`} className="block text-sm font-medium">
            Digits
          </label>
          <input
            id={`${id}-code-input`}
            className={`${field} mt-1.5 tabular-nums`}
            inputMode="numeric"
            autoComplete="off"
            maxLength={14}
            placeholder="Made up for you"
            value={code}
            aria-invalid={said('code') !== null || undefined}
            aria-describedby={`${id}-code-wrong`}
            onChange={(event) => setCode(event.target.value)}
          />
          <Wrong id={`${id}-code-wrong`} words={said('code')} />
        </div>
      </div>
      <div>
        <label htmlFor={`${id}-role`} className="block text-sm font-medium">
          Role
        </label>
        <select
          id={`${id}-role`}
          className={`${field} mt-1.5 sm:max-w-xs`}
          value={role}
          onChange={({ target }) => {
            setRole(target.value === 'moderator' ? 'moderator' : 'member');
            if (target.value === 'moderator') setModeration(newModerator(moderation).moderation);
          }}
        >
          <option value="member">Member</option>
          <option value="moderator">Moderator</option>
        </select>
      </div>
      {role === 'moderator' && <ModerationChoice chosen={moderation} choose={setModeration} />}
      <fieldset>
        <legend className="text-sm font-medium">Rights it carries</legend>
        <ul className="mt-1.5 grid gap-2">
          {RIGHTS.map((right) => (
            <li key={right} className="flex items-center justify-between gap-3 text-sm">
              <span aria-hidden>
                {RIGHT_TITLES[right]}
                <span className="block text-xs text-soft">{RIGHT_ABOUT[right]}</span>
              </span>
              <TriState
                label={`PIN: ${right}`}
                value={overrides[right]}
                inherits={inherited(room.audiences[right], role)}
                change={(value) => setOverrides({ ...overrides, [right]: value })}
              />
            </li>
          ))}
        </ul>
      </fieldset>
      <div className="grid gap-5 sm:grid-cols-2">
        <div>
          <p id={`${id}-maxUses`} className="mb-1.5 text-sm font-medium">
            How many may use it
          </p>
          <SettingControl control={USES} value={maxUses} change={setMaxUses} {...names('maxUses')} />
          <Wrong id={`${id}-maxUses-wrong`} words={said('maxUses')} />
        </div>
        <div>
          <p id={`${id}-memberSeconds`} className="mb-1.5 text-sm font-medium">
            How long they stay members
          </p>
          <SettingControl
            control={LASTS}
            value={memberSeconds}
            change={setMemberSeconds}
            {...names('memberSeconds')}
          />
          <Wrong id={`${id}-memberSeconds-wrong`} words={said('memberSeconds')} />
        </div>
        <div>
          <p id={`${id}-expiresAt`} className="mb-1.5 text-sm font-medium">
            Until when it may be used
          </p>
          <SettingControl
            control={{ is: 'time', words: 'Empty: no expiry.' }}
            value={expiresAt}
            change={setExpiresAt}
            {...names('expiresAt')}
          />
          <Wrong id={`${id}-expiresAt-wrong`} words={said('expiresAt')} />
        </div>
      </div>
      {problem && <ProblemNotice problem={problem} />}
      <button type="submit" className={`${button.primary} w-full`} aria-disabled={busy || undefined}>
        {busy ? 'Saving…' : pin ? 'Save PIN' : 'Make PIN'}
      </button>
    </form>
  );
}

function Wrong({ id, words }: { id: string; words: string | null }) {
  return (
    <p id={id} role="alert" className="mt-1 text-sm font-medium text-danger empty:hidden">
      {words}
    </p>
  );
}

/** What is wrong with a number as it stands, before it is sent. */
function fits({ min, max, unit, scale }: Extract<Control, { is: 'number' }>, value: unknown): string | null {
  if (value === null) return null;
  if (typeof value !== 'number' || Number.isNaN(value)) return 'Type a whole number, or nothing.';
  const shown = value / scale;
  return shown < min || shown > max ? `Type a number from ${min} to ${max} (${unit}).` : null;
}
