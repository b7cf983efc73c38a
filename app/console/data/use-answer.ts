'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import type { Answer, Problem } from './answer.ts';

/** What is loaded from the server. What was there stays on screen, as `busy`, while it is loaded again. */
export type Loaded<Data> =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly problem: Problem; readonly busy: boolean }
  | {
      readonly state: 'ready';
      readonly data: Data;
      readonly etag: string | null;
      readonly busy: boolean;
      /** Why loading it again failed; what is shown may be old then. */
      readonly problem: Problem | null;
    };

/** Dispatched on `window` after signing in, so that what failed meanwhile is asked again. */
export const SIGNED_IN = 'rostrum-console-signed-in';

/**
 * Asks the server, and asks it again whenever `key` changes, `refresh` is called, or somebody signs in again after
 * the session ended. The last question asked wins, whatever order the answers come in.
 *
 * @param key says what is asked for; null asks for nothing yet
 */
export function useAnswer<Data>(
  key: string | null,
  load: () => Promise<Answer<Data>>,
): Loaded<Data> & { refresh: () => Promise<void> } {
  const [loaded, setLoaded] = useState<Loaded<Data>>({ state: 'loading' });
  const asked = useRef(0);
  const latest = useRef(load);
  latest.current = load;

  const refresh = useCallback(async () => {
    asked.current += 1;
    const mine = asked.current;
    setLoaded((before) => (before.state === 'loading' ? before : { ...before, busy: true }));
    const answer = await latest.current();
    if (mine !== asked.current) return;
    setLoaded((before) => {
      if (answer.ok)
        return { state: 'ready', data: answer.data, etag: answer.etag, busy: false, problem: null };
      const { problem } = answer;
      // A moment without the server takes nothing off the screen, least of all what is being edited there.
      return before.state === 'ready' && passes(problem)
        ? { ...before, busy: false, problem }
        : { state: 'failed', problem, busy: false };
    });
  }, []);

  useEffect(() => {
    if (key === null) return;
    const again = () => void refresh();
    again();
    window.addEventListener(SIGNED_IN, again);
    return () => {
      // Whatever is still on its way was for another question.
      asked.current += 1;
      window.removeEventListener(SIGNED_IN, again);
    };
  }, [key, refresh]);

  return { ...loaded, refresh };
}

const passes = ({ status }: Problem): boolean => [0, 401, 429].includes(status) || status >= 500;
