import { isGuest } from '../ids.ts';
import type { RoomSettings } from '../room/settings.ts';
import { closedBecause } from './decide.ts';
import { holdsAny, type Person } from './person.ts';

type Question<Answer> = (settings: RoomSettings, person: Person, now: number) => Answer;

/**
 * The same question, asked once for each sort of people: in a room of thousands nearly everybody is somebody of whom
 * nothing of their own was decided, and when a setting changes all of them are asked about at one moment.
 *
 * @param ask answers from what the gate knows, and from nothing else of a person, nor of the time than whether the room
 *   is open. The answer is shared, and must not be altered.
 */
export function askedOnce<Answer>(ask: Question<Answer>): Question<Answer> {
  const known = new WeakMap<RoomSettings, Map<number, Answer>>();
  return (settings, person, now) => {
    const sort = sortOf(settings, person);
    if (sort === null) return ask(settings, person, now);
    let answers = known.get(settings);
    if (!answers) {
      answers = new Map();
      known.set(settings, answers);
    }
    const key = sort + SORTS * phaseOf(settings, now);
    const answered = answers.get(key);
    if (answered !== undefined) return answered;
    const answer = ask(settings, person, now);
    answers.set(key, answer);
    return answer;
  };
}

const SORTS = 8;

/**
 * People of one sort are the same to the gate: nothing was decided about any of them but that they are on the list, and
 * what it still knows of them is in the number. Null for somebody who must be asked about alone.
 */
export function sortOf({ muteAll }: RoomSettings, person: Person): number | null {
  const { membership, ban, mute } = person;
  if (ban || mute || holdsAny(person.overrides) || holdsAny(person.grants)) return null;
  if (membership && (membership.role !== 'member' || membership.expiresAt !== null)) return null;
  if (membership && holdsAny(membership.profile)) return null;
  // Who they may become (R8), whether they are on the list (R7), and whom "Mute all" left out (R22).
  return (isGuest(person.id) ? 1 : 0) + (membership ? 2 : 0) + (muteAll?.except.includes(person.id) ? 4 : 0);
}

/** R1: time alone opens a room, and closes it for good. */
function phaseOf(settings: RoomSettings, now: number): number {
  const closed = closedBecause(settings, now);
  if (!closed) return 0;
  return closed.because === 'not-started' ? 1 : 2;
}
