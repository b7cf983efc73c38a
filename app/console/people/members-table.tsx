'use client';

import { RIGHTS } from '@/lib/core/gate/rights.ts';
import type { ApiMember } from '../data/people-shapes.ts';
import type { ApiRoom } from '../data/shapes.ts';
import type { Drafts, Pending } from './drafts.ts';
import { MemberRow } from './member-row.tsx';
import { RIGHT_ABOUT, RIGHT_TITLES } from './rights.ts';

export type MemberAct = 'readmit' | 'release-mute';

export function MembersTable({
  room,
  members,
  drafts,
  errors,
  selected,
  select,
  change,
  open,
  act,
}: {
  room: ApiRoom;
  members: readonly ApiMember[];
  drafts: Drafts;
  errors: ReadonlyMap<string, string>;
  selected: ReadonlyMap<string, ApiMember>;
  select: (members: readonly ApiMember[], on: boolean) => void;
  change: (member: ApiMember, edit: Pending['edit'] & { readonly keep?: true }) => void;
  open: (member: ApiMember) => void;
  act: (member: ApiMember, what: MemberAct) => void;
}) {
  const all = members.length > 0 && members.every(({ person }) => selected.has(person));
  return (
    <table aria-label="Members" className="block w-full xl:table xl:table-auto">
      <thead className="block border-b border-line xl:table-header-group">
        <tr className="block xl:table-row">
          <th scope="col" className="block text-start font-normal xl:table-cell xl:ps-2">
            <label className="inline-flex min-h-11 min-w-11 cursor-pointer items-center justify-center gap-2 text-sm">
              <input
                type="checkbox"
                aria-label="Select everybody on this page"
                className="size-5 accent-accent max-xl:ms-3"
                checked={all}
                onChange={(event) => select(members, event.target.checked)}
              />
              <span aria-hidden className="xl:hidden">
                Select everybody on this page
              </span>
            </label>
          </th>
          <Head pad="xl:px-0">Name</Head>
          <Head pad="xl:px-2">Role</Head>
          {RIGHTS.map((right) => (
            <Head key={right} about={RIGHT_ABOUT[right]}>
              {RIGHT_TITLES[right]}
            </Head>
          ))}
          <th scope="col" className="sr-only xl:not-sr-only xl:w-11">
            <span className="sr-only">More</span>
          </th>
        </tr>
      </thead>
      <tbody className="block xl:table-row-group">
        {members.map((member) => (
          <MemberRow
            key={member.person}
            room={room}
            stored={member}
            edit={drafts.get(member.person)?.edit}
            error={errors.get(member.person)}
            selected={selected.has(member.person)}
            select={(on) => select([member], on)}
            change={(edit) => change(member, edit)}
            open={() => open(member)}
            act={(what) => act(member, what)}
          />
        ))}
      </tbody>
    </table>
  );
}

function Head({ children, about, pad = 'xl:px-1' }: { children: string; about?: string; pad?: string }) {
  return (
    <th
      scope="col"
      title={about}
      className={`sr-only text-start text-xs font-semibold text-soft xl:not-sr-only xl:py-2 ${pad}`}
    >
      {children}
    </th>
  );
}
