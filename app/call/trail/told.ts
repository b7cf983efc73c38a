import type { TrailEntry } from '@/lib/client/moderation.ts';
import { sentence, type Words } from '../../parts/trail/sentence.ts';

/** Rights as everybody calls them; the console uses their names. */
const RIGHTS = {
  publish: 'speak',
  subscribe: 'watch and listen',
  list: 'see who is here',
  send: 'write messages',
  receive: 'read messages',
} as const;

const time = (at: number) => new Date(at).toLocaleTimeString(undefined, { timeStyle: 'short' });

const WORDS: Words = {
  // Entries carry names; only who is excepted from a mute is told of by identity.
  nameOf: (person) => (person.startsWith('guest:') ? 'a guest' : person.replace(/^user:/, '')),
  time,
  rights: RIGHTS,
};

/** What happened, as one sentence for those in the call. */
export const toldOf = ({ actor, name, ...entry }: TrailEntry): string =>
  sentence({ ...entry, actor: { person: actor || null, name: actor }, person: name }, WORDS);
