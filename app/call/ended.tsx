'use client';

import { LogOut } from 'lucide-react';
import type { EndReason } from '@/lib/core/session.ts';
import { button } from '../parts/button.ts';
import { NoticePage } from '../parts/notice-page.tsx';

interface Words {
  readonly title: string;
  readonly why: string;
  readonly next?: string;
  /** What the button says that opens the room once more; without one there is no use in trying. */
  readonly again?: 'Join again' | 'Try again';
}

const WORDS: Record<EndReason['why'], Words> = {
  left: {
    title: 'You left the room.',
    why: 'Your microphone and camera are off. Nobody there hears or sees you any more.',
    again: 'Join again',
  },
  lost: {
    title: 'The connection was lost.',
    why: 'The server could not reach you for a while, so your place was given up.',
    next: 'Check your connection, then join again.',
    again: 'Join again',
  },
  removed: {
    title: 'You were removed from the room.',
    why: 'A host took you out. You can come in again only when a host lets you.',
    next: 'A host can take this back at once, or let you in again later. Ask them, then try again.',
    again: 'Try again',
  },
  disconnected: {
    title: 'You were disconnected.',
    why: 'A host or an administrator ended your stay. You were not kept out.',
    again: 'Join again',
  },
  'room-closed': {
    title: 'The room is closed.',
    why: 'Its time is over, or a host closed it for everyone.',
    next: 'Ask whoever invited you if it opens again.',
  },
  'membership-over': {
    title: 'Your access to this room has ended.',
    why: 'You were invited until a certain time, and that time has come.',
    next: 'Ask whoever invited you if you need more.',
  },
  denied: {
    title: 'You were not let in.',
    why: 'A host decided not to let you in just now. Nobody heard or saw you.',
    next: 'You can ask again in a minute.',
    again: 'Join again',
  },
  'no-place': {
    title: 'There is no place for you just now.',
    why: 'The room is full, or a host locked it while you were waiting.',
    next: 'Try again later, or ask a host.',
    again: 'Join again',
  },
  'time-over': {
    title: 'Your time in this call is over.',
    why: 'In this room, each person can be in a call for a certain time. You have used yours.',
    next: 'You can join again in the next call, or ask a host for more time.',
  },
  'call-ended': {
    title: 'The call has ended.',
    why: 'A host ended it for everyone. Your microphone and camera are off.',
    again: 'Join again',
  },
  'no-right': {
    title: 'You can no longer be in this room.',
    why: 'A host changed who may watch, listen and speak here, and nothing is left for you.',
    next: 'Ask a host for access, then join again.',
    again: 'Join again',
  },
};

export function Ended({ reason }: { reason: EndReason }) {
  const { title, why, next, again } = WORDS[reason.why];
  return (
    <NoticePage title={title} why={why} next={next} icon={<LogOut aria-hidden size={22} />}>
      {again && (
        <button type="button" className={button.primary} onClick={() => location.reload()}>
          {again}
        </button>
      )}
      <a className={again ? button.plain : button.primary} href="/">
        Back to start
      </a>
    </NoticePage>
  );
}
