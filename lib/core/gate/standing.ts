import { mergeProfile, type Profile } from '../profile.ts';
import { holdsAny, type Override, type Person } from './person.ts';
import { RIGHTS, type Right, type Role } from './rights.ts';

/**
 * R24: a person as they count at this moment: whose membership is over counts as somebody who is off the list, also
 * before the clock has taken it away. The very same person where nothing is over.
 *
 * @param now milliseconds since the epoch
 */
export function inForce(person: Person, now: number): Person {
  const end = person.membership?.expiresAt ?? null;
  return end === null || now < end ? person : offList(person);
}

/** R24: all that was allowed to them ends with the membership; what was denied stays. */
export function offList(person: Person): Person {
  const overrides: Partial<Record<Right, Override>> = {};
  for (const right of RIGHTS) {
    const override = person.overrides[right];
    if (override?.value === 'deny') overrides[right] = override;
  }
  return { ...person, membership: null, overrides, grants: {} };
}

export const roleOf = (person: Person, now: number): Role | null =>
  inForce(person, now).membership?.role ?? null;

/** Whether somebody is an owner or a moderator, whatever their moderation rights. */
export function moderates(person: Person, now: number): boolean {
  const role = roleOf(person, now);
  return role === 'owner' || role === 'moderator';
}

/**
 * R9: what bounds a person's publishing: the room's profile, with the member's own fields over it. The room's very own
 * where a member has none, as nearly everybody.
 */
export function profileOf({ profile }: { readonly profile: Profile }, { membership }: Person): Profile {
  const own = membership?.profile;
  return own && holdsAny(own) ? mergeProfile(profile, own) : profile;
}
