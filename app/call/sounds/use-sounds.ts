'use client';

import { useEffect } from 'react';
import { sounds } from '@/lib/client/preferences.ts';
import { useCall } from '../call-context.tsx';
import { cueOf } from './cue.ts';
import { createTones } from './tones.ts';

/** Above the screens of a call, because its end sounds too. */
export function useSounds(): void {
  const { store } = useCall();
  useEffect(() => {
    const tones = createTones(() => store.getState().devices.speaker.chosen);
    const stop = store.subscribe((after, before) => {
      const cue = cueOf(before, after);
      if (cue && sounds.get()) tones.play(cue);
    });
    return () => {
      stop();
      tones.close();
    };
  }, [store]);
}
