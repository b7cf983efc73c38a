'use client';

import { History, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { iconButton } from '../../parts/button.ts';
import { useView } from '../call-context.tsx';
import { PEOPLE_PANEL } from '../controls/people-button.tsx';
import { TrailPanel } from '../later/opened.ts';
import { WhyButton } from '../why/why-button.tsx';
import { Hands } from './hands.tsx';
import { MuteAll } from './mute-all.tsx';
import { Participants } from './participants.tsx';
import { RemovedList } from './removed-list.tsx';
import { RoomControls } from './room-controls.tsx';
import { Speakers } from './speakers.tsx';
import { WaitingList } from './waiting-list.tsx';

/** Beside the stage on a wide screen; a sheet over it, with the controls still in reach, on a phone. */
export function PeoplePanel({ close, takesFocus }: { close: () => void; takesFocus: boolean }) {
  const view = useView();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (takesFocus) heading.current?.focus();
  }, [takesFocus]);

  // As state, for the list below is drawn before there is anything that it could scroll in.
  const [scroller, setScroller] = useState<HTMLElement | null>(null);
  const history = useRef<HTMLButtonElement>(null);
  const [trail, setTrail] = useState(false);
  const [back, setBack] = useState(false);
  useEffect(() => {
    if (back) history.current?.focus();
  }, [back]);
  const owns = view.self.role === 'owner';
  const controls = view.self.moderation.includes('controlCalls');

  return (
    <section
      id={PEOPLE_PANEL}
      aria-label="People"
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) close();
      }}
      className="z-20 flex min-h-0 flex-col bg-surface max-md:absolute max-md:inset-x-0 max-md:bottom-0 max-md:max-h-[80%] max-md:animate-appear max-md:rounded-t-xl max-md:border-t max-md:border-line max-md:shadow-float md:w-72 md:shrink-0 md:border-s md:border-line lg:w-80 xl:w-96"
    >
      {trail && owns ? (
        <TrailPanel
          open
          onOpenChange={() => {
            setTrail(false);
            setBack(true);
          }}
          close={close}
        />
      ) : (
        <>
          <div className="flex items-center gap-1 py-1.5 ps-4 pe-1.5">
            <h2 ref={heading} tabIndex={-1} className="grow font-semibold">
              People
            </h2>
            <WhyButton />
            {owns && (
              <button
                ref={history}
                type="button"
                className={iconButton}
                aria-label="History"
                title="History: what was changed here, and by whom"
                onClick={() => {
                  setBack(false);
                  setTrail(true);
                }}
              >
                <History aria-hidden size={19} />
              </button>
            )}
            <button
              type="button"
              className={iconButton}
              aria-label="Close panel"
              title="Close"
              onClick={close}
            >
              <X aria-hidden size={20} />
            </button>
          </div>
          {/* Focusable, so that a long list can be scrolled by keyboard. */}
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable */}
          <div ref={setScroller} className="min-h-0 grow overflow-y-auto px-2 pb-4" tabIndex={0}>
            {view.waiting && <WaitingList waiting={view.waiting} />}
            {view.hands && view.room.hands !== 'off' && <Hands hands={view.hands} />}
            {controls && <MuteAll />}
            {controls && <RoomControls />}
            {view.people ? <Participants scroller={scroller} /> : <Speakers />}
            {view.removed && <RemovedList removed={view.removed} />}
          </div>
        </>
      )}
    </section>
  );
}
