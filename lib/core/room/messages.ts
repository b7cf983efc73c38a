import { FailureError, failure } from '../failure.ts';
import { decide } from '../gate/decide.ts';
import { type Person, stranger } from '../gate/person.ts';
import type { PersonId } from '../ids.ts';
import { isVisible, withoutUnsafe } from '../names.ts';
import { mergeProfile } from '../profile.ts';
import { seesPeople, viewClass } from '../roster/sight.ts';
import type { CommandOf, Sender, Target } from './commands.ts';
import { personOf } from './room.ts';
import type { Turn } from './turn.ts';

/** Longest message and longest data message, in UTF-16 code units. */
export const MESSAGE_LENGTH = 2_000;
export const DATA_LENGTH = 4_096;
/** Longest time a message may be asked to be kept: ten years, in seconds. */
const LONGEST_KEPT_S = 315_576_000;

/** R26: between whom a message went. `to` is null for everybody who may receive. */
export interface MessageEnds {
  readonly sender: PersonId;
  readonly to: PersonId | null;
}

/** R26: something written, before it has an id. */
export interface Message extends MessageEnds {
  readonly senderName: string;
  readonly text: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly kept: boolean;
  /** When it is no longer kept; null for as long as the room. */
  readonly keptUntil: number | null;
}

/** R26: what an app sent. */
export interface DataMessage extends MessageEnds {
  readonly senderName: string;
  readonly data: string;
  readonly at: number;
}

export function say(turn: Turn, command: CommandOf<'say'>): void {
  const { settings } = turn.room;
  const sender = writer(turn, command.from);
  turn.require(decide(settings, sender.person, { right: 'send' }, turn.now), sender.person);
  const text = cleaned(command.text);
  const { seconds } = command;
  if (seconds !== undefined && !(seconds > 0 && seconds <= LONGEST_KEPT_S))
    throw new FailureError(
      failure('bad-request', `A message is kept for 1 to ${LONGEST_KEPT_S} seconds, or as long as the room.`),
    );
  const kept = settings.storeMessages;
  const to = command.to ? receiver(turn, sender.person, command.to, kept) : null;
  turn.effects.push({
    type: 'message',
    message: {
      sender: sender.person.id,
      senderName: sender.name,
      to,
      text,
      at: turn.now,
      kept,
      keptUntil: seconds === undefined ? null : turn.now + Math.round(seconds * 1000),
    },
  });
}

/** For apps: needs what a message needs, and a profile that holds `data`. Never kept. */
export function sendData(turn: Turn, { data, from, to }: CommandOf<'send-data'>): void {
  const { settings } = turn.room;
  const sender = writer(turn, from);
  turn.require(decide(settings, sender.person, { right: 'send' }, turn.now), sender.person);
  const own = sender.person.membership?.profile ?? {};
  if (!mergeProfile(settings.profile, own).data) {
    const scope = settings.profile.data ? 'member' : 'room';
    const reason = { rule: 'R26', because: 'data-off', scope } as const;
    const remedy = { do: scope === 'room' ? 'none' : 'ask-host' } as const;
    turn.require({ allowed: false, right: 'send', reason, remedy }, sender.person);
  }
  if (!data.length || data.length > DATA_LENGTH)
    throw new FailureError(failure('bad-request', `A data message has 1 to ${DATA_LENGTH} characters.`));
  turn.effects.push({
    type: 'data',
    message: {
      sender: sender.person.id,
      senderName: sender.name,
      to: to ? receiver(turn, sender.person, to, false) : null,
      data,
      at: turn.now,
    },
  });
}

/** Who may moderate removes what they could see: a private message only at one of its ends. */
export function removeMessage(turn: Turn, { message, ends }: CommandOf<'remove-message'>): void {
  turn.requireModeration('controlCalls');
  const seen =
    ends &&
    (turn.actor.type !== 'participant' ||
      ends.to === null ||
      [ends.sender, ends.to].includes(turn.self().person));
  if (!seen) throw new FailureError(failure('not-found', 'There is no such message.'));
  turn.change({ on: 'message', message, person: ends.sender, before: null, after: turn.mark() });
  turn.effects.push({ type: 'message-removed', message, ends });
}

/** Who writes: a participant in their own name only, a backend in the name of somebody. */
function writer(turn: Turn, from: Sender | undefined): { readonly person: Person; readonly name: string } {
  if (turn.actor.type === 'api' && from) {
    const known = turn.room.people.get(from.person);
    return {
      person: known ?? stranger(from.person, from.name),
      name: known?.name || from.name || 'Somebody',
    };
  }
  if (turn.actor.type !== 'participant' || from)
    throw new FailureError(failure('bad-request', 'from: a backend names who writes, and nobody else does.'));
  const self = turn.self();
  return { person: personOf(turn.room, self), name: self.name };
}

/**
 * Whom a private message is for. Who sees no list of people can mean nobody in it, and learns nothing by guessing:
 * they are turned down before the target is looked for.
 */
function receiver(turn: Turn, sender: Person, target: Target, kept: boolean): PersonId {
  const { room, now } = turn;
  if (turn.actor.type === 'participant') {
    turn.require(decide(room.settings, sender, { right: 'list' }, now), sender);
    if (!seesPeople(viewClass(room, turn.self(), now).sight))
      throw new FailureError(
        failure(
          'conflict',
          'You cannot write to single people in this room. Write to everyone, or ask a host.',
        ),
      );
  }
  const person = turn.target(target);
  if (person.id === sender.id)
    throw new FailureError(failure('conflict', 'That is you. Choose somebody else.'));
  if (!decide(room.settings, person, { right: 'receive' }, now).allowed)
    throw new FailureError(
      failure('conflict', 'This person may not read messages here, so it was not sent.'),
    );
  const here = (room.presence.get(person.id) ?? []).some(
    (tab) => room.participants.get(tab)?.session.state === 'present',
  );
  if (!here && !kept)
    throw new FailureError(
      failure(
        'conflict',
        'This person is not here just now, so it was not sent. Try again when they are back.',
      ),
    );
  return person.id;
}

/** The words as they are shown: the ends of lines stay, what else would rewrite them goes. */
function cleaned(asked: string): string {
  const lines = asked.replace(/\r\n?/g, '\n').replace(/\t/g, ' ').split('\n');
  const text = lines.map(withoutUnsafe).join('\n').trim();
  if (text.length > MESSAGE_LENGTH)
    throw new FailureError(
      failure(
        'bad-request',
        `A message has at most ${MESSAGE_LENGTH.toLocaleString('en')} characters; this one has ${text.length.toLocaleString('en')}.`,
      ),
    );
  if (!isVisible(text)) throw new FailureError(failure('bad-request', 'Please write something first.'));
  return text;
}
