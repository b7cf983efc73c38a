/** A value as it is read aloud. */
export function plain(value: unknown): string {
  if (value === null || value === undefined) return 'none';
  if (value === true) return 'on';
  if (value === false) return 'off';
  if (Array.isArray(value)) return value.length ? value.map(plain).join(', ') : 'none';
  if (typeof value === 'object') return JSON.stringify(value);
  return String(value) || 'nothing';
}

export interface Difference {
  /** Such as `profile.resolution`; empty for a value that has no parts. */
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** In which parts two values differ; a list counts as one part. */
export function differences(before: unknown, after: unknown, path = ''): Difference[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  const [was, is] = [record(before), record(after)];
  if ((!was && !is) || (!was && before != null) || (!is && after != null)) return [{ path, before, after }];
  const keys = [...new Set([...Object.keys(was ?? {}), ...Object.keys(is ?? {})])];
  if (!keys.length) return [{ path, before, after }];
  return keys.flatMap((key) => differences(was?.[key], is?.[key], path ? `${path}.${key}` : key));
}

const record = (value: unknown): Record<string, unknown> | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null;
