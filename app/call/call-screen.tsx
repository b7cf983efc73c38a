'use client';

import { useDeferredValue } from 'react';
import { useCallState } from './call-context.tsx';
import { Connecting } from './connecting.tsx';
import { PreJoin } from './door/pre-join.tsx';
import { Ended } from './ended.tsx';
import { InCallScreen } from './in-call-screen.tsx';
import { LayoutProvider } from './layout/layout-context.tsx';
import { Toasts } from './notices/toasts.tsx';
import { useSounds } from './sounds/use-sounds.ts';
import { Unreachable } from './unreachable.tsx';
import { WaitingRoom } from './waiting.tsx';

/** One screen for each phase of a call, and what is to be told above them all. */
export function CallScreen() {
  useSounds();
  return (
    <>
      <Screen />
      <Toasts />
    </>
  );
}

function Screen() {
  const now = useCallState((state) => state.phase);
  // Another screen is drawn in pieces, between which the call itself goes on: its links are made at that very moment.
  const drawn = useDeferredValue(now);
  const phase = drawn.is === now.is ? now : drawn;
  switch (phase.is) {
    case 'connecting':
      return <Connecting />;
    case 'unreachable':
      return <Unreachable failure={phase.failure} retrying={phase.retrying} />;
    case 'pre-join':
    case 'joining':
      return <PreJoin look={phase.look} joining={phase.is === 'joining'} />;
    case 'waiting':
      return <WaitingRoom look={phase.look} reconnecting={phase.signaling === 'reconnecting'} />;
    case 'in-call':
      return (
        <LayoutProvider>
          <InCallScreen phase={phase} />
        </LayoutProvider>
      );
    case 'ended':
      return <Ended reason={phase.reason} />;
  }
}
