'use client';

import { DoorOpen, Plus, Search } from 'lucide-react';
import { useState } from 'react';
import { button, field } from '../../parts/button.ts';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { NewRoomDialog } from './new-room.tsx';
import { RoomsTable } from './rooms-table.tsx';
import { ROOMS_A_PAGE, useRooms } from './use-rooms.ts';

export function RoomsScreen() {
  const rooms = useRooms();
  const [making, setMaking] = useState(false);
  const { loaded, search, before } = rooms;
  const items = loaded.state === 'ready' ? loaded.data.items : [];
  const none = loaded.state === 'ready' && !items.length && !before;

  return (
    <>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-3">
        <h1 className="grow text-xl font-semibold tracking-tight">Rooms</h1>
        <button type="button" className={button.primary} onClick={() => setMaking(true)}>
          <Plus aria-hidden size={18} />
          New room
        </button>
      </div>
      {!(none && !search) && (
        <div className="relative mt-5">
          <Search aria-hidden size={18} className="pointer-events-none absolute start-3 top-3.5 text-soft" />
          <input
            type="search"
            aria-label="Search rooms"
            placeholder="Search by name or id"
            className={`${field} ps-10! sm:max-w-sm`}
            value={rooms.typed}
            maxLength={100}
            autoComplete="off"
            onChange={(event) => rooms.setTyped(event.target.value)}
          />
        </div>
      )}
      <div className="mt-4">
        {loaded.state === 'loading' && <Skeleton lines={8} label="Loading the rooms" />}
        {loaded.state === 'failed' && (
          <ProblemNotice problem={loaded.problem} retry={() => void loaded.refresh()} />
        )}
        {loaded.state === 'ready' && (
          <>
            {loaded.problem && (
              <div className="mb-4">
                <ProblemNotice problem={loaded.problem} retry={() => void loaded.refresh()} />
              </div>
            )}
            {none ? (
              search ? (
                <p className="py-10 text-center text-soft">
                  No room has “<span className="break-words">{search}</span>” in its name or id.
                </p>
              ) : (
                <Empty />
              )
            ) : (
              <RoomsTable rooms={items} sort={rooms.sort} sortBy={rooms.sortBy} busy={loaded.busy} />
            )}
            {!none && (
              <nav aria-label="Pages" className="mt-4 flex flex-wrap items-center gap-3">
                <p role="status" className="grow text-sm text-soft tabular-nums">
                  {shownWords(before, items.length, loaded.data.total)}
                </p>
                {(rooms.goBack || rooms.goNext) && (
                  <span className="flex gap-3">
                    <PageButton go={rooms.goBack}>Previous</PageButton>
                    <PageButton go={rooms.goNext}>Next</PageButton>
                  </span>
                )}
              </nav>
            )}
          </>
        )}
      </div>
      <NewRoomDialog open={making} onOpenChange={setMaking} />
    </>
  );
}

/** "51–100 of 10,000 rooms". */
function shownWords(before: number, shown: number, total: number | undefined): string {
  const of = total ?? before + shown;
  const rooms = of === 1 ? 'room' : 'rooms';
  if (of <= ROOMS_A_PAGE && !before) return `${of.toLocaleString()} ${rooms}`;
  return `${(before + 1).toLocaleString()}–${(before + shown).toLocaleString()} of ${of.toLocaleString()} ${rooms}`;
}

function PageButton({ go, children }: { go: (() => void) | null; children: string }) {
  const press = () => {
    go?.();
    window.scrollTo({ top: 0 });
  };
  return (
    <button
      type="button"
      className={button.plain}
      aria-disabled={!go || undefined}
      onClick={() => go && press()}
    >
      {children}
    </button>
  );
}

function Empty() {
  return (
    <div className="mt-6 rounded-xl border border-line bg-surface px-6 py-12 text-center">
      <span className="inline-flex size-14 items-center justify-center rounded-full bg-sunken text-soft">
        <DoorOpen aria-hidden size={26} />
      </span>
      <h2 className="mt-4 text-lg font-semibold">No rooms yet</h2>
      <p className="mx-auto mt-1 max-w-sm text-soft">
        Make the first one with “New room”. Then add people, or hand out its PINs. Rooms made over the API or
        on the start page appear here too.
      </p>
    </div>
  );
}
