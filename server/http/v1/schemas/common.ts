import { z } from '@hono/zod-openapi';
import { PERSON_PATTERN } from '@/lib/core/ids.ts';
import { cleanName, NAME_LENGTH } from '@/lib/core/names.ts';

/** A time in answers: RFC 3339, in UTC. */
export const Time = z.iso.datetime().openapi({
  description: 'RFC 3339, in UTC.',
  example: '2027-03-01T09:00:00.000Z',
});

/** The latest time that is taken: what is kept are milliseconds, and a year has four digits. */
const LATEST = Date.UTC(9999, 11, 31);

/** A time in requests: RFC 3339 with any offset; milliseconds since the epoch inside. */
export const TimeIn = z.iso
  .datetime({ offset: true, error: 'must be a time as RFC 3339 has it, such as 2027-03-01T09:00:00Z' })
  .transform((text) => Date.parse(text))
  .refine((at) => at >= 0 && at <= LATEST, 'must be a time between 1970 and 9999')
  .openapi({ example: '2027-03-01T09:00:00Z' });

/** Characters that a database refuses, or that would let a text rewrite its line. */
const UNSAFE = /[\p{Cc}\p{Cs}]/u;

/** Plain text of which nothing is taken away. */
export const text = (max: number) =>
  z
    .string()
    .max(max)
    .refine((value) => !UNSAFE.test(value), 'must not hold control characters or half characters');

/** A name that is shown to people: what cannot be seen or would alter its line is taken out. */
export const name = z
  .string()
  .max(NAME_LENGTH)
  .transform(cleanName)
  .refine((value) => value !== '', 'must hold something that can be read')
  .openapi({
    minLength: 1,
    maxLength: NAME_LENGTH,
    description: 'A name that is shown to people.',
    example: 'Ana',
  });

/** What people search for: part of a name, an id or an address; capital letters count the same. */
export const search = text(100).optional();

export const Address = z
  .string()
  .min(1)
  .max(63)
  .refine((value) => !/[\s\p{C}]/u.test(value), 'must have no spaces or control characters')
  .refine((value) => !/^(user:|guest:)|^\.{1,2}$/.test(value), 'must not begin with "user:" or "guest:"')
  .openapi({
    description: 'The unique address of a user, as your own system names people: an id or an e-mail address.',
    example: 'ana@example.org',
  });

/** Somebody lasting, as answers name them. */
export const PersonId = z.string().openapi({
  description: '`user:` and an address, or `guest:` and the lasting id of a guest.',
  example: 'user:ana@example.org',
});

/** Somebody lasting, as requests name them. */
export const PersonIn = z
  .string()
  .max(80)
  .refine((value) => PERSON_PATTERN.test(value), 'must be "user:" and an address, or "guest:" and an id')
  .openapi({
    description:
      '`user:` and an address, or `guest:` and an id, as a list of members or the live state gives it.',
    example: 'user:ana@example.org',
  });

/** Whole seconds, or another count. */
export const count = (min: number, max: number) => z.int().min(min).max(max);

export const limit = z.coerce
  .number()
  .int()
  .min(1)
  .max(200)
  .default(50)
  .openapi({ description: 'How many at most.', example: 50 });

export const cursor = z
  .string()
  .max(512)
  .optional()
  .openapi({ description: 'Where to go on: `next` of the page before. Opaque.' });

/** One page of a list. */
export const page = <Item extends z.ZodType>(item: Item, total = false) =>
  z.object({
    items: z.array(item),
    next: z
      .string()
      .nullable()
      .openapi({ description: 'Give it as `cursor` to get the next page; null at the end.' }),
    ...(total && {
      total: z.int().optional().openapi({ description: 'How many there are on all pages.', example: 2 }),
    }),
  });

/** Anything that JSON holds. */
export const Json = z.unknown();
