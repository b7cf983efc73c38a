import { FailureError } from '../failure.ts';
import type { Actor, Command, CommandName, CommandOf, Outcome } from './commands.ts';
import { enforce } from './enforce.ts';
import { away, back, join, leave, tick } from './entering.ts';
import { allow, lowerHand, raiseHand, stop } from './floor.ts';
import { askUnmute, muteAll, mutePerson, releaseAll, releaseMute } from './muting.ts';
import { mute, publish, unpublish } from './publishing.ts';
import type { Room } from './room.ts';
import { audience, member, override, readmit, remove, settings } from './ruling.ts';
import { Turn } from './turn.ts';

/** One handler for each command: a command without one does not compile. */
const HANDLERS: { readonly [Name in CommandName]: (turn: Turn, command: CommandOf<Name>) => void } = {
  join,
  leave,
  away,
  back,
  publish,
  unpublish,
  mute,
  'mute-person': mutePerson,
  'release-mute': releaseMute,
  'mute-all': muteAll,
  'release-all': releaseAll,
  'ask-unmute': askUnmute,
  'raise-hand': raiseHand,
  'lower-hand': lowerHand,
  allow,
  stop,
  remove,
  readmit,
  override,
  audience,
  settings,
  member,
  tick,
};

/**
 * Carries out one command: asks the gate against the room as it is now, then gives the next room and what is to
 * be done about it. A failure leaves the very same room and no effects. Whatever the command took from anybody
 * is enforced in the same step.
 *
 * @param now milliseconds since the epoch
 */
export function step(room: Room, actor: Actor, command: Command, now: number): Outcome {
  const turn = new Turn(room, actor, now);
  try {
    (HANDLERS[command.do] as (turn: Turn, command: Command) => void)(turn, command);
    enforce(turn, room);
    return { room: turn.room, failure: null, effects: turn.effects };
  } catch (error) {
    if (error instanceof FailureError) return { room, failure: error.failure, effects: [] };
    throw error;
  }
}
