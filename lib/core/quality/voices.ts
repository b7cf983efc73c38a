import type { PublicationId } from '../ids.ts';

/** With so many microphones open, or fewer, every one is heard. */
export const MOST_VOICES = 8;

/** An open microphone. */
export interface Voice {
  readonly publication: PublicationId;
  /** Whether it is known when it talks: only such a one can be left out without losing a word. */
  readonly watched: boolean;
}

/**
 * Who spoke lately, as far as it matters: the latest first, but that whoever is talking keeps the place while they do.
 * So two who talk at once do not push each other out, and the first of all is the active speaker, who stays that when
 * nobody talks.
 *
 * @param before what this gave last
 */
export function lately(
  before: readonly PublicationId[],
  voices: readonly Voice[],
  talks: (publication: PublicationId) => boolean,
): readonly PublicationId[] {
  const watched = new Set(voices.flatMap((voice) => (voice.watched ? [voice.publication] : [])));
  const known = before.filter((id) => watched.has(id));
  const begun = [...watched].filter((id) => talks(id) && !known.includes(id));
  const order = [...known.filter(talks), ...begun, ...known.filter((id) => !talks(id))].slice(0, MOST_VOICES);
  return order.length === before.length && order.every((id, at) => id === before[at]) ? before : order;
}

/**
 * Which microphones nobody need be sent, because too many are open for their voices to be told apart: those that have
 * been silent longest. Empty where few are open.
 *
 * @param recent see {@link lately}
 */
export function unheard(
  recent: readonly PublicationId[],
  voices: readonly Voice[],
): ReadonlySet<PublicationId> {
  if (voices.length <= MOST_VOICES) return NOBODY;
  const watched = voices.flatMap((voice) => (voice.watched ? [voice.publication] : []));
  // Those who never spoke fill what is left, always the same ones, so that nothing is switched for nothing.
  const silent = watched.filter((id) => !recent.includes(id)).sort();
  return new Set([...recent, ...silent].slice(MOST_VOICES));
}

const NOBODY: ReadonlySet<PublicationId> = new Set();
