'use client';

import { LoaderCircle } from 'lucide-react';
import { useInCall } from '../call-context.tsx';

export function Reconnecting() {
  const lost = useInCall().signaling === 'reconnecting';
  return (
    <p
      role={lost ? 'status' : undefined}
      aria-live="polite"
      className={
        lost
          ? 'inline-flex items-center gap-2 rounded-full bg-hand-wash px-3 py-1 text-sm font-medium whitespace-nowrap'
          : ''
      }
    >
      {lost && (
        <>
          <LoaderCircle aria-hidden size={16} className="animate-spin text-hand" />
          Reconnecting…
        </>
      )}
    </p>
  );
}
