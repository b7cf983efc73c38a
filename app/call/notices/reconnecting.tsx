'use client';

import { LoaderCircle } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useCallState, useInCall } from '../call-context.tsx';
import { connectionWords } from './connection-words.ts';

/** A link that is made or mended sooner than this is not worth a word, milliseconds. */
const PATIENCE_MS = 2_500;

/** What is away now, and what goes on: the socket and the media are two things, and either may be lost alone. */
export function Reconnecting() {
  const lost = useInCall().signaling === 'reconnecting';
  const flow = useCallState((state) => state.flow);
  const [late, setLate] = useState(false);
  const connecting = flow === 'connecting';
  if (late && !connecting) setLate(false);
  useEffect(() => {
    if (!connecting) return;
    const timer = setTimeout(() => setLate(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [connecting]);

  const words = connectionWords(lost, flow, late);
  return (
    <p
      role={words ? 'status' : undefined}
      aria-live="polite"
      className={
        words
          ? 'inline-flex min-w-0 items-center gap-2 rounded-full bg-hand-wash px-2 py-1 text-xs font-medium sm:px-3 sm:text-sm'
          : ''
      }
    >
      {words && (
        <>
          <LoaderCircle aria-hidden size={16} className="shrink-0 animate-spin text-hand" />
          <span className="truncate sm:whitespace-nowrap">
            {words.now}
            {words.besides && <span className="max-sm:sr-only"> {words.besides}</span>}
          </span>
        </>
      )}
    </p>
  );
}
