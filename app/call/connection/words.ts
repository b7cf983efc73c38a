import type { Connection, Trouble } from '@/lib/client/connection.ts';
import type { LinkQuality } from '@/lib/core/quality/report.ts';

/** What somebody else's connection is like; null where there is nothing to say. */
export function linkWords(name: string, link: LinkQuality): string | null {
  if (link === 'good') return null;
  return `${name}’s connection is ${link === 'poor' ? 'slow' : 'a little slow'}`;
}

type Graded = Readonly<Record<Exclude<LinkQuality, 'good'>, string>>;

const WORDS: Readonly<Record<Trouble, Graded>> = {
  lost: {
    fair: 'Your connection is unsteady: a little of what is sent to you gets lost.',
    poor: 'Your connection is unsteady: much of what is sent to you gets lost.',
  },
  late: {
    fair: 'Your connection is slow: you and the others hear each other late.',
    poor: 'Your connection is very slow: you and the others hear each other much too late.',
  },
  narrow: {
    fair: 'Your connection is slow: pictures are smaller for now.',
    poor: 'Your connection is slow: some pictures are paused for now.',
  },
  sending: {
    fair: 'Your connection is slow: your picture is smaller for the others for now.',
    poor: 'Your connection is slow: the others see and hear you badly for now.',
  },
  busy: {
    fair: 'This device is busy: your picture is smaller for the others for now.',
    poor: 'This device is busy: your picture is smaller for the others for now.',
  },
};

/** What one's own connection is like and why, in one sentence. */
export const connectionWords = ({ quality, trouble }: Connection): string =>
  quality === 'good' || !trouble ? 'Your connection is good.' : WORDS[trouble][quality];

/** The same in two words, for where there is no room. */
export function shortWords({ trouble }: Connection): string {
  if (trouble === 'busy') return 'Busy device';
  return trouble === 'lost' ? 'Unsteady connection' : 'Slow connection';
}
