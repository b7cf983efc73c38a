'use client';

import { Settings2, Undo2 } from 'lucide-react';
import { RIGHTS, ROLES, type Role } from '@/lib/core/gate/rights.ts';
import { Avatar } from '../../parts/avatar.tsx';
import { field, iconButton } from '../../parts/button.ts';
import type { ApiMember } from '../data/people-shapes.ts';
import type { ApiRoom } from '../data/shapes.ts';
import { type Pending, withDraft } from './drafts.ts';
import { Marks } from './marks.tsx';
import { callName, inherited, kindsOnly, newModerator, RIGHT_TITLES, ROLE_TITLES } from './rights.ts';
import { TriState } from './tri-state.tsx';

/** One person: a row of the table on a wide screen, a card on a narrow one. */
export function MemberRow({
  room,
  stored,
  edit,
  error,
  selected,
  select,
  change,
  open,
  act,
}: {
  room: ApiRoom;
  stored: ApiMember;
  edit: Pending['edit'] | undefined;
  error: string | undefined;
  selected: boolean;
  select: (on: boolean) => void;
  change: (edit: Pending['edit'] & { readonly keep?: true }) => void;
  open: () => void;
  act: (what: 'readmit' | 'release-mute') => void;
}) {
  const member = withDraft(stored, edit);
  const name = callName(member);
  const leaving = edit?.remove === true;
  return (
    <tr
      className={`grid grid-cols-[auto_1fr_auto] items-start gap-x-2 border-b border-line py-2 last:border-b-0 xl:table-row ${edit ? 'bg-accent-wash/45' : ''}`}
    >
      <td className="xl:py-1.5 xl:ps-2 xl:align-top">
        <label className="flex size-11 cursor-pointer items-center justify-center">
          <input
            type="checkbox"
            aria-label={`Select ${name}`}
            className="size-5 accent-accent"
            checked={selected}
            onChange={(event) => select(event.target.checked)}
          />
        </label>
      </td>
      <th
        scope="row"
        className="min-w-0 py-1 text-start font-normal xl:w-full xl:max-w-0 xl:py-2 xl:align-top"
      >
        <span className="flex min-w-0 items-center gap-2.5">
          <Avatar name={name} size="sm" />
          <span className="min-w-0">
            <span
              dir="auto"
              className={`block truncate text-sm font-semibold ${leaving ? 'line-through' : ''}`}
              title={name}
            >
              {name}
            </span>
            <span className="block truncate text-xs text-soft" title={member.address ?? member.person}>
              {member.address ?? 'Guest'}
            </span>
          </span>
        </span>
        {leaving ? (
          <span className="mt-1 flex items-center gap-1 text-xs font-medium text-danger">
            Taken off the list when saved
            <button
              type="button"
              className="-my-2 inline-flex min-h-11 items-center gap-1 rounded-md px-2 font-semibold text-accent hover:underline"
              aria-label={`Keep ${name}`}
              onClick={() => change({ keep: true })}
            >
              <Undo2 aria-hidden size={14} />
              Keep
            </button>
          </span>
        ) : (
          <Marks member={{ ...member, name }} act={act} />
        )}
        {error && (
          <p role="alert" className="mt-1 text-xs font-medium text-danger break-words">
            {error}
          </p>
        )}
      </th>
      <td className="col-start-2 row-start-2 py-1 xl:px-2 xl:py-1.5 xl:align-top">
        <select
          aria-label={`${name}: role`}
          className={`${field} px-2 text-sm xl:w-31`}
          value={member.role}
          disabled={leaving}
          onChange={(event) => {
            const role = event.target.value as Role;
            change({ role, ...(role === 'moderator' && newModerator(member.moderation)) });
          }}
        >
          {ROLES.map((role) => (
            <option key={role} value={role}>
              {ROLE_TITLES[role]}
            </option>
          ))}
        </select>
      </td>
      {RIGHTS.map((right) => (
        <td
          key={right}
          className="col-span-3 flex items-center justify-between gap-2 py-0.5 ps-11 pe-2 xl:table-cell xl:px-1 xl:py-1.5 xl:align-top"
        >
          <span aria-hidden className="text-sm xl:hidden">
            {RIGHT_TITLES[right]}
          </span>
          <span className="flex flex-col items-end gap-0.5 xl:items-start">
            <TriState
              label={`${name}: ${right}`}
              value={member.overrides[right]}
              inherits={inherited(room.audiences[right], member.role)}
              disabled={leaving}
              change={(value) => change({ overrides: { [right]: value } })}
            />
            {right === 'publish' && member.overrides.publishKinds && (
              <span className="text-xs text-soft">{kindsOnly(member.overrides.publishKinds)}</span>
            )}
          </span>
        </td>
      ))}
      <td className="col-start-3 row-start-1 xl:py-1.5 xl:align-top">
        <button
          type="button"
          className={iconButton}
          aria-label={`Settings of ${name}`}
          title="Media, expiry, moderation"
          disabled={leaving}
          onClick={open}
        >
          <Settings2 aria-hidden size={19} />
        </button>
      </td>
    </tr>
  );
}
