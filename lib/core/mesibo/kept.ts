import type { Foreign } from '../gate/person.ts';

/**
 * How mesibo's integers and our model meet without loss. An integer is made of fields of one or more bits, each of
 * which stands for one thing of ours; the bits of no field are unsupported. What our model cannot say again by itself is kept,
 * as the whole number that came, in `foreign`; and it is given back field by field:
 * - a field that still says what the model says is given back as it came (half of a pair, a missing VALID);
 * - a field that the model says otherwise by now, because somebody changed it elsewhere, is the model's;
 * - the bits of no field are given back as they came.
 */

/** Where kept numbers stand in `foreign`. */
export const KEPT = {
  flags: 'mesibo.flags',
  adminFlags: 'mesibo.adminFlags',
  callFlags: 'mesibo.callFlags',
  videoResolution: 'mesibo.videoResolution',
  expiryExtension: 'mesibo.expiryext',
} as const;
export type Kept = (typeof KEPT)[keyof typeof KEPT];

/** Only asked for in a request, never a lasting part of any flags: not kept. */
export const DELETE = 0x80000000;

/** The same 32 bits as an unsigned number. */
export const uint32 = (bits: number): number => bits >>> 0;

/**
 * @param fields the mask of each field
 * @param now what the model says by itself
 * @param came what was kept, if anything was
 * @param meant what the model said when `came` came
 */
export function givenBack(
  fields: readonly number[],
  now: number,
  came: number | undefined,
  meant: number,
): number {
  if (came === undefined) return uint32(now);
  let bits = came;
  for (const field of fields) if ((now & field) !== (meant & field)) bits = (bits & ~field) | (now & field);
  return uint32(bits);
}

/** The numbers to keep, with one put in the place of what was kept before; undefined keeps none. */
export function keep(foreign: Foreign, key: Kept, value: number | undefined): Foreign {
  const { [key]: _, ...rest } = foreign;
  return value === undefined ? rest : { ...rest, [key]: value };
}

/** Numbers that are the same by value are the same object, so that an edit of nothing is none. */
export const sameForeign = (a: Foreign, b: Foreign): boolean => {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key]);
};
