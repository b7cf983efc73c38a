'use client';

import { useEffect, useRef, useState } from 'react';
import type { Problem } from '../../data/answer.ts';
import { previewRoom } from '../../data/rooms.ts';
import type { Preview } from '../../data/shapes.ts';
import { type Edits, mistakes, patchOf } from './draft.ts';

export type Previewed =
  | { readonly state: 'none' }
  | { readonly state: 'asking' }
  | { readonly state: 'known'; readonly preview: Preview }
  | { readonly state: 'failed'; readonly problem: Problem };

/** Milliseconds without a further edit before the server is asked. */
const QUIET_MS = 250;

/** Who would gain and lose what if these edits were saved; asked anew as they change. */
export function usePreview(room: string, edits: Edits, etag: string | null): Previewed {
  const [previewed, setPreviewed] = useState<Previewed>({ state: 'none' });
  const asked = useRef(0);
  // Also when the room under the edits was loaded again.
  const key = `${etag} ${JSON.stringify(edits)}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the edits
  useEffect(() => {
    asked.current += 1;
    const mine = asked.current;
    if (!Object.keys(edits).length || mistakes(edits).length) {
      setPreviewed({ state: 'none' });
      return;
    }
    setPreviewed({ state: 'asking' });
    const timer = setTimeout(async () => {
      const answer = await previewRoom(room, patchOf(edits));
      if (mine !== asked.current) return;
      setPreviewed(
        answer.ok ? { state: 'known', preview: answer.data } : { state: 'failed', problem: answer.problem },
      );
    }, QUIET_MS);
    return () => clearTimeout(timer);
  }, [room, key]);
  return previewed;
}
