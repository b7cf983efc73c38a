import { FailureError, failure } from '../failure.ts';
import { decide, isLive } from '../gate/decide.ts';
import type { Person } from '../gate/person.ts';
import { KINDS, type Kind } from '../gate/rights.ts';
import { profileOf } from '../gate/standing.ts';
import type { CommandOf } from './commands.ts';
import { handGives, needsNoFloor } from './queue.ts';
import { stopKinds } from './stopping.ts';
import { queueOfHands } from './talking.ts';
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
  const { settings } = turn.room;
  if (settings.hands.policy === 'auto' && needsNoFloor(settings, turn.person(person), turn.now))
    throw new FailureError(
      failure('conflict', 'You may speak already. There is no need to raise your hand.'),
    );
  turn.change({ on: 'hand', person, before: null, after: { person, at: turn.now } });
}

/** R13: everybody's. The floors that were given stay. */
export function lowerAll(turn: Turn): void {
  turn.requireModeration('controlCalls');
  for (const hand of turn.room.hands)
    turn.change({ on: 'hand', person: hand.person, before: hand, after: null });
}

/**
 * One's own hand, or as a moderator somebody else's. Who may not moderate learns nothing about the target. R28: for
 * somebody whose hand was answered by the queue it gives the floor back.
 */
export function lowerHand(turn: Turn, command: CommandOf<'lower-hand'>): void {
  const { target } = command;
  if (target && !turn.isSelf(target)) turn.requireModeration('controlCalls');
  const person = target ? turn.target(target).id : turn.self().person;
  const hand = turn.room.hands.find((raised) => raised.person === person);
  if (hand) turn.change({ on: 'hand', person, before: hand, after: null });
  const grant = turn.person(person).grants.publish;
  if (!hand && grant?.cause === 'queue')
    turn.change({ on: 'grant', person, right: 'publish', before: grant, after: null });
}

/** R14: a grant to publish. It allows; it opens nobody's microphone. */
export function allow(turn: Turn, command: CommandOf<'allow'>): void {
  turn.requireModeration('controlCalls');
  const person = turn.target(command.target);
  turn.requireRank(person);
  give(turn, person, command);
}

/** R14, R28: "Let next speak": the first in the queue whom the asker may answer, and whom a hand gives anything. */
export function allowNext(turn: Turn, { seconds }: CommandOf<'allow-next'>): void {
  turn.requireModeration('controlCalls');
  const next = queueOfHands(turn.room)
    .map((hand) => turn.person(hand.person))
    .find(
      (person) =>
        !turn.isSelf({ person: person.id }) &&
        turn.outranks(person) &&
        handGives(turn.room.settings, person).length,
    );
  if (!next) throw new FailureError(failure('conflict', 'Nobody is waiting to speak.'));
  give(turn, next, { seconds });
}

function give(turn: Turn, person: Person, command: Omit<CommandOf<'allow'>, 'do' | 'target'>): void {
  if (person.ban)
    throw new FailureError(
      failure('conflict', 'This person is removed from the room. Let them come back first.'),
    );
  const { settings } = turn.room;
  const { kinds: possible } = profileOf(settings, person);
  const kinds = command.kinds?.filter((kind) => possible.includes(kind)) ?? handGives(settings, person);
  if (!kinds.length)
    throw new FailureError(
      failure(
        'conflict',
        'This room’s settings leave nothing to allow. An owner can change them in the console.',
      ),
    );
  const { seconds } = command;
  if (seconds !== undefined) requireTime(seconds);

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

/** R14: more time for a floor that has an end, counted from that end. It may not last longer than a day from now. */
export function extend(turn: Turn, { target, seconds }: CommandOf<'extend'>): void {
  turn.requireModeration('controlCalls');
  const person = turn.target(target);
  turn.requireRank(person);
  requireTime(seconds);
  const before = person.grants.publish;
  if (before?.until === undefined || !isLive(before, turn.now))
    throw new FailureError(
      failure('conflict', 'This person’s time is not running. Allow them to speak for a time first.'),
    );
  const until = Math.min(before.until + seconds * 1000, turn.now + LONGEST_GRANT_S * 1000);
  turn.change({ on: 'grant', person: person.id, right: 'publish', before, after: { ...before, until } });
}

function requireTime(seconds: number): void {
  if (seconds > 0 && seconds <= LONGEST_GRANT_S) return;
  throw new FailureError(failure('bad-request', `A time must be between 1 and ${LONGEST_GRANT_S} seconds.`));
}

/**
 * R14: ends the grant; if the person would still be allowed anything, denies it. It sticks to the person, so it
 * is asked as if the room were open and the person not removed: neither lasts as long as a denial does.
 */
export function stop(turn: Turn, command: CommandOf<'stop'>): void {
  turn.requireModeration('controlCalls');
  const target = turn.target(command.target);
  turn.requireRank(target);
  stopOne(turn, target, command.kinds);
}

/**
 * R14, R32: several by one act. Who has left meanwhile does not keep the others from being stopped; somebody whom the
 * asker may not touch does, for then nobody is: half an act would be nobody's wish.
 */
export function stopSeveral(turn: Turn, { targets, kinds }: CommandOf<'stop-several'>): void {
  turn.requireModeration('controlCalls');
  const people = new Map(
    targets
      .filter((target) => 'person' in target || turn.room.participants.has(target.participant))
      .map((target) => turn.target(target))
      .map((person) => [person.id, person]),
  );
  for (const person of people.values()) turn.requireRank(person);
  for (const person of people.values()) stopOne(turn, person, kinds);
}

function stopOne(turn: Turn, target: Person, kinds: readonly Kind[] | undefined): void {
  if (kinds) {
    stopKinds(turn, target, kinds);
    return;
  }
  const grant = target.grants.publish;
  if (grant)
    turn.change({ on: 'grant', person: target.id, right: 'publish', before: grant, after: null }, 'revoked');

  const person = turn.person(target.id);
  const open = { ...turn.room.settings, paused: null, deleted: null, startsAt: null, expiresAt: null };
  const stillAllowed = KINDS.some(
    (kind) => decide(open, { ...person, ban: null }, { right: 'publish', kind }, turn.now).allowed,
  );
  // R28: where hands are answered by themselves, raising it again would bring back what was just taken.
  if (!stillAllowed && open.hands.policy !== 'auto') return;
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
