'use client';

import { CircleAlert, LoaderCircle, WifiOff } from 'lucide-react';
import type { Failure, FailureCode } from '@/lib/core/failure.ts';
import { button } from '../parts/button.ts';
import { NoticePage } from '../parts/notice-page.tsx';

interface Words {
  readonly title: string;
  readonly next: string;
  readonly again: boolean;
}

const TRY: Words = { title: 'The room did not open.', next: 'Try again in a moment.', again: true };
const LINK: Words = {
  title: 'This link does not open the room.',
  next: 'Ask whoever invited you for a new link.',
  again: false,
};

/** Sorted as the failures themselves are: by what is done about them. */
const WORDS: Partial<Record<FailureCode, Words>> = {
  unavailable: {
    title: 'The server cannot be reached.',
    next: 'Check your connection, then try again.',
    again: true,
  },
  'rate-limited': {
    title: 'Too many tries in a short time.',
    next: 'Wait a minute, then try again.',
    again: true,
  },
  unauthenticated: LINK,
  expired: { ...LINK, title: 'This link has expired.' },
  refused: { title: 'You cannot come in.', next: '', again: false },
  'not-found': {
    title: 'There is no such room.',
    next: 'Check the link or the room’s id, or ask whoever invited you.',
    again: false,
  },
};

export function Unreachable({ failure, retrying }: { failure: Failure; retrying: boolean }) {
  const { title, next, again } = WORDS[failure.code] ?? TRY;
  return (
    <NoticePage
      title={title}
      why={
        failure.message === title
          ? 'Your connection may be down, or the server is starting again.'
          : failure.message
      }
      next={retrying ? undefined : next}
      icon={again ? <WifiOff aria-hidden size={22} /> : <CircleAlert aria-hidden size={22} />}
    >
      {retrying && (
        <p role="status" className="flex w-full items-center gap-2 text-sm text-soft">
          <LoaderCircle aria-hidden size={18} className="animate-spin" />
          Trying again by itself…
        </p>
      )}
      {again && (
        <button type="button" className={button.primary} onClick={() => location.reload()}>
          Try again now
        </button>
      )}
      <a className={button.plain} href="/">
        Back to start
      </a>
    </NoticePage>
  );
}
