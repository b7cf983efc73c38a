import { z } from '@hono/zod-openapi';
import { Problem } from '../problem.ts';

/** Text that a database takes as a parameter. */
const safe = z
  .string()
  .max(400)
  .refine((text) => !/[\0\p{Cs}]/u.test(text));

/** Where a list that is sorted by one value and an id goes on. */
export const SortedCursor = z.tuple([
  z.string(),
  z.union([safe, z.number().refine(Number.isSafeInteger)]),
  safe,
]);
export const TextCursor = z.tuple([safe]);
export const NumberCursor = z.tuple([z.int().min(0)]);

export const writeCursor = (value: readonly unknown[]): string =>
  Buffer.from(JSON.stringify(value)).toString('base64url');

/**
 * What a cursor holds; undefined where none was given.
 * @throws Problem for one that we did not make
 */
export function readCursor<Schema extends z.ZodType>(
  text: string | undefined,
  schema: Schema,
): z.output<Schema> | undefined {
  if (text === undefined) return undefined;
  try {
    return schema.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
  } catch {
    throw wrongCursor();
  }
}

export const wrongCursor = () =>
  new Problem('bad-request', 'cursor: is not one that this list gave', [
    { field: 'cursor', rule: 'cursor', message: 'is not one that this list gave' },
  ]);

/** One page of rows of which one more than asked was read, to know whether there are more. */
export function pageOf<Row, Item>(
  rows: readonly Row[],
  limit: number,
  show: (row: Row) => Item,
  cursor: (row: Row) => readonly unknown[],
): { items: Item[]; next: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(show),
    next: rows.length > limit && last !== undefined ? writeCursor(cursor(last)) : null,
  };
}
