import { RIGHTS, type Right } from '@/lib/core/gate/rights.ts';

/** A time as answers have it. */
export const time = (at: number): string => new Date(at).toISOString();
export const timeOrNull = (at: number | null | undefined): string | null => (at == null ? null : time(at));

/** For each of the five rights something. */
export const forEachRight = <Value>(value: (right: Right) => Value) =>
  Object.fromEntries(RIGHTS.map((right) => [right, value(right)])) as Record<Right, Value>;

/** The same record without what is undefined, as patches want it. */
export const defined = <Fields extends object>(fields: Fields) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [Key in keyof Fields]: Exclude<Fields[Key], undefined>;
  };
