import { isGuest, type PersonId, personId } from '@/lib/core/ids.ts';
import type { Room } from '@/lib/core/room/room.ts';
import { addressOf } from '../../../rooms/administration.ts';
import { userNames } from '../../../rooms/newcomers.ts';
import type { UserStore } from '../../../store/users.ts';
import type { TrailRow } from '../show/audit.ts';

/** How somebody is called; null where nobody knows. */
export type Called = (person: PersonId) => string | null;

/** How the people of these entries are called: as the room has them, else as their users are. */
export async function calledIn(rows: readonly TrailRow[], room: Room, users: UserStore): Promise<Called> {
  const about = new Set(rows.flatMap(({ change }) => personOf(change) ?? []));
  const strangers = [...about].filter((person) => !isGuest(person) && !room.people.get(person)?.name);
  const names = await userNames(
    users,
    strangers.flatMap((person) => addressOf(person) ?? []),
  );
  return (person) => room.people.get(person)?.name || names.get(person) || null;
}

/** Whom a stored change is about; null when it is about the room. */
export function personOf(change: unknown): PersonId | null {
  if (typeof change !== 'object' || change === null || !('person' in change)) return null;
  return typeof change.person === 'string' ? personId(change.person) : null;
}
