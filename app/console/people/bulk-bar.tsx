'use client';

import { UserMinus, X } from 'lucide-react';
import { useState } from 'react';
import { RIGHTS, type Right, ROLES, type Role } from '@/lib/core/gate/rights.ts';
import { button, field } from '../../parts/button.ts';
import type { ApiMember, RightValue } from '../data/people-shapes.ts';
import type { Pending } from './drafts.ts';
import { newModerator, RIGHT_TITLES, ROLE_TITLES } from './rights.ts';
import { TriState } from './tri-state.tsx';

/** One change for everybody who is selected, on whatever page. It is saved with the other edits, in one call. */
export function BulkBar({
  selected,
  change,
  clear,
}: {
  selected: readonly ApiMember[];
  change: (edit: (member: ApiMember) => Pending['edit']) => void;
  clear: () => void;
}) {
  const [right, setRight] = useState<Right>('publish');
  const [value, setValue] = useState<RightValue | undefined>();
  const count = selected.length;
  const set = (next: RightValue) => {
    setValue(next);
    change(() => ({ overrides: { [right]: next } }));
  };
  const setRole = (role: Role) =>
    change(({ moderation }) => ({ role, ...(role === 'moderator' && newModerator(moderation)) }));

  return (
    <section
      aria-label="Change everybody selected"
      className="mb-3 flex flex-wrap items-center gap-x-4 gap-y-2 rounded-lg border border-line bg-surface p-3"
    >
      <p className="text-sm font-semibold" role="status">
        {count === 1 ? '1 person selected' : `${count} people selected`}
      </p>
      <span className="flex flex-wrap items-center gap-2">
        <select
          aria-label="Right of everybody selected"
          className={`${field} w-auto! px-2 text-sm`}
          value={right}
          onChange={(event) => {
            setRight(event.target.value as Right);
            setValue(undefined);
          }}
        >
          {RIGHTS.map((one) => (
            <option key={one} value={one}>
              {RIGHT_TITLES[one]}
            </option>
          ))}
        </select>
        <TriState label={`Everybody selected: ${right}`} value={value} inherits={null} change={set} />
      </span>
      <select
        aria-label="Role of everybody selected"
        className={`${field} w-auto! px-2 text-sm`}
        value=""
        onChange={(event) => event.target.value && setRole(event.target.value as Role)}
      >
        <option value="">Set role…</option>
        {ROLES.map((role) => (
          <option key={role} value={role}>
            {ROLE_TITLES[role]}
          </option>
        ))}
      </select>
      <button
        type="button"
        className={`${button.quiet} px-3 text-danger`}
        onClick={() => change(() => ({ remove: true }))}
      >
        <UserMinus aria-hidden size={17} />
        Take off the list
      </button>
      <span className="grow" />
      <button type="button" className={`${button.quiet} px-3`} onClick={clear}>
        <X aria-hidden size={17} />
        Select nobody
      </button>
    </section>
  );
}
