/** Who is shown large because they talk, and since when. */
export interface Held {
  readonly source: string;
  readonly since: number;
}

/** A cough, or a "yes" in between, does not turn everybody's head. */
export const HOLD_MS = 2_000;

/**
 * Whom the speaker view follows: whoever is large stays while they talk, and at least for a while; then whoever else
 * talks takes the place. In silence the last one stays.
 *
 * @param talking the others who talk now
 * @returns also when to ask again, if nobody begins or stops talking before
 */
export function follow(
  before: Held | null,
  talking: readonly string[],
  now: number,
): { readonly held: Held | null; readonly again: number | null } {
  const next = talking[0];
  if (next === undefined || (before && talking.includes(before.source))) return { held: before, again: null };
  const free = before ? before.since + HOLD_MS : now;
  return now >= free
    ? { held: { source: next, since: now }, again: null }
    : { held: before, again: free - now };
}
