import { FailureError, failure } from '../failure.ts';
import type { Actor, Command, CommandName, CommandOf, Outcome } from './commands.ts';
import { settings } from './editing.ts';
import { enforce } from './enforce.ts';
import { away, back, join, leave, tick } from './entering.ts';
import { exceed } from './exceeding.ts';
import { allow, allowNext, extend, lowerAll, lowerHand, raiseHand, stop, stopSeveral } from './floor.ts';
import { linkQuality } from './link-quality.ts';
import { admit, deny } from './lobby.ts';
import { member, members } from './members.ts';
import { removeMessage, say, sendData } from './messages.ts';
import { askCamera, askUnmute, muteAll, mutePerson, releaseAll, releaseMute } from './muting.ts';
import { override } from './overriding.ts';
import { putPin, removePin } from './pins.ts';
import { mute, publish, unpublish } from './publishing.ts';
import { revive } from './revival.ts';
import type { Room } from './room.ts';
import { audience, disconnect, endCall, lock, readmit, remove, setRole } from './ruling.ts';
import { spotlight } from './spotlight.ts';
import { stopPublication } from './stopping.ts';
import { talk } from './talking.ts';
import { Turn } from './turn.ts';
import { keepForUndo, undo } from './undo.ts';

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
  'ask-camera': askCamera,
  talk,
  link: linkQuality,
  exceed,
  'raise-hand': raiseHand,
  'lower-hand': lowerHand,
  'lower-all': lowerAll,
  allow,
  'allow-next': allowNext,
  extend,
  admit,
  deny,
  stop,
  'stop-publication': stopPublication,
  'stop-several': stopSeveral,
  spotlight,
  undo,
  lock,
  'end-call': endCall,
  'set-role': setRole,
  disconnect,
  remove,
  readmit,
  override,
  audience,
  settings,
  member,
  members,
  say,
  'send-data': sendData,
  'remove-message': removeMessage,
  'put-pin': putPin,
  'remove-pin': removePin,
  tick,
  revive,
};

/**
 * Carries out one command: asks the gate against the room as it is now, then gives the next room and what is to
 * be done about it. A failure leaves the very same room and no effects. Whatever the command took from anybody
 * is enforced in the same step.
 *
 * @param now milliseconds since the epoch
 */
export function step(room: Room, actor: Actor, command: Command, now: number): Outcome {
  const turn = new Turn(room, actor, now, command);
  try {
    // It is trusted with what it hears and measures, and with nothing that moderators may do.
    if (actor.type === 'engine' && command.do !== 'talk' && command.do !== 'exceed')
      throw new FailureError(failure('bad-request', 'What carries media decides nothing.'));
    (HANDLERS[command.do] as (turn: Turn, command: Command) => void)(turn, command);
    keepForUndo(turn, command, turn.effects);
    enforce(turn, room);
    return { room: turn.room, failure: null, effects: turn.effects };
  } catch (error) {
    if (error instanceof FailureError) return { room, failure: error.failure, effects: [] };
    throw error;
  }
}
