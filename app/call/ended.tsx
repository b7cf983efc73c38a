'use client';

import { LogOut } from 'lucide-react';
import type { EndReason } from '@/lib/core/session.ts';
import { button } from '../parts/button.ts';
import { NoticePage } from '../parts/notice-page.tsx';

interface Words {
  readonly title: string;
  readonly why: string;
  readonly next?: string;
  readonly again: boolean;
}

const WORDS: Record<EndReason['why'], Words> = {
  left: {
    title: 'You left the room.',
    why: 'Your microphone and camera are off. Nobody there hears or sees you any more.',
    again: true,
  },
  lost: {
    title: 'The connection was lost.',
    why: 'The server could not reach you for a while, so your place was given up.',
    next: 'Check your connection, then join again.',
    again: true,
  },
  removed: {
    title: 'You were removed from the room.',
    why: 'A host took you out, and you cannot come back by yourself.',
    next: 'If you think this was a mistake, ask a host to let you in again.',
    again: false,
  },
  'room-closed': {
    title: 'The room is closed.',
    why: 'It ended or was closed for everyone.',
    next: 'Ask whoever invited you if it opens again.',
    again: false,
  },
  'no-right': {
    title: 'You can no longer be in this room.',
    why: 'A host changed who may watch, listen and speak here, and nothing is left for you.',
    next: 'Ask a host for access, then join again.',
    again: true,
  },
};

export function Ended({ reason }: { reason: EndReason }) {
  const { title, why, next, again } = WORDS[reason.why];
  return (
    <NoticePage title={title} why={why} next={next} icon={<LogOut aria-hidden size={22} />}>
      {again && (
        <button type="button" className={button.primary} onClick={() => location.reload()}>
          Join again
        </button>
      )}
      <a className={again ? button.plain : button.primary} href="/">
        Back to start
      </a>
    </NoticePage>
  );
}
