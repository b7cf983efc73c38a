/** A change as a trail tells of it, to whomever. What `before` and `after` hold depends on what it was on. */
export interface Told {
  /** The person is null for a backend and for the clock. */
  readonly actor: { readonly person: string | null; readonly name: string };
  /** Why it came about: `asked`, `time`, `left`, `answered`, `revoked`. */
  readonly cause: string;
  readonly on: string;
  /** Whom it is about; null when it is about the room. */
  readonly person: string | null;
  readonly right: string | null;
  readonly before?: unknown;
  readonly after?: unknown;
}

/** One member of a record that came from outside; undefined where there is none. */
export const part = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined;

export const textPart = (value: unknown, key: string): string => {
  const found = part(value, key);
  return typeof found === 'string' || typeof found === 'number' ? String(found) : '';
};

/** A time as the API or the trail writes it, in milliseconds since the epoch; null for anything else. */
export function timePart(value: unknown, key: string): number | null {
  const found = part(value, key);
  if (typeof found !== 'number' && typeof found !== 'string') return null;
  const at = new Date(found).getTime();
  return Number.isNaN(at) ? null : at;
}
