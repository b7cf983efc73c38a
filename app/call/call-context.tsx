'use client';

import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { Call } from '@/lib/client/call.ts';
import type { CallState, Phase } from '@/lib/client/state.ts';
import type { Levels } from './voice/levels.ts';

/** One call and the loudness of its voices, for everything on the page. */
export interface CallHere {
  readonly call: Call;
  readonly levels: Levels;
}

export const CallContext = createContext<CallHere | null>(null);

function useCallHere(): CallHere {
  const here = useContext(CallContext);
  if (!here) throw new Error('Outside of a call.');
  return here;
}

export const useCall = (): Call => useCallHere().call;
export const useLevels = (): Levels => useCallHere().levels;
export const useCallState = <Value,>(select: (state: CallState) => Value): Value =>
  useStore(useCall().store, select);

export type InCall = Extract<Phase, { is: 'in-call' }>;

/**
 * The in-call phase is handed down, not selected: a component that is about to disappear never sees a phase it
 * cannot draw.
 */
export const InCallContext = createContext<InCall | null>(null);

export function useInCall(): InCall {
  const phase = useContext(InCallContext);
  if (!phase) throw new Error('Not in a call.');
  return phase;
}
export const useView = () => useInCall().view;
