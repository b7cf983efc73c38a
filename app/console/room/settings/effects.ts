import type { Preview } from '../../data/shapes.ts';
import type { Previewed } from './use-preview.ts';

/** One line of a preview: a person (or guests as a whole), and everything that they gain or lose. */
export interface EffectLine {
  readonly who: string;
  readonly person: string | null;
  readonly gains: readonly string[];
  readonly loses: readonly string[];
}

const RIGHT_WORDS: Readonly<Record<string, string>> = {
  publish: 'publish',
  subscribe: 'subscribe',
  list: 'list',
  send: 'send messages',
  receive: 'receive messages',
  enter: 'come in',
  unmute: 'unmute',
};
const KIND_WORDS: Readonly<Record<string, string>> = {
  microphone: 'microphone',
  camera: 'camera',
  screen: 'screen',
  screenAudio: 'screen sound',
  audio: 'sound',
  video: 'picture',
};

export function rightWords(right: string, of?: string): string {
  const word = RIGHT_WORDS[right] ?? right;
  return of ? `${word} ${KIND_WORDS[of] ?? of}` : word;
}

/** A preview by person, guests last. */
export function effectLines({ changes, guests }: Preview): EffectLine[] {
  const people = new Map<string, { who: string; person: string | null; gains: string[]; loses: string[] }>();
  const note = (
    key: string,
    who: string,
    person: string | null,
    change: { right: string; kind?: string | undefined; medium?: string | undefined; after: boolean },
  ) => {
    const line = people.get(key) ?? { who, person, gains: [], loses: [] };
    (change.after ? line.gains : line.loses).push(rightWords(change.right, change.kind ?? change.medium));
    people.set(key, line);
  };
  for (const change of changes)
    note(change.person, change.name || change.person.replace(/^user:/, ''), change.person, change);
  for (const change of guests) note('', 'Guests', null, change);
  return [...people.values()];
}

/** A preview in a few words: "2 people gain, guests lose". */
export function effectSummary(preview: Preview): string {
  const lines = effectLines(preview);
  const count = (what: 'gains' | 'loses', verbs: readonly [string, string]) => {
    const found = lines.filter((line) => line[what].length);
    if (!found.length) return [];
    const people = found.filter(({ person }) => person !== null).length;
    const who = [
      ...(people ? [people === 1 ? '1 person' : `${people} people`] : []),
      ...(found.length > people ? ['guests'] : []),
    ];
    return [`${who.join(' and ')} ${who.length === 1 && people === 1 ? verbs[0] : verbs[1]} rights`];
  };
  const words = [...count('gains', ['gains', 'gain']), ...count('loses', ['loses', 'lose'])].join(', ');
  if (!words) return 'Nobody gains or loses a right.';
  const more = preview.more ? `, and ${preview.more} further changes` : '';
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}${more}.`;
}

/**
 * What is known of what edits would change.
 *
 * @param detailed whether what is wrong with them is said here, and not at its field
 */
export function effectWords(previewed: Previewed, detailed = false): string {
  switch (previewed.state) {
    case 'none':
      return '';
    case 'asking':
      return 'Looking who gains and who loses…';
    case 'known':
      return effectSummary(previewed.preview);
    case 'failed':
      if (previewed.problem.code !== 'bad-request') return 'Who gains and who loses cannot be told just now.';
      return `This cannot be saved as it is${detailed ? `: ${previewed.problem.detail}` : '.'}`;
  }
}
