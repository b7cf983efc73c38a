import type { CallState } from '@/lib/client/state.ts';
import { floorOf } from './floor.ts';

/** Whether the floor bar shows "Unmute now": then nothing else does, because one button is enough. */
export function offersUnmute({ phase, own }: CallState): boolean {
  if (phase.is !== 'in-call') return false;
  const floor = floorOf(phase.view, own.microphone, Date.now() + phase.clockOffset);
  return floor?.is === 'granted' && !floor.open;
}
