'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, useId, useRef, useState } from 'react';
import { NAME_LENGTH } from '@/lib/core/names.ts';
import type { PresetName } from '@/lib/core/room/presets.ts';
import { button, field } from '../../parts/button.ts';
import { PRESET_WORDS } from '../../parts/preset-words.ts';
import type { Problem } from '../data/answer.ts';
import { makeRoom } from '../data/rooms.ts';
import { Modal } from '../parts/modal.tsx';
import { newKey } from '../parts/once-key.ts';
import { ProblemNotice } from '../parts/problem-notice.tsx';

export function NewRoomDialog({
  open,
  onOpenChange,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  return (
    <Modal
      title="New room"
      about="Everything can be changed later."
      wide
      open={open}
      onOpenChange={onOpenChange}
    >
      <NewRoomForm />
    </Modal>
  );
}

function NewRoomForm() {
  const router = useRouter();
  const own = useId();
  const [name, setName] = useState('');
  const [room, setRoom] = useState('');
  const [preset, setPreset] = useState<PresetName>('conference');
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const nameInput = useRef<HTMLInputElement>(null);
  const idInput = useRef<HTMLInputElement>(null);
  /** The same try sent twice makes one room; another try is another room. */
  const attempt = useRef<{ readonly asked: string; readonly key: string } | null>(null);

  const errors = new Map(problem?.errors.map((error) => [error.field, error.message]));
  if (problem?.code === 'conflict') errors.set('id', problem.detail);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    if (!name.trim()) {
      const errors = [{ field: 'name', rule: 'required', message: 'Type a name first.' }];
      setProblem({
        code: 'bad-request',
        status: 400,
        detail: 'Type a name first.',
        errors,
        retryAfter: null,
      });
      nameInput.current?.focus();
      return;
    }
    const asked = { name: name.trim(), preset, ...(room.trim() && { id: room.trim() }) };
    const text = JSON.stringify(asked);
    if (attempt.current?.asked !== text) attempt.current = { asked: text, key: newKey() };
    setBusy(true);
    setProblem(null);
    const answer = await makeRoom(asked, attempt.current.key);
    if (answer.ok) return router.push(`/console/rooms/${encodeURIComponent(answer.data.room.id)}`);
    setBusy(false);
    // What was refused was kept with its key: the next try is a new one.
    if (answer.problem.status) attempt.current = null;
    setProblem(answer.problem);
    const about = answer.problem.code === 'conflict' ? 'id' : answer.problem.errors[0]?.field;
    if (about === 'id') idInput.current?.focus();
    else if (about === 'name') nameInput.current?.focus();
  };

  return (
    <form noValidate onSubmit={submit} className="grid gap-5">
      <div>
        <label htmlFor={`${own}-name`} className="block text-sm font-medium">
          Name
        </label>
        <input
          ref={nameInput}
          // biome-ignore lint/a11y/noAutofocus: the first thing to do in a dialog that was asked for
          autoFocus
          id={`${own}-name`}
          className={`${field} mt-1.5`}
          dir="auto"
          autoComplete="off"
          maxLength={NAME_LENGTH}
          value={name}
          onChange={(event) => setName(event.target.value)}
          aria-invalid={errors.has('name') || undefined}
          aria-describedby={errors.has('name') ? `${own}-name-error` : undefined}
        />
        <FieldError id={`${own}-name-error`} words={errors.get('name')} />
      </div>
      <div>
        <p id={`${own}-preset`} className="text-sm font-medium">
          Preset
        </p>
        <div role="radiogroup" aria-labelledby={`${own}-preset`} className="mt-1.5 grid gap-2 sm:grid-cols-2">
          {PRESET_WORDS.map((words) => (
            <label
              key={words.preset}
              className="flex cursor-pointer items-start gap-3 rounded-lg border border-edge p-3 hover:bg-sunken has-checked:border-accent has-checked:bg-accent-wash"
            >
              <input
                type="radio"
                name={`${own}-preset`}
                className="mt-1 size-4 shrink-0 accent-accent"
                checked={preset === words.preset}
                onChange={() => setPreset(words.preset)}
                aria-labelledby={`${own}-${words.preset}`}
                aria-describedby={`${own}-${words.preset}-about`}
              />
              <span>
                <span id={`${own}-${words.preset}`} className="block text-sm font-semibold">
                  {words.title}
                </span>
                <span id={`${own}-${words.preset}-about`} className="block text-sm text-soft">
                  {words.about}
                </span>
              </span>
            </label>
          ))}
        </div>
      </div>
      <div>
        <label htmlFor={`${own}-id`} className="block text-sm font-medium">
          Room id <span className="font-normal text-soft">(optional)</span>
        </label>
        <input
          ref={idInput}
          id={`${own}-id`}
          className={`${field} mt-1.5 sm:max-w-sm`}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={64}
          value={room}
          onChange={(event) => setRoom(event.target.value)}
          aria-invalid={errors.has('id') || undefined}
          aria-describedby={errors.has('id') ? `${own}-id-hint ${own}-id-error` : `${own}-id-hint`}
        />
        <p id={`${own}-id-hint`} className="mt-1.5 text-sm text-soft">
          It stands in the room’s address. Left empty, one that cannot be guessed is made up.
        </p>
        <FieldError id={`${own}-id-error`} words={errors.get('id')} />
      </div>
      {problem && !errors.has('name') && !errors.has('id') && <ProblemNotice problem={problem} />}
      <div className="flex justify-end">
        <button type="submit" className={`${button.primary} max-sm:w-full`} aria-disabled={busy || undefined}>
          {busy ? 'Making the room…' : 'Make room'}
        </button>
      </div>
    </form>
  );
}

function FieldError({ id, words }: { id: string; words: string | undefined }) {
  if (!words) return null;
  return (
    <p id={id} role="alert" className="mt-1.5 text-sm font-medium text-danger">
      {words}
    </p>
  );
}
