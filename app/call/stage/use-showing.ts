'use client';

import { type RefObject, useEffect } from 'react';
import { useCall, useView } from '../call-context.tsx';
import { useLayout } from '../layout/layout-context.tsx';
import type { Shown } from './sources.ts';

/** Has the server know that a tile shows somebody's picture, and how large; what nobody shows is not sent. */
export function useShowing(tile: RefObject<HTMLElement | null>, { own, video }: Shown): void {
  const call = useCall();
  const { layout } = useLayout();
  const sees = useView().self.subscribe.video.allowed;
  const publication = layout !== 'audio' && sees && !own && video && !video.muted ? video.id : null;
  useEffect(() => {
    if (tile.current && publication) return call.showing(tile.current, publication);
  }, [call, tile, publication]);
}
