import { FailureError, failure } from '../failure.ts';
import type { CommandOf } from './commands.ts';
import type { Room } from './room.ts';
import type { Turn } from './turn.ts';

/** R31: shows one person large to everybody, in the place of whoever was; without a target nobody any more. */
export function spotlight(turn: Turn, { target }: CommandOf<'spotlight'>): void {
  turn.requireModeration('controlCalls');
  const after = target ? turn.target(target).id : null;
  if (after && !turn.room.presence.has(after))
    throw new FailureError(failure('conflict', 'This person is not in the call.'));
  const before = turn.room.spotlight;
  if (before !== after) turn.change({ on: 'spotlight', before, after });
}

/** R31: it goes with its person. */
export function settleSpotlight(turn: Turn, before: Room): void {
  const { spotlight: person, presence } = turn.room;
  if (person && presence !== before.presence && !presence.has(person))
    turn.change({ on: 'spotlight', before: person, after: null }, 'left');
}
