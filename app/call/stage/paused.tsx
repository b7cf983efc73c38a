'use client';

import { CirclePause } from 'lucide-react';
import { Avatar } from '../../parts/avatar.tsx';
import { useView } from '../call-context.tsx';
import { type Paused, useAnyPaused } from './use-paused.ts';

/**
 * Lies over a picture that is held back, which stays where it is beneath, also in a window of its own, and goes on by
 * itself. Hidden from screen readers: the group says the same.
 */
export function PausedPicture({ why, name }: { why: NonNullable<Paused>; name: string | null }) {
  const hears = useView().self.subscribe.audio.allowed;
  const [what, cause] = pausedWords(why, hears);
  return (
    <div
      aria-hidden="true"
      className="absolute inset-0 flex flex-col items-center justify-center gap-2 bg-tile px-3 pb-6 text-center"
    >
      {name && (
        <span className="hidden [@container(min-height:9rem)]:block">
          <Avatar name={name} size="tile" />
        </span>
      )}
      <p className="text-xs font-medium text-balance [@container(min-width:16rem)]:text-sm">
        <CirclePause size={15} className="me-1 mb-0.5 inline" />
        {what}
        <span className="hidden [@container(min-width:10rem)_and_(min-height:13rem)]:inline">{cause}</span>
      </p>
    </div>
  );
}

/** What has happened, and then why and what stays. */
export const pausedWords = (why: NonNullable<Paused>, hears: boolean): readonly [string, string] => [
  'Picture paused',
  why === 'choice'
    ? ' to use less data.'
    : `: your connection is slow.${hears ? ' You still hear everyone.' : ''}`,
];

/** Said once, however many pictures are paused; that they come back is seen. */
export function PausedStatus() {
  const hears = useView().self.subscribe.audio.allowed;
  const paused = useAnyPaused();
  return (
    // There before it has anything to say, so that it is heard when it does.
    <p role={paused ? 'status' : undefined} aria-live="polite" className="sr-only">
      {paused && `Pictures are paused${pausedWords('network', hears)[1]}`}
    </p>
  );
}
