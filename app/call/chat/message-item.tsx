'use client';

import { Lock, Trash2 } from 'lucide-react';
import { memo, useId } from 'react';
import type { MessageView } from '@/lib/core/roster/view.ts';
import { WithLinks } from './links.tsx';

interface Props {
  readonly message: MessageView;
  /** Null for those who may not remove messages. */
  readonly remove: ((message: MessageView) => void) | null;
}

/** Remembered, because a long log has a thousand of these. */
export const MessageItem = memo(function MessageItem({ message, remove }: Props) {
  const { text, own, to, at } = message;
  const words = useId();
  const look = own ? 'bg-accent-wash' : 'bg-sunken';
  return (
    <li
      className={`flex max-w-full gap-1 rounded-lg ${look} ${own ? 'ms-6' : 'me-6'} ${to ? 'border border-dashed border-edge' : ''}`}
    >
      <div className="min-w-0 grow py-2 ps-3 pe-2">
        <p className="flex flex-wrap items-baseline gap-x-2 text-xs text-soft">
          <span className="min-w-0 font-semibold break-words text-ink" dir="auto">
            {authorOf(message)}
          </span>
          <time dateTime={new Date(at).toISOString()} className="tabular-nums">
            {timeOf(at)}
          </time>
          {to && (
            <span className="inline-flex min-w-0 items-center gap-1 font-medium">
              <Lock aria-hidden size={12} className="shrink-0" />
              <span className="min-w-0 break-words" dir="auto">
                {own ? `Only to ${to.name ?? 'one person'}` : 'Only to you'}
              </span>
            </span>
          )}
        </p>
        {text === null ? (
          <p className="text-sm text-soft italic">This message was removed.</p>
        ) : (
          <p id={words} className="text-sm break-words whitespace-pre-wrap" dir="auto">
            <WithLinks text={text} />
          </p>
        )}
      </div>
      {remove && text !== null && (
        <button
          type="button"
          aria-label="Remove message"
          title="Remove message"
          aria-describedby={words}
          onClick={() => remove(message)}
          className="inline-flex size-11 shrink-0 items-center justify-center rounded-lg text-soft hover:bg-line hover:text-ink"
        >
          <Trash2 aria-hidden size={16} />
        </button>
      )}
    </li>
  );
});

export const authorOf = ({ own, from }: MessageView): string => (own ? 'You' : (from?.name ?? 'Participant'));

/** The time of today, and the day too of what is older. */
function timeOf(at: number): string {
  const then = new Date(at);
  const today = then.toDateString() === new Date().toDateString();
  const time = { hour: '2-digit', minute: '2-digit' } as const;
  return then.toLocaleString(undefined, today ? time : { ...time, day: 'numeric', month: 'short' });
}
