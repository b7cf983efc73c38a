'use client';

import { ArrowDown, ArrowUp, ArrowUpDown } from 'lucide-react';
import Link from 'next/link';
import type { RoomsOrder } from '../data/rooms.ts';
import type { ApiRoom } from '../data/shapes.ts';
import { asTyped } from '../parts/as-typed.ts';
import { presetTitle } from '../room/settings/departures.tsx';
import { roomState } from './state.ts';
import { StateChip } from './state-chip.tsx';

export function RoomsTable({
  rooms,
  sort,
  sortBy,
  busy,
}: {
  rooms: readonly ApiRoom[];
  sort: RoomsOrder;
  sortBy: (by: RoomsOrder) => void;
  busy: boolean;
}) {
  const now = Date.now();
  return (
    <div className="overflow-hidden rounded-xl border border-line bg-surface">
      <table
        aria-label="Rooms"
        aria-busy={busy}
        className={`w-full table-fixed text-sm ${busy ? 'opacity-60' : ''}`}
      >
        <thead>
          <tr className="border-b border-line text-start">
            <Header by="name" sort={sort} sortBy={sortBy} first="name">
              Name
            </Header>
            <th scope="col" className="w-40 px-4 text-start font-semibold max-md:hidden">
              Preset
            </th>
            <Header
              by="createdAt"
              sort={sort}
              sortBy={sortBy}
              first="-createdAt"
              className="w-56 max-sm:hidden"
            >
              Created
            </Header>
            <th scope="col" className="w-40 px-4 text-start font-semibold max-sm:w-33 max-sm:px-2">
              State
            </th>
          </tr>
        </thead>
        <tbody>
          {rooms.map((room) => (
            <tr key={room.id} className="relative border-t border-line first:border-t-0 hover:bg-sunken">
              <th scope="row" className="px-4 py-3 text-start font-normal">
                <Link
                  href={`/console/rooms/${encodeURIComponent(room.id)}`}
                  dir="auto"
                  className="line-clamp-2 text-start font-semibold break-words before:absolute before:inset-0 focus-visible:outline-none focus-visible:before:outline-3 focus-visible:before:-outline-offset-3 focus-visible:before:outline-accent"
                >
                  {room.name}
                </Link>
                <span className="block truncate text-xs text-soft">
                  <span className={asTyped}>{room.id}</span>
                  <span className="md:hidden"> · {presetTitle(room.preset)}</span>
                </span>
              </th>
              <td className="px-4 max-md:hidden">{presetTitle(room.preset)}</td>
              <td className="px-4 whitespace-nowrap text-soft tabular-nums max-sm:hidden">
                <time dateTime={room.createdAt}>
                  {new Date(room.createdAt).toLocaleString(undefined, {
                    dateStyle: 'medium',
                    timeStyle: 'short',
                  })}
                </time>
              </td>
              <td className="px-4 max-sm:px-2">
                <StateChip state={roomState(room, now)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A column to sort by: the first press sorts as `first`, the next the other way round. */
function Header({
  by,
  first,
  sort,
  sortBy,
  className = '',
  children,
}: {
  by: 'name' | 'createdAt';
  first: RoomsOrder;
  sort: RoomsOrder;
  sortBy: (by: RoomsOrder) => void;
  className?: string;
  children: string;
}) {
  const on = sort === by ? 'ascending' : sort === `-${by}` ? 'descending' : undefined;
  const Icon = on === 'ascending' ? ArrowUp : on === 'descending' ? ArrowDown : ArrowUpDown;
  return (
    <th scope="col" aria-sort={on} className={`text-start ${className}`}>
      <button
        type="button"
        className="inline-flex min-h-11 items-center gap-1.5 px-4 font-semibold outline-offset-[-3px]"
        onClick={() => sortBy(on ? (on === 'ascending' ? `-${by}` : by) : first)}
      >
        {children}
        <Icon aria-hidden size={15} className={on ? '' : 'text-soft'} />
      </button>
    </th>
  );
}
