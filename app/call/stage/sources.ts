import type { Kind } from '@/lib/core/gate/rights.ts';
import type { PublicationView, View } from '@/lib/core/roster/view.ts';

/** One group on the stage: somebody's face and voice, or somebody's screen. */
export interface Shown {
  readonly key: string;
  readonly source: string;
  readonly is: 'face' | 'screen';
  readonly own: boolean;
  /** The person's name; "Speaker" where names may not be known. */
  readonly name: string;
  readonly video: PublicationView | null;
}

/** In the order in which people began to publish, so that nobody jumps; the own face comes last. */
export function shownSources(view: View): { faces: Shown[]; screens: Shown[] } {
  const bySource = new Map<string, PublicationView[]>();
  for (const publication of Object.values(view.publications))
    bySource.set(publication.source, [...(bySource.get(publication.source) ?? []), publication]);
  const faces: Shown[] = [];
  const screens: Shown[] = [];
  for (const [source, publications] of bySource) {
    const own = source === view.self.source;
    const name = own ? view.self.name : (publications.find((one) => one.name)?.name ?? 'Speaker');
    const of = (kind: Kind) => publications.find((publication) => publication.kind === kind) ?? null;
    const camera = of('camera');
    if (camera || of('microphone'))
      faces.push({ key: `${source}:face`, source, is: 'face', own, name, video: camera });
    for (const screen of publications.filter(({ kind }) => kind === 'screen'))
      screens.push({ key: screen.id, source, is: 'screen', own, name, video: screen });
  }
  faces.sort((a, b) => Number(a.own) - Number(b.own));
  return { faces, screens };
}
