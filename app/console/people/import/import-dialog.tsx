'use client';

import { FileUp } from 'lucide-react';
import { useId, useMemo, useRef, useState } from 'react';
import { button, field } from '../../../parts/button.ts';
import type { Problem } from '../../data/answer.ts';
import { saveMembers } from '../../data/members.ts';
import type { ApiRoom } from '../../data/shapes.ts';
import { Modal } from '../../parts/modal.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { memberErrors } from '../drafts.ts';
import { editsOf, type ImportProblem, type ImportRow, MAX_TEXT, parsePeople } from './parse-people.ts';
import { COLUMNS } from './values.ts';

/** As many wrong lines as are shown; the rest are counted. */
const SHOWN = 50;

/** Puts many people on the list at once: pasted, or from a CSV file; all of them or none. */
export function ImportDialog({
  room,
  open,
  onOpenChange,
  imported,
}: {
  room: ApiRoom;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  imported: (count: number) => void;
}) {
  return (
    <Modal
      wide
      title="Add many"
      about="Paste a list or choose a CSV file. Nothing is saved until every line is right; then all people are added at once, or none."
      open={open}
      onOpenChange={onOpenChange}
    >
      <ImportForm
        room={room}
        done={(count) => {
          onOpenChange(false);
          imported(count);
        }}
      />
    </Modal>
  );
}

function ImportForm({ room, done }: { room: ApiRoom; done: (count: number) => void }) {
  const id = useId();
  const file = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [unreadable, setUnreadable] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [unknown, setUnknown] = useState<readonly string[]>([]);
  const [makeUsers, setMakeUsers] = useState(false);
  const [busy, setBusy] = useState(false);
  const { rows, problems } = useMemo(() => parsePeople(text), [text]);

  const read = async (chosen: File) => {
    if (chosen.size > MAX_TEXT) return setUnreadable(`${chosen.name} is too large. Split it up.`);
    const bytes = await chosen.arrayBuffer();
    try {
      take(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    } catch {
      setUnreadable(`${chosen.name} is not text in UTF-8. Save it as “CSV UTF-8” and choose it again.`);
    }
  };
  const take = (given: string) => {
    setText(given);
    setUnreadable(null);
    setProblem(null);
    setUnknown([]);
    setMakeUsers(false);
  };
  const save = async () => {
    if (busy || !rows.length || problems.length || (unknown.length && !makeUsers)) return;
    setBusy(true);
    setProblem(null);
    const answer = await saveMembers(room.id, editsOf(rows), makeUsers);
    setBusy(false);
    if (answer.ok) return done(rows.length);
    const strangers = unknownAddresses(answer.problem, rows);
    setUnknown(strangers);
    if (!strangers.length) setProblem(answer.problem);
  };
  const refused = problem ? atLines(problem, rows) : [];
  const wrong = problems.length ? problems : refused;
  const ready = rows.length > 0 && !problems.length && (!unknown.length || makeUsers);

  return (
    <div className="grid gap-4">
      <div>
        <div className="flex flex-wrap items-end justify-between gap-2">
          <label htmlFor={`${id}-people`} className="block text-sm font-medium">
            People
          </label>
          <button type="button" className={button.plain} onClick={() => file.current?.click()}>
            <FileUp aria-hidden size={17} />
            Choose a CSV file
          </button>
        </div>
        <input
          ref={file}
          type="file"
          aria-label="CSV file"
          accept=".csv,.tsv,.txt,text/csv,text/plain"
          className="hidden"
          onChange={({ target }) => {
            const [chosen] = target.files ?? [];
            if (chosen) void read(chosen);
            // The same file, mended, may be chosen again.
            target.value = '';
          }}
        />
        <textarea
          id={`${id}-people`}
          rows={8}
          dir="auto"
          spellCheck={false}
          autoCapitalize="none"
          autoComplete="off"
          className={`${field} mt-1.5 py-2 font-mono text-sm! whitespace-pre`}
          placeholder={'ana@example.org\nben@example.org, Ben, moderator'}
          aria-describedby={`${id}-hint`}
          value={text}
          onChange={(event) => take(event.target.value)}
        />
        <p id={`${id}-hint`} className="mt-1.5 text-sm text-soft">
          One person on each line, with any of these columns in this order, or in another with a header:{' '}
          <code className="break-words">{COLUMNS.join(', ')}</code>. A right is allow, deny or inherit; empty
          leaves it as it is.
        </p>
      </div>
      {unreadable && (
        <p role="alert" className="text-sm font-medium text-danger break-words">
          {unreadable}
        </p>
      )}
      <p role="status" className="text-sm font-medium">
        {summary(rows.length, problems)}
      </p>
      {wrong.length > 0 && (
        <ul
          aria-label="Lines that are wrong"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached with the keyboard
          tabIndex={0}
          className="max-h-56 overflow-y-auto rounded-lg bg-danger-wash p-3 text-sm"
        >
          {wrong.slice(0, SHOWN).map(({ line, message }) => (
            <li key={`${line} ${message}`} className="break-words">
              <span className="font-semibold tabular-nums">Line {line}:</span> {message}
            </li>
          ))}
          {wrong.length > SHOWN && <li className="text-soft">And {wrong.length - SHOWN} more lines.</li>}
        </ul>
      )}
      {unknown.length > 0 && (
        <div role="alert" className="rounded-lg bg-hand-wash p-3 text-sm">
          <p className="font-medium break-words">
            {unknown.length === 1 ? '1 address is' : `${unknown.length} addresses are`} not known here:{' '}
            {unknown.slice(0, 5).join(', ')}
            {unknown.length > 5 && ` and ${unknown.length - 5} more`}. Nothing was saved.
          </p>
          <label className="mt-1 flex min-h-11 cursor-pointer items-center gap-2.5">
            <input
              type="checkbox"
              className="size-5 shrink-0 accent-accent"
              checked={makeUsers}
              onChange={(event) => setMakeUsers(event.target.checked)}
            />
            {unknown.length === 1 ? 'Make this a new user' : `Make these ${unknown.length} new users`}
          </label>
        </div>
      )}
      {problem && <ProblemNotice problem={problem} retry={problem.status === 400 ? undefined : save} />}
      <button
        type="button"
        className={`${button.primary} w-full`}
        aria-disabled={busy || !ready || undefined}
        onClick={() => void save()}
      >
        {busy ? 'Adding…' : rows.length > 1 ? `Add ${rows.length.toLocaleString('en')} people` : 'Add'}
      </button>
    </div>
  );
}

function summary(right: number, wrong: readonly ImportProblem[]): string {
  if (!right && !wrong.length) return '';
  const people = right === 1 ? '1 person' : `${right.toLocaleString('en')} people`;
  if (!wrong.length) return `${people}, every line is right.`;
  return `${wrong.length === 1 ? '1 line is' : `${wrong.length} lines are`} wrong, ${people} could be added. Mend what is named below.`;
}

const UNKNOWN_USER = 'unknown-user';
/** The addresses that the server does not know, if that is what it said. */
function unknownAddresses(problem: Problem, rows: readonly ImportRow[]): string[] {
  if (!problem.errors.length || problem.errors.some(({ rule }) => rule !== UNKNOWN_USER)) return [];
  return memberErrors(problem).flatMap(({ index }) => rows[index]?.address ?? []);
}

/** What the server says is wrong, at the line where it stands. */
const atLines = (problem: Problem, rows: readonly ImportRow[]): ImportProblem[] =>
  memberErrors(problem).flatMap(({ index, message }) => {
    const row = rows[index];
    return row ? [{ line: row.line, message }] : [];
  });
