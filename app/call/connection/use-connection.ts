'use client';

import { type Connection, judge } from '@/lib/client/connection.ts';
import { useCallState, useView } from '../call-context.tsx';
import { worstLink } from '../stage/sources.ts';

const RANK = { good: 0, fair: 1, poor: 2 } as const;

/** How one's own connection is: as this browser measures it, or as the server has it where that is worse. */
export function useConnection(): Connection {
  const { publications, self } = useView();
  const recent = useCallState(({ readings }) => readings?.recent) ?? [];
  const sent = useCallState((state) => state.sent);
  // What is said of a picture that is gone by now says nothing any more.
  const present = Object.fromEntries(Object.entries(sent).filter(([id]) => publications[id]));
  const measured = judge(recent, present);
  const own = Object.values(publications).filter(({ source }) => source === self.source);
  const quality = worstLink(own);
  if (RANK[quality] <= RANK[measured.quality]) return measured;
  return { quality, trouble: measured.trouble ?? 'sending' };
}
