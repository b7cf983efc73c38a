'use client';

import { useEffect, useState } from 'react';
import { createCall } from '@/lib/client/call.ts';
import { CallContext, type CallHere } from './call-context.tsx';
import { CallScreen } from './call-screen.tsx';
import { Connecting } from './connecting.tsx';
import { createLevels } from './voice/levels.ts';

export function Room({ room }: { room: string }) {
  const [here, setHere] = useState<CallHere | null>(null);
  useEffect(() => {
    const next: CallHere = { call: createCall(room), levels: createLevels() };
    setHere(next);
    return () => {
      next.call.close();
      next.levels.close();
    };
  }, [room]);

  if (!here) return <Connecting />;
  return (
    <CallContext value={here}>
      <CallScreen />
    </CallContext>
  );
}
