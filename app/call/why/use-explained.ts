'use client';

import { useCallback, useEffect, useState } from 'react';
import type { Explained } from '@/lib/client/moderation.ts';
import type { ParticipantId } from '@/lib/core/ids.ts';
import { useCall, useView } from '../call-context.tsx';

/** Several changes are often one act. */
const QUIET_MS = 150;

/**
 * What somebody may do: one's own rights are known, another's are asked for, and again when anything about them
 * changes. Null while that is not there yet; `gone` when they left.
 */
export function useExplained(participant: ParticipantId | null): { rights: Explained | null; gone: boolean } {
  const call = useCall();
  const { self, people, room } = useView();
  const [told, setTold] = useState<{ of: ParticipantId; rights: Explained } | null>(null);
  const person = participant ? people?.[participant] : undefined;
  const gone = participant !== null && !person;

  const ask = useCallback(
    async (of: ParticipantId, still: () => boolean) => {
      const rights = await call.explain(of);
      if (rights && still()) setTold({ of, rights });
    },
    [call],
  );
  // Their floor or role, or the room's policy, is what decides; a change of either is a reason to ask again.
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when these change
  useEffect(() => {
    if (!participant || gone) return;
    let still = true;
    const timer = setTimeout(() => void ask(participant, () => still), told ? QUIET_MS : 0);
    return () => {
      still = false;
      clearTimeout(timer);
    };
  }, [ask, participant, gone, person?.speak, person?.role, room]);

  if (!participant) return { rights: self, gone: false };
  return { rights: told?.of === participant ? told.rights : null, gone };
}
