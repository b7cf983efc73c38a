'use client';

import { useEffect, useState } from 'react';
import { follow, type Held } from './follow.ts';

/** Whom the speaker view shows. @param talking the others who talk now */
export function useSpeaker(talking: readonly string[]): string | null {
  const [held, setHeld] = useState<Held | null>(null);
  const who = talking.join('\n');
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      const next = follow(held, who ? who.split('\n') : [], performance.now());
      if (next.held !== held) setHeld(next.held);
      if (next.again !== null) timer = setTimeout(look, next.again);
    };
    look();
    return () => clearTimeout(timer);
  }, [held, who]);
  return held?.source ?? null;
}
