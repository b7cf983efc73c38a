'use client';

import { type RefObject, useEffect, useSyncExternalStore } from 'react';
import { useCall, useCallState, useInCall, useLevels } from '../call-context.tsx';
import { talkingSources } from './talking.ts';

const never = () => false;

/** What this browser hears. Draws again only when speaking begins or ends, not with every level. */
export function useHeard(key: string): boolean {
  const levels = useLevels();
  return useSyncExternalStore(levels.subscribe, () => levels.speaking(key), never);
}

/**
 * Heard here, or said to talk by the server (R30): here it is quicker, and the server also knows of those whom this
 * browser cannot measure, because it plays no sound yet or has no part in their voice.
 */
export function useSpeaking(source: string): boolean {
  const heard = useHeard(source);
  const told = useCallState(
    ({ phase }) => phase.is === 'in-call' && talkingSources(phase.view.publications).has(source),
  );
  return heard || told;
}

/** R30: tells the call when one's own open microphone begins and stops being speech. */
export function useHeardMyself(): void {
  const call = useCall();
  const { view, signaling } = useInCall();
  const { source, profile } = view.self;
  const open = useCallState(({ own }) => own.microphone.is === 'on');
  const heard = useHeard(source);
  // A socket that came back has forgotten; it is told anew.
  const talking = profile.talkDetection && open && heard && signaling === 'connected';
  useEffect(() => {
    if (!talking) return;
    call.heardMyself(true);
    return () => call.heardMyself(false);
  }, [call, talking]);
}

/** Sets `--level` on an element as the voice goes, past React; leaves it alone where nothing is measured. */
export function useLevelOn(element: RefObject<HTMLElement | null>, key: string): void {
  const levels = useLevels();
  useEffect(
    () =>
      levels.subscribe(() => {
        const level = levels.level(key);
        if (level === null) element.current?.style.removeProperty('--level');
        else element.current?.style.setProperty('--level', level.toFixed(2));
      }),
    [levels, element, key],
  );
}

export function useWatch(key: string, track: MediaStreamTrack | null): void {
  const levels = useLevels();
  useEffect(() => (track ? levels.watch(key, track) : undefined), [levels, key, track]);
}
