'use client';

import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { RIGHTS, type Right, ROLES, type Role } from '@/lib/core/gate/rights.ts';
import { button, field } from '../../parts/button.ts';
import type { Problem } from '../data/answer.ts';
import { saveMembers } from '../data/members.ts';
import type { ApiUser, RightValue } from '../data/people-shapes.ts';
import type { ApiRoom } from '../data/shapes.ts';
import { findUsers } from '../data/users.ts';
import { Modal } from '../parts/modal.tsx';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { addressIn, CellProblem } from './import/values.ts';
import { inherited, newModerator, RIGHT_TITLES, ROLE_TITLES } from './rights.ts';
import { TriState } from './tri-state.tsx';

/** Milliseconds without a further key before the server is asked who that is. */
const QUIET_MS = 200;

/** Puts one person on the list: a user who is there, or a new one made on the way. */
export function AddMember({
  room,
  open,
  onOpenChange,
  added,
}: {
  room: ApiRoom;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  added: (name: string) => void;
}) {
  return (
    <Modal
      title="Add member"
      about="Somebody on the room’s list. Who is in a call now is affected at once."
      open={open}
      onOpenChange={onOpenChange}
    >
      <AddForm
        room={room}
        done={(name) => {
          onOpenChange(false);
          added(name);
        }}
      />
    </Modal>
  );
}

function AddForm({ room, done }: { room: ApiRoom; done: (name: string) => void }) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('member');
  const [overrides, setOverrides] = useState<Partial<Record<Right, RightValue>>>({});
  const [wrong, setWrong] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const users = useUsers(typed);
  const user = users && named(users.found, typed);
  const isNew = users !== null && user === null && typed.trim() !== '';

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    setProblem(null);
    setBusy(true);
    // What was typed last may not have been looked up yet.
    const answer = await findUsers(typed.trim(), 10);
    if (!answer.ok) {
      setBusy(false);
      return setProblem(answer.problem);
    }
    const known = named(answer.data.items, typed);
    let address: string;
    try {
      address = known?.address ?? addressIn(typed.trim());
    } catch (error) {
      setBusy(false);
      if (!(error instanceof CellProblem)) throw error;
      setWrong(typed.trim() ? `The address ${error.message}.` : 'Type an address or a name first.');
      return input.current?.focus();
    }
    const saved = await saveMembers(
      room.id,
      [
        {
          address,
          role,
          ...(role === 'moderator' && newModerator([])),
          ...(!known && name.trim() && { name: name.trim() }),
          ...(Object.keys(overrides).length && { overrides }),
        },
      ],
      !known,
    );
    setBusy(false);
    if (saved.ok) done(known?.name || name.trim() || address);
    else setProblem(saved.problem);
  };

  return (
    <form noValidate onSubmit={submit} className="grid gap-4">
      <div>
        <label htmlFor={`${id}-who`} className="block text-sm font-medium">
          Address or name
        </label>
        <input
          ref={input}
          id={`${id}-who`}
          list={`${id}-users`}
          className={`${field} mt-1.5`}
          dir="auto"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={200}
          value={typed}
          aria-invalid={wrong !== null || undefined}
          aria-describedby={`${id}-hint`}
          onChange={(event) => {
            setTyped(event.target.value);
            setWrong(null);
          }}
        />
        <datalist id={`${id}-users`}>
          {users?.found.map(({ address, name }) => (
            <option key={address} value={address}>
              {name}
            </option>
          ))}
        </datalist>
        <p
          id={`${id}-hint`}
          role="status"
          className={`mt-1.5 text-sm break-words ${wrong ? 'font-medium text-danger' : 'text-soft'}`}
        >
          {wrong ?? whoThatIs(typed, user, isNew)}
        </p>
      </div>
      {isNew && (
        <div>
          <label htmlFor={`${id}-name`} className="block text-sm font-medium">
            Name of the new user
          </label>
          <input
            id={`${id}-name`}
            className={`${field} mt-1.5`}
            dir="auto"
            autoComplete="off"
            maxLength={60}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        </div>
      )}
      <div>
        <label htmlFor={`${id}-role`} className="block text-sm font-medium">
          Role
        </label>
        <select
          id={`${id}-role`}
          className={`${field} mt-1.5`}
          value={role}
          onChange={(event) => setRole(event.target.value as Role)}
        >
          {ROLES.map((one) => (
            <option key={one} value={one}>
              {ROLE_TITLES[one]}
            </option>
          ))}
        </select>
      </div>
      <fieldset>
        <legend className="text-sm font-medium">Rights of their own</legend>
        <ul className="mt-1.5 grid gap-2">
          {RIGHTS.map((right) => (
            <li key={right} className="flex items-center justify-between gap-3 text-sm">
              <span aria-hidden>{RIGHT_TITLES[right]}</span>
              <TriState
                label={`New member: ${right}`}
                value={overrides[right] ?? null}
                inherits={inherited(room.audiences[right], role)}
                change={(value) => setOverrides({ ...overrides, [right]: value })}
              />
            </li>
          ))}
        </ul>
      </fieldset>
      {problem && <ProblemNotice problem={problem} />}
      <button type="submit" className={`${button.primary} w-full`} aria-disabled={busy || undefined}>
        {busy ? 'Adding…' : isNew ? 'Make user and add' : 'Add'}
      </button>
    </form>
  );
}

/** Users who may be meant by what was typed; null until the server answered. */
function useUsers(typed: string): { readonly found: readonly ApiUser[] } | null {
  const [users, setUsers] = useState<{ typed: string; found: readonly ApiUser[] } | null>(null);
  const text = typed.trim();
  useEffect(() => {
    if (!text) return setUsers(null);
    let meant = true;
    const timer = setTimeout(async () => {
      const answer = await findUsers(text, 10);
      if (meant && answer.ok) setUsers({ typed: text, found: answer.data.items });
    }, QUIET_MS);
    return () => {
      meant = false;
      clearTimeout(timer);
    };
  }, [text]);
  return users && users.typed === text ? users : null;
}

/** The one user whose address this is, else the one whose name it is; null when there is none, or more than one. */
export function named(users: readonly ApiUser[], typed: string): ApiUser | null {
  const text = typed.trim();
  const byAddress = users.find(({ address }) => address === text);
  if (byAddress) return byAddress;
  const byName = users.filter(({ name }) => name.toLocaleLowerCase() === text.toLocaleLowerCase());
  return byName.length === 1 ? (byName[0] ?? null) : null;
}

function whoThatIs(typed: string, user: ApiUser | null, isNew: boolean): string {
  if (user) return `${user.name || user.address} (${user.address}) is a user.`;
  if (isNew) return `There is no user “${typed.trim()}” yet. It becomes a new user.`;
  return 'Part of either is enough to search.';
}
