import { Clock, DoorClosed, DoorOpen, Lock, Pause } from 'lucide-react';
import type { ComponentType } from 'react';
import type { RoomState } from './state.ts';

const LOOKS: Readonly<
  Record<
    RoomState,
    { words: string; Icon: ComponentType<{ size: number; 'aria-hidden': true }>; colour: string }
  >
> = {
  open: { words: 'Open', Icon: DoorOpen, colour: 'bg-accent-wash text-accent' },
  locked: { words: 'Locked', Icon: Lock, colour: 'bg-hand-wash text-hand' },
  paused: { words: 'Paused', Icon: Pause, colour: 'bg-hand-wash text-hand' },
  waiting: { words: 'Not started', Icon: Clock, colour: 'bg-sunken text-soft' },
  over: { words: 'Over', Icon: DoorClosed, colour: 'bg-sunken text-soft' },
};

/** Told apart by mark and word, not by colour alone. */
export function StateChip({ state }: { state: RoomState }) {
  const { words, Icon, colour } = LOOKS[state];
  return (
    <span
      className={`inline-flex items-center gap-1.5 rounded-full px-2.5 py-0.5 text-xs font-medium whitespace-nowrap ${colour}`}
    >
      <Icon aria-hidden size={13} />
      {words}
    </span>
  );
}
