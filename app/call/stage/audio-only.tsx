'use client';

import { button } from '../../parts/button.ts';
import { useCall, useCallState, useView } from '../call-context.tsx';
import { useLayout } from '../layout/layout-context.tsx';
import { shownSources } from './sources.ts';

/** Says what is left out, and whose screen is missed by it; one's own camera is easily forgotten. */
export function AudioOnly() {
  const view = useView();
  const { screens } = shownSources(view);
  const { showVideos } = useLayout();
  const sent = useCallState(({ own }) => own.camera.is === 'on');
  const call = useCall();
  const shared = useCallState(({ own }) => own.screens.length);
  const sharing = screens.find(({ own }) => !own);
  return (
    <div className="flex shrink-0 flex-wrap items-center justify-center gap-x-3 gap-y-1 px-2 pb-1 text-sm text-soft">
      <p>
        Audio only: cameras and screens are not shown to you.
        {sharing && <> {sharing.name} is sharing a screen.</>}
        {sent && <> Your own camera stays on for the others.</>}
        {shared > 0 && <> The others go on seeing {shared > 1 ? 'your screens' : 'your screen'}.</>}
      </p>
      {shared > 0 && (
        <button type="button" className={button.plain} onClick={() => void call.setScreen(false)}>
          Stop sharing
        </button>
      )}
      {view.self.subscribe.video.allowed && (
        <button type="button" className={button.plain} onClick={showVideos}>
          Show videos
        </button>
      )}
    </div>
  );
}
