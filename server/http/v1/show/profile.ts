import type { Profile, ProfilePatch } from '@/lib/core/profile.ts';
import { defined } from './common.ts';

/** A whole profile, with lists of its own. */
export const showProfile = (profile: Profile) => ({
  ...profile,
  kinds: [...profile.kinds],
  handKinds: [...profile.handKinds],
  fixed: [...profile.fixed],
});

/** Only a member's own fields. */
export function showOwnProfile({ kinds, handKinds, fixed, ...rest }: ProfilePatch) {
  return defined({
    ...rest,
    kinds: kinds && [...kinds],
    handKinds: handKinds && [...handKinds],
    fixed: fixed && [...fixed],
  });
}
