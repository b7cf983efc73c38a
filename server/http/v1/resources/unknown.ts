import { UnknownUsers } from '../../../rooms/newcomers.ts';
import { Problem } from '../../problem.ts';

/** Names every address that is nobody's, and not only the first: whoever sends a list mends it once. */
export function sayUnknown(error: unknown): never {
  if (!(error instanceof UnknownUsers)) throw error;
  const errors = error.unknown.map(({ at, address }) => ({
    field: `members.${at}.address`,
    rule: 'unknown-user',
    message: `There is no user "${address}".`,
  }));
  throw new Problem('bad-request', error.message, errors);
}
