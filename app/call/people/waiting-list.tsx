'use client';

import { DoorOpen, X } from 'lucide-react';
import type { WaitingView } from '@/lib/core/roster/view.ts';
import { button, iconButton } from '../../parts/button.ts';
import { useCall } from '../call-context.tsx';

/** Who waits to come in, in order, for those who let in. Nothing is shown while nobody waits. */
export function WaitingList({ waiting }: { waiting: Readonly<Record<string, WaitingView>> }) {
  const call = useCall();
  const queue = Object.values(waiting).sort((a, b) => a.place - b.place);
  if (!queue.length) return null;
  return (
    <div className="mb-4 rounded-lg bg-accent-wash p-1">
      <div className="flex items-center gap-2 ps-2">
        <h3 className="flex min-h-11 grow items-center gap-2 text-sm font-semibold">
          <DoorOpen aria-hidden size={16} className="text-accent" />
          Waiting <span className="tabular-nums">({queue.length})</span>
        </h3>
        {queue.length > 1 && (
          <button
            type="button"
            className={`${button.plain} shrink-0 px-3`}
            onClick={() => void call.admitAll()}
          >
            Admit all
          </button>
        )}
      </div>
      <ol aria-label="Waiting">
        {queue.map((one) => (
          <WaitingItem key={one.participant} one={one} />
        ))}
      </ol>
    </div>
  );
}

function WaitingItem({ one: { participant, name, role, away } }: { one: WaitingView }) {
  const call = useCall();
  const line = away ? 'Connection lost, coming back' : role === 'guest' ? 'Guest' : null;
  return (
    <li className="flex min-h-13 items-center gap-2 rounded-md ps-2">
      <span className="min-w-0 grow leading-tight">
        <span className="block truncate text-sm font-medium" dir="auto" title={name}>
          {name}
        </span>
        {line && <span className="block truncate text-xs text-soft">{line}</span>}
      </span>
      <button
        type="button"
        className={`${button.primary} shrink-0 px-3`}
        onClick={() => void call.admit(participant)}
      >
        <span>
          Admit<span className="sr-only"> {name}</span>
        </span>
      </button>
      <button
        type="button"
        className={`${iconButton} -ms-1`}
        aria-label={`Deny ${name}`}
        title={`Deny ${name}`}
        onClick={() => void call.deny(participant)}
      >
        <X aria-hidden size={18} />
      </button>
    </li>
  );
}
