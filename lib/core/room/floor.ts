import { FailureError, failure } from '../failure.ts';
import { decide } from '../gate/decide.ts';
import { KINDS } from '../gate/rights.ts';
import { mergeProfile } from '../profile.ts';
import type { CommandOf } from './commands.ts';
import type { Turn } from './turn.ts';

/** Longest timed grant: a day, in seconds. */
export const LONGEST_GRANT_S = 86_400;

/** R13: raising again keeps the place. */
export function raiseHand(turn: Turn): void {
  const { person } = turn.self();
  if (turn.room.settings.hands.policy === 'off') {
    const reason = { rule: 'R13', because: 'hands-off' } as const;
    turn.require({ allowed: false, right: 'publish', reason, remedy: { do: 'ask-host' } });
  }
  if (turn.room.hands.some((hand) => hand.person === person)) return;
  turn.change({ on: 'hand', person, before: null, after: { person, at: turn.now } });
}

/** One's own hand, or as a moderator somebody else's. Who may not moderate learns nothing about the target. */
export function lowerHand(turn: Turn, command: CommandOf<'lower-hand'>): void {
  const { target } = command;
  if (target && !turn.isSelf(target)) turn.requireModeration('controlCalls');
  const person = target ? turn.target(target).id : turn.self().person;
  const hand = turn.room.hands.find((raised) => raised.person === person);
  if (hand) turn.change({ on: 'hand', person, before: hand, after: null });
}

/** R14: a grant to publish. It allows; it opens nobody's microphone. */
export function allow(turn: Turn, command: CommandOf<'allow'>): void {
  turn.requireModeration('controlCalls');
  const person = turn.target(command.target);
  turn.requireRank(person);
  if (person.ban) throw new FailureError(failure('conflict', 'This person is removed from the room.'));
  const { settings } = turn.room;
  const { kinds: possible } = mergeProfile(settings.profile, person.membership?.profile ?? {});
  const kinds = (command.kinds ?? settings.hands.kinds).filter((kind) => possible.includes(kind));
  if (!kinds.length)
    throw new FailureError(failure('conflict', 'This room’s settings leave nothing to allow.'));
  const { seconds } = command;
  if (seconds !== undefined && !(seconds > 0 && seconds <= LONGEST_GRANT_S)) {
    throw new FailureError(
      failure('bad-request', `A time must be between 1 and ${LONGEST_GRANT_S} seconds.`),
    );
  }

  const hand = turn.room.hands.find((raised) => raised.person === person.id);
  turn.change({
    on: 'grant',
    person: person.id,
    right: 'publish',
    before: person.grants.publish ?? null,
    after: {
      kinds,
      ...(seconds === undefined ? {} : { until: turn.now + seconds * 1000 }),
      cause: command.cause ?? (hand ? 'hand' : turn.actor.type === 'api' ? 'api' : 'click'),
      mark: turn.mark(),
    },
  });
  // R21: a lock set over an earlier floor is set aside by this one.
  const { mute } = person;
  if (mute?.overGrant && kinds.includes('microphone'))
    turn.change({ on: 'mute', person: person.id, before: mute, after: { ...mute, overGrant: false } });
  if (hand) turn.change({ on: 'hand', person: person.id, before: hand, after: null }, 'answered');
}

/**
 * R14: ends the grant; if the person would still be allowed anything, denies it. It sticks to the person, so it
 * is asked as if the room were open and the person not removed: neither lasts as long as a denial does.
 */
export function stop(turn: Turn, command: CommandOf<'stop'>): void {
  turn.requireModeration('controlCalls');
  const target = turn.target(command.target);
  turn.requireRank(target);
  const grant = target.grants.publish;
  if (grant)
    turn.change({ on: 'grant', person: target.id, right: 'publish', before: grant, after: null }, 'revoked');

  const person = turn.person(target.id);
  const open = { ...turn.room.settings, paused: null, deleted: null, startsAt: null, expiresAt: null };
  const stillAllowed = KINDS.some(
    (kind) => decide(open, { ...person, ban: null }, { right: 'publish', kind }, turn.now).allowed,
  );
  if (!stillAllowed) return;
  const before = person.overrides.publish ?? null;
  turn.change(
    {
      on: 'override',
      person: person.id,
      right: 'publish',
      before,
      after: { value: 'deny', mark: turn.mark() },
    },
    'revoked',
  );
}
