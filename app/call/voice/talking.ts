import type { PublicationView, View } from '@/lib/core/roster/view.ts';

const NOBODY: ReadonlySet<string> = new Set();
/** Asked by every line of a list of a thousand, so it is worked out once for each state of the room. */
const known = new WeakMap<View['publications'], ReadonlySet<string>>();

/** R30: the sources that the server says are talking now. */
export function talkingSources(publications: View['publications']): ReadonlySet<string> {
  const before = known.get(publications);
  if (before) return before;
  const talking = Object.values(publications).filter((one: PublicationView) => one.talking);
  const sources = talking.length ? new Set<string>(talking.map(({ source }) => source)) : NOBODY;
  known.set(publications, sources);
  return sources;
}
