'use client';

import { useEffect, useRef } from 'react';
import type { Call } from '@/lib/client/call.ts';
import { useCall } from '../call-context.tsx';
import { isForCall } from './use-keys.ts';

/** What the space bar presses by itself. */
const PRESSABLE = 'button, a[href], summary, [role="button"], [role="switch"], [role="tab"], [role="radio"]';

/** Only what its owner muted and may unmute; anything else has its own words, beside its button. */
function mayTalk({ store }: Call): boolean {
  const { phase, own } = store.getState();
  if (phase.is !== 'in-call' || own.microphone.is !== 'muted') return false;
  const { publish, unmute } = phase.view.self;
  return publish.microphone.allowed && unmute.allowed;
}

/**
 * Holding the space bar opens one's own muted microphone for as long as it is held. Returns whether it was used
 * since the microphone was last opened in another way: then nobody needs to be told of it.
 */
export function usePushToTalk(): { readonly current: boolean } {
  const call = useCall();
  const used = useRef(false);
  useEffect(() => {
    let held = false;
    // A button that was just clicked keeps the focus, unseen: there the space bar is still for talking.
    let focusSeen = true;

    const down = (event: KeyboardEvent) => {
      if (event.key === 'Tab' || event.key.startsWith('Arrow')) focusSeen = true;
      if (event.code !== 'Space' || !isForCall(event)) return;
      if (held) return event.preventDefault();
      const target = event.target instanceof Element ? event.target.closest(PRESSABLE) : null;
      if (event.repeat || (target && focusSeen) || !mayTalk(call)) return;
      event.preventDefault();
      held = true;
      used.current = true;
      void call.setMicrophone(true);
    };
    const release = () => {
      if (!held) return;
      held = false;
      void call.setMicrophone(false);
    };
    const up = (event: KeyboardEvent) => {
      if (event.code !== 'Space' || !held) return;
      event.preventDefault();
      release();
    };
    const pointed = () => {
      focusSeen = false;
    };
    const hidden = () => document.hidden && release();
    const forget = call.store.subscribe(({ own }) => {
      if (own.microphone.is === 'on' && !held) used.current = false;
    });

    window.addEventListener('keydown', down);
    window.addEventListener('keyup', up);
    window.addEventListener('blur', release);
    window.addEventListener('pointerdown', pointed);
    document.addEventListener('visibilitychange', hidden);
    return () => {
      release();
      forget();
      window.removeEventListener('keydown', down);
      window.removeEventListener('keyup', up);
      window.removeEventListener('blur', release);
      window.removeEventListener('pointerdown', pointed);
      document.removeEventListener('visibilitychange', hidden);
    };
  }, [call]);
  return used;
}
