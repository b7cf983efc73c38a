'use client';

import { useEffect, useRef } from 'react';
import type { Call } from '@/lib/client/call.ts';
import { mutedHint, shortcuts } from '@/lib/client/preferences.ts';
import { useCall, useCallState, useInCall, useLevels } from '../call-context.tsx';
import { useWatch } from '../voice/use-voice.ts';
import { whyNot } from '../why.ts';

const KEY = 'muted';
/** A voice, and not the room it is in: clearly louder than what draws a ring. */
const LOUD = 0.3;
/** Ten readings a second: a loud one counts double, because words have gaps; a cough or a key is not enough. */
const GAIN = 2;
const ENOUGH = 12;

/** Says once for each mute that one talks and nobody hears it, and what to do instead. */
export function useMutedHint(pushedToTalk: { readonly current: boolean }): void {
  const call = useCall();
  const levels = useLevels();
  const { clockOffset } = useInCall();
  const heard = useCallState(({ own }) => (own.microphone.is === 'muted' ? own.microphone.heard : undefined));
  const muted = useCallState(({ own }) => own.microphone.is === 'muted');
  const told = useRef(false);
  useWatch(KEY, (mutedHint.get() && heard) || null);

  useEffect(() => {
    if (!muted) told.current = false;
  }, [muted]);
  useEffect(() => {
    if (!heard) return;
    let loud = 0;
    return levels.subscribe(() => {
      loud = Math.max(0, loud + ((levels.level(KEY) ?? 0) > LOUD ? GAIN : -1));
      if (loud < ENOUGH || told.current || pushedToTalk.current || !mutedHint.get()) return;
      told.current = true;
      call.tell(words(call, Date.now() + clockOffset), 'muted');
    });
  }, [call, levels, heard, clockOffset, pushedToTalk]);
}

function words({ store }: Call, now: number): string {
  const { phase } = store.getState();
  const locked = phase.is === 'in-call' ? whyNot(phase.view.self.unmute, now) : null;
  if (locked) return `Nobody hears you. ${locked}`;
  const keys = shortcuts.get() && matchMedia('(any-hover: hover)').matches;
  return keys
    ? 'You are muted. Press M or hold Space to speak.'
    : 'You are muted. Unmute your microphone to speak.';
}
