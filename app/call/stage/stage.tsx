'use client';

import { Headphones } from 'lucide-react';
import type { SelfView } from '@/lib/core/roster/view.ts';
import { useView } from '../call-context.tsx';
import { useLayout } from '../layout/layout-context.tsx';
import { AudioOnly } from './audio-only.tsx';
import type { Size } from './fit.ts';
import { Pager } from './pager.tsx';
import { PausedStatus } from './paused.tsx';
import { shownSources } from './sources.ts';
import { Tiles } from './tiles.tsx';
import { useArrangement } from './use-arrangement.ts';
import { useBox } from './use-box.ts';

export function Stage() {
  const view = useView();
  const { layout } = useLayout();
  const [box, measure] = useBox();
  const { faces, screens } = shownSources(view);
  return (
    <section aria-label="Stage" className="flex min-h-0 min-w-0 flex-1 flex-col p-2 sm:p-3">
      {layout === 'audio' && <AudioOnly />}
      <PausedStatus />
      {!faces.length && !screens.length ? (
        <Empty self={view.self} />
      ) : (
        // The padding leaves room for the rings of the outer tiles.
        <div ref={measure} className="flex min-h-0 min-w-0 flex-1 flex-col p-1.5">
          {box && <Arranged box={box} />}
        </div>
      )}
    </section>
  );
}

function Arranged({ box }: { box: Size }) {
  const { large, small, plan, page } = useArrangement(box);
  return (
    <>
      <Tiles large={large} small={small} plan={plan} />
      {page.of > 1 && <Pager {...page} />}
    </>
  );
}

/** Only what is possible here is named. */
function begins({ publish: { microphone, camera }, subscribe }: SelfView): string {
  if (microphone.allowed)
    return camera.allowed ? 'Unmute or turn your camera on below to begin.' : 'Unmute below to begin.';
  return subscribe.video.allowed
    ? 'Stay here. Whoever speaks appears by itself.'
    : 'Stay here. You hear whoever speaks.';
}

function Empty({ self }: { self: SelfView }) {
  return (
    <div className="m-auto flex max-w-sm flex-col items-center p-6 text-center">
      <span className="mb-4 inline-flex size-14 items-center justify-center rounded-full bg-sunken text-soft">
        <Headphones aria-hidden size={26} />
      </span>
      <h2 className="text-lg font-semibold">Nobody is on stage yet</h2>
      <p className="mt-1 text-soft">{begins(self)}</p>
    </div>
  );
}
