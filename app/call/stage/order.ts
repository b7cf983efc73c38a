/** The order of the faces on the stage, which is kept, and who talked last. */
export interface Order {
  readonly sources: readonly string[];
  /** Who has talked, the last at the end; who never did is not in it. */
  readonly recent: readonly string[];
}
export const NO_ORDER: Order = { sources: [], recent: [] };

interface Now {
  readonly present: readonly string[];
  readonly talking: ReadonlySet<string>;
  /** How many are in sight: on the first page, or where a strip can be seen without scrolling. */
  readonly first: number;
  /** Who is shown large, and so takes no place among them. */
  readonly large: ReadonlySet<string>;
}

/**
 * Nobody jumps: who comes is last, who goes leaves a gap that closes. Only somebody who talks and is not in sight comes
 * there, and changes places with the one of those in sight who has been silent longest. Answers `before` itself when
 * nothing changed.
 */
export function settle(before: Order, { present, talking, first, large }: Now): Order {
  const here = new Set(present);
  const known = new Set(before.sources);
  const sources = [
    ...before.sources.filter((one) => here.has(one)),
    ...present.filter((one) => !known.has(one)),
  ];
  const talkers = present.filter((one) => talking.has(one));
  const recent = [
    ...before.recent.filter((one) => here.has(one) && !talking.has(one)),
    ...before.recent.filter((one) => here.has(one) && talking.has(one)),
    ...talkers.filter((one) => !before.recent.includes(one)),
  ];
  for (const talker of talkers) {
    const inSight = sources.filter((one) => !large.has(one)).slice(0, first);
    if (large.has(talker) || inSight.includes(talker)) continue;
    const leaves = longestSilent(inSight, recent, talking);
    if (leaves === undefined) break;
    const at = sources.indexOf(talker);
    sources[sources.indexOf(leaves)] = talker;
    sources[at] = leaves;
  }
  return same(sources, before.sources) && same(recent, before.recent) ? before : { sources, recent };
}

/** Among those who never talked the last, so that the places at the top stay longest. */
function longestSilent(
  seen: readonly string[],
  recent: readonly string[],
  talking: ReadonlySet<string>,
): string | undefined {
  const silent = seen.filter((one) => !talking.has(one));
  return (
    silent.filter((one) => !recent.includes(one)).at(-1) ??
    silent.toSorted((a, b) => recent.indexOf(a) - recent.indexOf(b))[0]
  );
}

const same = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((one, index) => one === b[index]);
