import type { Person } from '../gate/person.ts';
import { RIGHTS, type Right } from '../gate/rights.ts';
import type { RoomSettings } from '../room/settings.ts';
import { DELETE, givenBack, KEPT, uint32 } from './kept.ts';

/** Member flags (mesibo-api.md, 2.2): a bit that is given allows, one that is not denies. */
const BITS: Readonly<Record<Right, number>> = {
  send: 0x1,
  receive: 0x2,
  publish: 0x4,
  subscribe: 0x8,
  list: 0x10,
};
const FIELDS = RIGHTS.map((right) => BITS[right]);
const ALL = 0x1f;

/**
 * Whether a person has a right by what stands: their own override, else their role, else the room's audience. The
 * floor of a moment (a grant) is not asked, nor whether the room is open: flags are what is stored.
 */
export function stands({ audiences }: RoomSettings, person: Person, right: Right): boolean {
  const override = person.overrides[right];
  if (override) return override.value === 'allow';
  const role = person.membership?.role;
  if (role === 'owner' || role === 'moderator') return true;
  const { audience } = audiences[right];
  return audience === 'anyone' || (audience === 'members' && role === 'member');
}

/** A person's rights in a room as member flags, unsigned 32 bits. */
export function memberFlags(settings: RoomSettings, person: Person): number {
  const now = RIGHTS.reduce((bits, right) => bits | (stands(settings, person, right) ? BITS[right] : 0), 0);
  const came = person.membership?.foreign[KEPT.flags];
  return givenBack(FIELDS, now, came, (came ?? 0) & ALL);
}

/** The overrides that member flags stand for, one for each right. */
export const overridesOf = (flags: number): Record<Right, 'allow' | 'deny'> => ({
  publish: flags & BITS.publish ? 'allow' : 'deny',
  subscribe: flags & BITS.subscribe ? 'allow' : 'deny',
  list: flags & BITS.list ? 'allow' : 'deny',
  send: flags & BITS.send ? 'allow' : 'deny',
  receive: flags & BITS.receive ? 'allow' : 'deny',
});

/** What of member flags is to be kept because overrides cannot say it again. */
export function keptOfMemberFlags(given: number): number | undefined {
  const flags = uint32(given & ~DELETE);
  return (flags & ALL) === flags ? undefined : flags;
}
