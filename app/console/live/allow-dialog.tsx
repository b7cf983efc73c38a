'use client';

import { type FormEvent, useId, useState } from 'react';
import { KINDS, type Kind } from '@/lib/core/gate/rights.ts';
import { button, field } from '../../parts/button.ts';
import type { ApiRoom, LiveParticipant } from '../data/shapes.ts';
import { Modal } from '../parts/modal.tsx';
import { KIND_TITLES } from '../people/rights.ts';

const TIMES = [
  ['', 'Until it is ended'],
  ['30', '30 seconds'],
  ['60', '1 minute'],
  ['120', '2 minutes'],
  ['300', '5 minutes'],
  ['600', '10 minutes'],
  ['other', 'Another time'],
] as const;
const MAX_SECONDS = 86_400;

/** Gives the floor with chosen kinds, for a chosen time. */
export function AllowDialog({
  room,
  person,
  close,
  allow,
}: {
  room: ApiRoom;
  /** Null while the dialog is closed. */
  person: LiveParticipant | null;
  close: () => void;
  allow: (person: LiveParticipant, kinds: readonly Kind[], seconds: number | undefined) => void;
}) {
  return (
    <Modal
      title={person ? `Allow ${person.name} to speak` : ''}
      about="It opens nobody’s microphone: they are told, and unmute themselves."
      open={person !== null}
      onOpenChange={(open) => open || close()}
    >
      {person && (
        <AllowForm
          room={room}
          allow={(kinds, seconds) => {
            close();
            allow(person, kinds, seconds);
          }}
        />
      )}
    </Modal>
  );
}

function AllowForm({
  room,
  allow,
}: {
  room: ApiRoom;
  allow: (kinds: readonly Kind[], seconds: number | undefined) => void;
}) {
  const id = useId();
  const [kinds, setKinds] = useState<readonly Kind[]>(room.profile.handKinds);
  const [time, setTime] = useState('');
  const [other, setOther] = useState('90');
  const [wrong, setWrong] = useState<string | null>(null);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const seconds = time === '' ? undefined : Number(time === 'other' ? other : time);
    if (!kinds.length) return setWrong('Choose at least one kind.');
    if (seconds !== undefined && !(Number.isInteger(seconds) && seconds >= 1 && seconds <= MAX_SECONDS))
      return setWrong(`Type whole seconds, from 1 to ${MAX_SECONDS}.`);
    allow(kinds, seconds);
  };
  return (
    <form noValidate onSubmit={submit} className="grid gap-4">
      <fieldset>
        <legend className="text-sm font-medium">With</legend>
        <div className="mt-1 grid grid-cols-2">
          {KINDS.map((kind) => (
            <label key={kind} className="flex min-h-11 cursor-pointer items-center gap-2.5 text-sm">
              <input
                type="checkbox"
                className="size-4 shrink-0 accent-accent"
                checked={kinds.includes(kind)}
                onChange={({ target }) => {
                  setWrong(null);
                  setKinds(KINDS.filter((one) => (one === kind ? target.checked : kinds.includes(one))));
                }}
              />
              {KIND_TITLES[kind]}
            </label>
          ))}
        </div>
      </fieldset>
      <div>
        <label htmlFor={`${id}-time`} className="block text-sm font-medium">
          How long
        </label>
        <select
          id={`${id}-time`}
          className={`${field} mt-1.5`}
          value={time}
          onChange={(event) => {
            setTime(event.target.value);
            setWrong(null);
          }}
        >
          {TIMES.map(([value, words]) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </select>
      </div>
      {time === 'other' && (
        <div>
          <label htmlFor={`${id}-seconds`} className="block text-sm font-medium">
            Seconds
          </label>
          <input
            id={`${id}-seconds`}
            className={`${field} mt-1.5 tabular-nums`}
            inputMode="numeric"
            autoComplete="off"
            maxLength={6}
            value={other}
            onChange={(event) => {
              setOther(event.target.value);
              setWrong(null);
            }}
          />
        </div>
      )}
      {wrong && (
        <p role="alert" className="text-sm font-medium text-danger">
          {wrong}
        </p>
      )}
      <button type="submit" className={`${button.primary} w-full`}>
        Allow to speak
      </button>
    </form>
  );
}
