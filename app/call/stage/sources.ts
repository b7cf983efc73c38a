import type { Kind } from '@/lib/core/gate/rights.ts';
import type { LinkQuality } from '@/lib/core/quality/report.ts';
import type { PublicationView, View } from '@/lib/core/roster/view.ts';

/** One group on the stage: somebody's face and voice, or somebody's screen. */
export interface Shown {
  readonly key: string;
  readonly source: string;
  readonly is: 'face' | 'screen';
  readonly own: boolean;
  /** The person's name; "Speaker" where names may not be known. */
  readonly name: string;
  /** Of a screen, which of this person's it is, from 1. */
  readonly nth: number;
  /** R31: a host wants everybody to see this person large. */
  readonly spotlit: boolean;
  readonly video: PublicationView | null;
  /** How well the person's connection carries it. */
  readonly link: LinkQuality;
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
    const spotlit = publications.some((one) => one.spotlit);
    const link = worstLink(publications);
    const of = (kind: Kind) => publications.find((publication) => publication.kind === kind) ?? null;
    const camera = of('camera');
    if (camera || of('microphone'))
      faces.push({
        key: `${source}:face`,
        source,
        is: 'face',
        own,
        name,
        nth: 1,
        spotlit,
        video: camera,
        link,
      });
    const shared = publications.filter(({ kind }) => kind === 'screen');
    for (const [index, video] of shared.entries())
      screens.push({ key: video.id, source, is: 'screen', own, name, nth: index + 1, spotlit, video, link });
  }
  faces.sort((a, b) => Number(a.own) - Number(b.own));
  return { faces, screens };
}

/** How a screen is called: by its person, and with its number where it is not their first. */
export const screenName = ({ name, nth }: Pick<Shown, 'name' | 'nth'>): string =>
  nth > 1 ? `${name}'s screen ${nth}` : `${name}'s screen`;

/** As bad as the worst of them; nothing said means good. */
export function worstLink(publications: readonly PublicationView[]): LinkQuality {
  const links = publications.map(({ link }) => link);
  return (['poor', 'fair'] as const).find((quality) => links.includes(quality)) ?? 'good';
}
