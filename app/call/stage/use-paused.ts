'use client';

import type { Sent } from '@/lib/core/quality/viewing.ts';
import { useCallState, useView } from '../call-context.tsx';
import { useLayout } from '../layout/layout-context.tsx';
import type { Shown } from './sources.ts';

/** Why a picture that could be seen is not sent for now; null where it is, or where nobody would see it. */
export type Paused = Extract<Sent['why'], 'network' | 'choice'> | null;

const pausedBy = (sent: Sent | undefined): Paused =>
  sent?.level === 'none' && (sent.why === 'network' || sent.why === 'choice') ? sent.why : null;

export function usePaused({ own, video }: Shown): Paused {
  const { layout } = useLayout();
  return useCallState(({ sent }) => (layout === 'audio' || own || !video ? null : pausedBy(sent[video.id])));
}

/** Whether any picture is held back by the network, and not by what one chose to look at. */
export function useAnyPaused(): boolean {
  const { publications } = useView();
  const { layout } = useLayout();
  return useCallState(
    ({ sent }) =>
      layout !== 'audio' && Object.keys(publications).some((id) => pausedBy(sent[id]) === 'network'),
  );
}
