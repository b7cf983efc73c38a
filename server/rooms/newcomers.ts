import { FailureError, failure } from '@/lib/core/failure.ts';
import { type PersonId, userPerson } from '@/lib/core/ids.ts';
import type { MemberEdit } from '@/lib/core/room/commands.ts';
import type { UserStore } from '../store/users.ts';
import type { Clock } from './ports.ts';

/** Members are named by addresses that no user has: every one of them, with its place in the list. */
export class UnknownUsers extends FailureError {
  constructor(readonly unknown: readonly { readonly at: number; readonly address: string }[]) {
    const [first] = unknown;
    super(failure('bad-request', `members[${first?.at}]: there is no user "${first?.address}".`));
  }
}

/**
 * Makes users of the addresses that nobody has yet, then acts; when that fails, they are gone again. They are called
 * as their edits say.
 */
export async function withNewUsers<Answer>(
  { users, clock }: { readonly users: UserStore; readonly clock: Clock },
  edits: readonly MemberEdit[],
  act: () => Promise<Answer>,
): Promise<Answer> {
  const names = new Map<PersonId, string>();
  for (const { person, name, membership } of edits)
    if (person.startsWith('user:') && membership) names.set(person, name ?? '');
  const asked = [...names].map(([person, name]) => ({ address: person.slice('user:'.length), name }));
  const made = await users.addMissing(asked, clock.now());
  try {
    return await act();
  } catch (error) {
    await users.removeAll(made);
    throw error;
  }
}

/** How people are called where a room does not know them: users by their own names. */
export async function userNames(
  users: UserStore,
  addresses: readonly string[],
): Promise<ReadonlyMap<PersonId, string>> {
  const found = addresses.length ? await users.findAll(addresses) : [];
  return new Map(found.map(({ address, name }) => [userPerson(address), name]));
}
