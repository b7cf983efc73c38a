'use client';

import { type RefObject, useEffect, useSyncExternalStore } from 'react';
import { useLevels } from '../call-context.tsx';

const never = () => false;

/** Draws again only when speaking begins or ends, not with every level. */
export function useSpeaking(key: string): boolean {
  const levels = useLevels();
  return useSyncExternalStore(levels.subscribe, () => levels.speaking(key), never);
}

/** Sets `--level` on an element as the voice goes, past React. */
export function useLevelOn(element: RefObject<HTMLElement | null>, key: string): void {
  const levels = useLevels();
  useEffect(
    () => levels.subscribe(() => element.current?.style.setProperty('--level', levels.level(key).toFixed(2))),
    [levels, element, key],
  );
}

export function useWatch(key: string, track: MediaStreamTrack | null): void {
  const levels = useLevels();
  useEffect(() => (track ? levels.watch(key, track) : undefined), [levels, key, track]);
}
