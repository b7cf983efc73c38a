'use client';

import { useInCall } from '../call-context.tsx';
import { Bars } from './bars.tsx';
import { useConnection } from './use-connection.ts';
import { connectionWords, shortWords } from './words.ts';

/** There only while one's own connection is not good, and says why; a good one needs no mark. */
export function ConnectionButton({ open }: { open: (opener: HTMLElement) => void }) {
  const connection = useConnection();
  const { signaling } = useInCall();
  if (!connection.trouble || signaling === 'reconnecting') return null;
  const words = connectionWords(connection);
  return (
    <button
      type="button"
      aria-label={`${words} Show more`}
      title={words}
      onClick={(event) => open(event.currentTarget)}
      className={`inline-flex min-h-11 min-w-11 shrink-0 items-center justify-center rounded-full -outline-offset-4`}
    >
      <span
        className={`inline-flex min-h-8 items-center gap-2 rounded-full px-2.5 text-sm font-medium whitespace-nowrap ${
          connection.quality === 'poor' ? 'bg-danger-wash' : 'bg-hand-wash'
        }`}
      >
        <Bars quality={connection.quality} />
        <span className="hidden sm:inline">{shortWords(connection)}</span>
      </span>
    </button>
  );
}
