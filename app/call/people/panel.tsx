'use client';

import { X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { iconButton } from '../../parts/button.ts';
import { useView } from '../call-context.tsx';
import { PEOPLE_PANEL } from '../controls/people-button.tsx';
import { Hands } from './hands.tsx';
import { MuteAll } from './mute-all.tsx';
import { Participants } from './participants.tsx';
import { Speakers } from './speakers.tsx';

/** Beside the stage on a wide screen; a sheet over it, with the controls still in reach, on a phone. */
export function PeoplePanel({ close, takesFocus }: { close: () => void; takesFocus: boolean }) {
  const view = useView();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (takesFocus) heading.current?.focus();
  }, [takesFocus]);

  return (
    <section
      id={PEOPLE_PANEL}
      aria-label="People"
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) close();
      }}
      className="z-20 flex min-h-0 flex-col bg-surface max-md:absolute max-md:inset-x-0 max-md:bottom-0 max-md:max-h-[80%] max-md:animate-appear max-md:rounded-t-xl max-md:border-t max-md:border-line max-md:shadow-float md:w-72 md:shrink-0 md:border-s md:border-line lg:w-80"
    >
      <div className="flex items-center justify-between gap-2 py-1.5 ps-4 pe-1.5">
        <h2 ref={heading} tabIndex={-1} className="font-semibold">
          People
        </h2>
        <button type="button" className={iconButton} aria-label="Close panel" title="Close" onClick={close}>
          <X aria-hidden size={20} />
        </button>
      </div>
      {/* Focusable, so that a long list can be scrolled by keyboard. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable */}
      <div className="min-h-0 grow overflow-y-auto px-2 pb-4" tabIndex={0}>
        {view.hands && view.room.hands !== 'off' && <Hands hands={view.hands} />}
        {view.self.moderation.includes('controlCalls') && <MuteAll />}
        {view.people ? <Participants people={view.people} /> : <Speakers />}
      </div>
    </section>
  );
}
