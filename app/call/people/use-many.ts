'use client';

import { useEffect, useRef, useState } from 'react';
import type { ParticipantId } from '@/lib/core/ids.ts';

/** Few at a time are asked for at once; more go slowly enough for the server, which hears 60 acts in 5 seconds. */
const AT_ONCE = 40;
const APART_MS = 100;

export interface Progress {
  readonly done: number;
  readonly of: number;
}

/** Does something to many people, one after the other; null when nothing is being done. */
export function useMany() {
  const [progress, setProgress] = useState<Progress | null>(null);
  const here = useRef(true);
  useEffect(() => {
    here.current = true;
    return () => {
      here.current = false;
    };
  }, []);
  const run = async (
    people: readonly ParticipantId[],
    act: (participant: ParticipantId) => Promise<void>,
  ): Promise<void> => {
    for (const [done, participant] of people.entries()) {
      if (!here.current) return;
      setProgress({ done, of: people.length });
      await act(participant);
      if (people.length > AT_ONCE) await new Promise((after) => setTimeout(after, APART_MS));
    }
    if (here.current) setProgress(null);
  };
  return { progress, run };
}
