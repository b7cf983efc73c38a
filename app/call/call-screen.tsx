'use client';

import { useCallState } from './call-context.tsx';
import { Connecting } from './connecting.tsx';
import { PreJoin } from './door/pre-join.tsx';
import { Ended } from './ended.tsx';
import { InCallScreen } from './in-call-screen.tsx';
import { Toasts } from './notices/toasts.tsx';
import { Unreachable } from './unreachable.tsx';

/** One screen for each phase of a call, and what is to be told above them all. */
export function CallScreen() {
  return (
    <>
      <Screen />
      <Toasts />
    </>
  );
}

function Screen() {
  const phase = useCallState((state) => state.phase);
  switch (phase.is) {
    case 'connecting':
      return <Connecting />;
    case 'unreachable':
      return <Unreachable failure={phase.failure} retrying={phase.retrying} />;
    case 'pre-join':
    case 'joining':
      return <PreJoin look={phase.look} joining={phase.is === 'joining'} />;
    case 'in-call':
      return <InCallScreen phase={phase} />;
    case 'ended':
      return <Ended reason={phase.reason} />;
  }
}
