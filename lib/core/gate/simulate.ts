import { guestPerson, type PersonId } from '../ids.ts';
import type { Room } from '../room/room.ts';
import { Table } from '../table.ts';
import { type Ask, decide, mayEnter } from './decide.ts';
import type { Asked, Decision } from './decision.ts';
import { mayUnmute } from './mute.ts';
import { type Person, stranger } from './person.ts';
import { KINDS, type Kind, type Medium } from './rights.ts';

/** One thing that may be asked of the gate about a person. */
export interface Question {
  readonly right: Exclude<Asked, 'moderate'>;
  readonly kind?: Kind;
  readonly medium?: Medium;
}

/** Everything that may be asked, in the order in which people miss it. */
export const QUESTIONS: readonly Question[] = [
  { right: 'enter' },
  ...KINDS.map((kind): Question => ({ right: 'publish', kind })),
  { right: 'subscribe', medium: 'audio' },
  { right: 'subscribe', medium: 'video' },
  { right: 'list' },
  { right: 'send' },
  { right: 'receive' },
  { right: 'unmute' },
];

/** What the gate answers to a question about a person in a room. */
export function answerTo(question: Question, room: Room, person: Person, now: number): Decision {
  const { settings } = room;
  if (question.right === 'enter') return mayEnter(settings, person, room.participants.size, now);
  if (question.right === 'unmute') return mayUnmute(settings, person, now);
  return decide(settings, person, question as Ask, now);
}

/** One answer that is another after an edit. */
export interface Difference extends Question {
  readonly before: boolean;
  readonly after: boolean;
}

export interface Differences {
  /** Of everybody about whom something is stored, or who is present: the losses first, then by person. */
  readonly people: readonly (Difference & { readonly person: PersonId; readonly name: string })[];
  /** Of somebody whom the room does not know. */
  readonly strangers: readonly Difference[];
}

/**
 * Who gains and who loses what between two states of a room. Pure: neither state has to have been in force.
 *
 * @param now milliseconds since the epoch
 */
export function differences(before: Room, after: Room, now: number): Differences {
  // Where the settings are the same, only those whose own record is another can be answered otherwise.
  const ids =
    before.settings === after.settings
      ? Table.changedKeys(before.people, after.people)
      : new Set([...before.people.keys(), ...after.people.keys()]);
  const people = [...ids].flatMap((id) => {
    const was = before.people.get(id);
    const is = after.people.get(id);
    const name = is?.name || was?.name || '';
    const found = compared(before, was ?? stranger(id, name), after, is ?? stranger(id, name), now);
    return found.map((difference) => ({ ...difference, person: id, name }));
  });
  const unknown = stranger(guestPerson(''), '');
  return {
    people: people.sort((a, b) => Number(a.after) - Number(b.after) || compare(a.person, b.person)),
    strangers: compared(before, unknown, after, unknown, now),
  };
}

function compared(before: Room, was: Person, after: Room, is: Person, now: number): Difference[] {
  const speaks = (room: Room, person: Person) =>
    decide(room.settings, person, { right: 'publish', kind: 'microphone' }, now).allowed;
  return QUESTIONS.flatMap((question) => {
    const [then, next] = [
      answerTo(question, before, was, now).allowed,
      answerTo(question, after, is, now).allowed,
    ];
    if (then === next) return [];
    // Whether a microphone may be unmuted is no news to somebody who has none to open.
    if (question.right === 'unmute' && !speaks(before, was) && !speaks(after, is)) return [];
    return [{ ...question, before: then, after: next }];
  });
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** A difference in plain words, such as "Ana may no longer speak.". */
export const sayDifference = (name: string, { right, kind, medium, after }: Difference): string =>
  `${name} may ${after ? 'now' : 'no longer'} ${doing(right, kind, medium)}.`;

function doing(right: Question['right'], kind: Kind | undefined, medium: Medium | undefined): string {
  switch (right) {
    case 'publish':
      return KIND_WORDS[kind ?? 'microphone'];
    case 'subscribe':
      return medium === 'video' ? 'watch' : 'listen';
    case 'enter':
      return 'come in';
    case 'list':
      return 'see who is here';
    case 'send':
      return 'send messages';
    case 'receive':
      return 'read messages';
    case 'unmute':
      return 'unmute their microphone';
  }
}

const KIND_WORDS: Record<Kind, string> = {
  microphone: 'speak',
  camera: 'turn their camera on',
  screen: 'share their screen',
  screenAudio: 'share sound',
};
