'use client';

import { Check, Trash2 } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useRef, useState } from 'react';
import { button } from '../../../parts/button.ts';
import { Confirm } from '../../../parts/confirm.tsx';
import type { Problem } from '../../data/answer.ts';
import { deleteRoom } from '../../data/rooms.ts';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useRoomPage } from '../room-context.tsx';
import { Departures } from '../settings/departures.tsx';
import { currentValue, departed, errorsByField, isShown, presetOf, presetValue } from '../settings/draft.ts';
import { FIELDS, type Field, NAME_FIELD, PRESET_FIELD, SECTIONS } from '../settings/fields.ts';
import { SaveBar } from '../settings/save-bar.tsx';
import { SettingRow } from '../settings/setting-row.tsx';
import { usePreview } from '../settings/use-preview.ts';
import { useRoomEdits } from '../settings/use-room-edits.ts';

export function SettingsTab() {
  const { id, room, etag } = useRoomPage();
  const page = useRef<HTMLDivElement>(null);
  const { edits, edit, problem, busy, saved, changedBy, save, reload, discard } = useRoomEdits();
  const previewed = usePreview(id, edits, etag);
  // What the preview says is wrong would be wrong when saved: it is told while somebody edits.
  const refused = problem ?? (previewed.state === 'failed' ? previewed.problem : null);
  const errors = errorsByField(refused);
  const dirty = Object.keys(edits).length > 0;
  const preset = presetOf(room, edits);

  const row = (field: Field) => (
    <SettingRow
      key={field.path}
      field={field}
      preset={preset}
      value={currentValue(room, edits, field.path)}
      edited={Object.hasOwn(edits, field.path)}
      error={errors.get(field.path)}
      change={(value) => edit(field.path, value)}
    />
  );
  const resetAll = () => {
    for (const field of departed(room, edits)) edit(field.path, presetValue(preset, field.path));
  };
  const trySave = async () => {
    if (await save()) return;
    requestAnimationFrame(() => {
      const wrong = page.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
      wrong?.focus();
      wrong?.scrollIntoView({ block: 'center' });
    });
  };

  return (
    <div ref={page}>
      <Departures room={room} edits={edits} reset={resetAll} />
      <section
        aria-label="Name and preset"
        className="mt-6 rounded-xl border border-line bg-surface px-4 sm:px-6"
      >
        {row(NAME_FIELD)}
        {row(PRESET_FIELD)}
      </section>
      {SECTIONS.map(({ name, title, about }) => (
        <section
          key={name}
          aria-labelledby={`section-${name}`}
          className="mt-6 rounded-xl border border-line bg-surface px-4 py-5 sm:px-6"
        >
          <h2 id={`section-${name}`} className="text-lg font-semibold tracking-tight">
            {title}
          </h2>
          <p className="mt-0.5 mb-4 max-w-prose text-sm text-soft">{about}</p>
          {FIELDS.filter((field) => field.section === name && isShown(room, edits, field)).map(row)}
        </section>
      ))}
      <DeleteRoom />
      {changedBy !== null && (
        <div
          role="alert"
          className="mt-6 flex flex-wrap items-center gap-x-4 gap-y-3 rounded-lg bg-hand-wash p-4 text-sm"
        >
          <p className="min-w-0 flex-1 basis-56">
            <span className="font-medium">
              {changedBy || 'Somebody else'} changed this room while you were editing.
            </span>{' '}
            Load what it is now; your edits stay and can be saved then.
          </p>
          <button type="button" className={button.plain} onClick={() => void reload()}>
            Load it, keep my edits
          </button>
        </div>
      )}
      {problem && !errors.size && (
        <div className="mt-6">
          <ProblemNotice problem={problem} />
        </div>
      )}
      {dirty ? (
        <SaveBar
          room={room}
          edits={edits}
          previewed={previewed}
          busy={busy}
          save={() => void trySave()}
          discard={discard}
        />
      ) : (
        <p role="status" className="mt-6 flex min-h-6 items-center gap-2 text-sm font-medium text-accent">
          {saved && (
            <>
              <Check aria-hidden size={18} />
              Saved
            </>
          )}
        </p>
      )}
    </div>
  );
}

function DeleteRoom() {
  const { id, room, live } = useRoomPage();
  const router = useRouter();
  const [problem, setProblem] = useState<Problem | null>(null);
  const inCall = live.state === 'live' ? live.call.participants.length : 0;
  const remove = async () => {
    const answer = await deleteRoom(id);
    if (answer.ok) router.push('/console');
    else setProblem(answer.problem);
  };
  return (
    <section
      aria-labelledby="section-delete"
      className="mt-6 rounded-xl border border-line bg-surface px-4 py-5 sm:px-6"
    >
      <h2 id="section-delete" className="text-lg font-semibold tracking-tight">
        Delete
      </h2>
      <p className="mt-0.5 max-w-prose text-sm text-soft">
        The room closes for good and everybody in it is put out. Its audit trail is kept.
      </p>
      {problem && (
        <div className="mt-3">
          <ProblemNotice problem={problem} />
        </div>
      )}
      <div className="mt-3">
        <Confirm
          title={`Delete “${room.name}”?`}
          label="Delete room"
          act={() => void remove()}
          trigger={
            <button type="button" className={`${button.plain} text-danger!`}>
              <Trash2 aria-hidden size={17} />
              Delete room…
            </button>
          }
        >
          {inCall > 0 && `${inCall === 1 ? '1 person is' : `${inCall} people are`} in a call there now. `}
          It closes for good. This cannot be undone.
        </Confirm>
      </div>
    </section>
  );
}
