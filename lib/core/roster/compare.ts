/** Comparing views: plain data, each made by one function, so that equal ones have the same fields. */

export function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || !a || !b) return false;
  let fields = 0;
  for (const key in a) {
    fields += 1;
    if (!same(a[key as keyof typeof a], (b as Record<string, unknown>)[key])) return false;
  }
  for (const _ in b) fields -= 1;
  return fields === 0;
}

/** The fields of a view that are different now; null when none is. */
export function changeOf<View extends object>(was: View, is: View): Partial<View> | null {
  let change: Partial<View> | null = null;
  for (const field in is) {
    if (same(was[field], is[field])) continue;
    change ??= {};
    change[field] = is[field];
  }
  return change;
}

/** Compares once where many share the two that are compared; what comes of it, they share as well. */
export function comparedOnce<Shared extends object, Answer>(
  compare: (a: Shared, b: Shared) => Answer,
): typeof compare {
  const known = new WeakMap<Shared, { readonly b: Shared; readonly answer: Answer }>();
  return (a, b) => {
    const last = known.get(a);
    if (last?.b === b) return last.answer;
    const answer = compare(a, b);
    known.set(a, { b, answer });
    return answer;
  };
}
