'use client';

import { useEffect, useRef, useState } from 'react';
import { ThemeButton } from '../theme/theme-button.tsx';
import { type InCall, InCallContext } from './call-context.tsx';
import { CallControls } from './controls/call-controls.tsx';
import { FloorBar } from './notices/floor-bar.tsx';
import { Reconnecting } from './notices/reconnecting.tsx';
import { PeoplePanel } from './people/panel.tsx';
import { Sound } from './stage/sound.tsx';
import { Stage } from './stage/stage.tsx';

/** Open where it fits beside the stage; a phone shows the stage first. */
const opensByItself = () => matchMedia('(min-width: 64rem)').matches;

export function InCallScreen({ phase }: { phase: InCall }) {
  const main = useRef<HTMLElement>(null);
  const [people, setPeople] = useState(() => ({ open: opensByItself(), asked: false }));
  // The button that was pressed is gone; reading goes on here.
  useEffect(() => main.current?.focus(), []);

  const close = () => {
    setPeople({ open: false, asked: false });
    document.querySelector<HTMLElement>('[aria-label="Call controls"] [aria-label="People"]')?.focus();
  };

  return (
    <InCallContext value={phase}>
      <main ref={main} tabIndex={-1} className="flex h-dvh min-h-80 flex-col overflow-hidden">
        <header className="flex shrink-0 items-center gap-3 ps-4 pe-2 pt-1">
          <h1 className="min-w-0 grow truncate font-semibold" dir="auto" title={phase.view.room.name}>
            {phase.view.room.name}
          </h1>
          <Reconnecting />
          <ThemeButton />
        </header>
        <div className="relative flex min-h-0 flex-1">
          <div className="flex min-w-0 flex-1 flex-col">
            <Stage />
            <FloorBar />
          </div>
          {people.open && <PeoplePanel close={close} takesFocus={people.asked} />}
        </div>
        <CallControls
          peopleOpen={people.open}
          onPeople={() => setPeople(({ open }) => ({ open: !open, asked: !open }))}
        />
        <Sound />
      </main>
    </InCallContext>
  );
}
