'use client';

import { ArrowLeft, ExternalLink } from 'lucide-react';
import Link from 'next/link';
import { button } from '../../parts/button.ts';
import { readRoom } from '../data/rooms.ts';
import { useAnswer } from '../data/use-answer.ts';
import { asTyped } from '../parts/as-typed.ts';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { roomState } from '../rooms/state.ts';
import { StateChip } from '../rooms/state-chip.tsx';
import { inCallWords } from './in-call.ts';
import { RoomPageProvider } from './room-context.tsx';
import { RoomTabs } from './room-tabs.tsx';
import { presetTitle } from './settings/departures.tsx';
import { type Live, useLive } from './use-live.ts';

export function RoomScreen({ id }: { id: string }) {
  const loaded = useAnswer(id, () => readRoom(id));
  const live = useLive(id);
  return (
    <>
      <Link
        href="/console"
        className="-ms-2 inline-flex min-h-11 items-center gap-1.5 rounded-md px-2 text-sm font-medium text-soft hover:text-ink"
      >
        <ArrowLeft aria-hidden size={16} className="rtl:-scale-x-100" />
        Rooms
      </Link>
      {loaded.state === 'loading' && <Skeleton lines={8} label="Loading the room" />}
      {loaded.state === 'failed' && (
        <>
          <h1 className={`mb-4 text-xl font-semibold tracking-tight break-all ${asTyped}`}>{id}</h1>
          <ProblemNotice problem={loaded.problem} retry={() => void loaded.refresh()} />
        </>
      )}
      {loaded.state === 'ready' && (
        <RoomPageProvider value={{ id, room: loaded.data, etag: loaded.etag, refresh: loaded.refresh, live }}>
          <div className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-2">
            <div className="min-w-0 grow">
              <h1 dir="auto" className="text-xl font-semibold tracking-tight break-words">
                {loaded.data.name}
              </h1>
              <p className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-soft">
                <StateChip state={roomState(loaded.data, Date.now())} />
                <span>{presetTitle(loaded.data.preset)}</span>
                <span className={`break-all ${asTyped}`}>{id}</span>
                <InCall live={live} />
              </p>
            </div>
            <a
              href={`/r/${encodeURIComponent(id)}`}
              className={button.plain}
              target="_blank"
              rel="noreferrer"
            >
              Open room
              <ExternalLink aria-hidden size={16} />
            </a>
          </div>
          {loaded.problem && (
            <div className="mb-4">
              <ProblemNotice problem={loaded.problem} retry={() => void loaded.refresh()} />
            </div>
          )}
          <RoomTabs />
        </RoomPageProvider>
      )}
    </>
  );
}

/** How many people are in the call at this moment. */
function InCall({ live }: { live: Live }) {
  const words = inCallWords(live);
  return (
    <span role="status" className={words.there ? 'font-medium text-accent' : ''}>
      {words.text}
    </span>
  );
}
