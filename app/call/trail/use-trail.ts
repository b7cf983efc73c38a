'use client';

import { useEffect, useRef, useState } from 'react';
import { useCall, useCallState } from '../call-context.tsx';
import { joined, newest, type Trail } from './pages.ts';

/** Several changes are often one act, and one act after another is one look. */
const QUIET_MS = 300;

/** The trail as far as it was read, the newest first; it grows at both ends. */
export function useTrail() {
  const call = useCall();
  const trailed = useCallState((state) => state.trailed);
  const [trail, setTrail] = useState<Trail | null>(null);
  const [state, setState] = useState<'idle' | 'older' | 'failed'>('idle');
  const first = useRef(true);

  // biome-ignore lint/correctness/useExhaustiveDependencies: read again whenever something was written
  useEffect(() => {
    let still = true;
    const read = async () => {
      const page = await call.trail();
      if (!still) return;
      setState((before) => (page ? (before === 'failed' ? 'idle' : before) : 'failed'));
      if (page) setTrail((before) => newest(before, page));
    };
    const timer = setTimeout(() => void read(), first.current ? 0 : QUIET_MS);
    first.current = false;
    return () => {
      still = false;
      clearTimeout(timer);
    };
  }, [call, trailed]);

  const older = async () => {
    const last = trail?.entries.at(-1);
    if (!last || state === 'older') return;
    setState('older');
    const page = await call.trail(last.id);
    setState('idle');
    if (page) setTrail((before) => joined(before, page));
  };
  return { trail, state, older };
}
