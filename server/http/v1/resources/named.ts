import type { Context } from 'hono';
import { FailureError, failure } from '@/lib/core/failure.ts';
import { PERSON_PATTERN, type PersonId, type PinId, pinId, type RoomId, roomId } from '@/lib/core/ids.ts';
import type { ApiParts } from '../parts.ts';
import { Address } from '../schemas/common.ts';
import { RoomId as RoomIdSchema } from '../schemas/room.ts';
import { personNamed } from '../show/member.ts';

/** What stands in a path need not be anything that could exist: then it does not, whatever is wrong with it. */
const missing = (what: string) => new FailureError(failure('not-found', `There is no such ${what}.`));

export function roomNamed(text: string): RoomId {
  if (!RoomIdSchema.safeParse(text).success) throw missing('room');
  return roomId(text);
}

export function memberNamed(text: string): PersonId {
  const person = personNamed(text);
  if (!PERSON_PATTERN.test(person)) throw missing('member');
  return person;
}

export function addressNamed(text: string): string {
  if (!Address.safeParse(text).success) throw missing('user');
  return text;
}

export function pinNamed(text: string): PinId {
  if (!/^[\w-]{1,64}$/.test(text)) throw missing('PIN');
  return pinId(text);
}

export function tokenNamed(text: string): string {
  if (!/^[\w-]{1,64}$/.test(text)) throw missing('token');
  return text;
}

/** Where people reach this server, without a slash at the end. */
export const baseUrl = (c: Context, { publicUrl }: Pick<ApiParts, 'publicUrl'>): string =>
  publicUrl ?? new URL(c.req.url).origin;
