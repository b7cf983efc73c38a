import { mayEnter } from '../gate/decide.ts';
import type { Decision, Reason, Remedy } from '../gate/decision.ts';
import type { Person } from '../gate/person.ts';
import { moderates, profileOf } from '../gate/standing.ts';
import type { Room } from './room.ts';

/**
 * R11, with what the call itself adds to it: R29, whose time in this call is over stays out of it; R27, whoever
 * was not let in may ask again after a while. Asked of newcomers, and again when somebody who waited is let in.
 *
 * @param now milliseconds since the epoch
 */
export function mayComeIn(room: Room, person: Person, now: number): Decision {
  const answer = mayEnter(room.settings, person, room.participants.size, now);
  if (!answer.allowed) return answer;
  const deny = (reason: Reason, remedy: Remedy): Decision => ({
    allowed: false,
    right: 'enter',
    reason,
    remedy,
  });
  const end = callEnd(room, person);
  if (end !== null && now >= end)
    return deny({ rule: 'R29', because: 'time-over', at: end }, { do: 'ask-host' });
  const until = room.deadlines.get(`denied:${person.id}`);
  if (until !== undefined && now < until && mustWait(room, person, now))
    return deny({ rule: 'R27', because: 'denied', until }, { do: 'wait', until });
  return answer;
}

/** R27: whether this person has to be let in. Who was inside once comes back as long as the call lasts. */
export function mustWait({ settings, arrivals }: Room, person: Person, now: number): boolean {
  return settings.lobby && !moderates(person, now) && !arrivals.has(person.id);
}

/** R29: when this person's time in the call is over, milliseconds since the epoch; null when it never is. */
export function callEnd({ settings, arrivals }: Room, person: Person): number | null {
  const { callDuration } = profileOf(settings, person);
  if (callDuration === 0) return null;
  const since = arrivals.get(person.id);
  return since === undefined ? null : since + callDuration * 1000;
}
