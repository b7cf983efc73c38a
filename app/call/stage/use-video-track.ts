'use client';

import { useCallState } from '../call-context.tsx';
import { useLayout } from '../layout/layout-context.tsx';
import type { Shown } from './sources.ts';

/** The track to show: one's own from the device, anybody else's as it arrives. */
export function useVideoTrack(shown: Shown): MediaStreamTrack | null {
  const { layout } = useLayout();
  return useCallState(({ own, tracks }) => {
    if (layout === 'audio' || !shown.video || shown.video.muted) return null;
    if (!shown.own) return tracks[shown.video.id] ?? null;
    const { id } = shown.video;
    for (const media of [own.camera, ...own.screens])
      if (media.is === 'on' && media.publication === id) return media.track;
    return null;
  });
}
