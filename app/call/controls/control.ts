import type { LucideIcon } from 'lucide-react';
import type { Refusal } from '../why.ts';

/** One button of the bar, as data: the bar and the keyboard press the same thing. */
export interface Control {
  readonly id: string;
  /** The accessible name: what pressing does now. */
  readonly label: string;
  /** The part of the name that is shown under the icon. */
  readonly short: string;
  readonly icon: LucideIcon;
  /** `live`: something of this person goes out to others now. */
  readonly look: 'plain' | 'live' | 'raised' | 'leave';
  readonly key?: string;
  readonly busy: boolean;
  /** Why it may not be used, and what to do; null when it may. */
  readonly refused: Refusal | null;
  /** What a refused microphone shows besides: it is locked, or a hand may be raised for it. */
  readonly badge?: 'lock' | 'hand';
  readonly press: () => void;
}
