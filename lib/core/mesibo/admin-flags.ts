import { MODERATION_RIGHTS, type ModerationRight, type Role } from '../gate/rights.ts';
import { DELETE, givenBack, uint32 } from './kept.ts';

/**
 * Admin flags (mesibo-api.md, 2.2). One of our moderation rights may take two or three of theirs: only all of them
 * together give it, for silence means no. Half of a pair is kept and gives nothing.
 */
export const ADMIN_BITS = {
  modify: 0x1,
  adduser: 0x10,
  remuser: 0x20,
  addadmin: 0x40,
  remadmin: 0x80,
  remowner: 0x100,
  remgroup: 0x200,
  callcontrol: 0x400,
  hangup: 0x800,
  owner: 0x1000,
  addpin: 0x2000,
  removepin: 0x4000,
  listpin: 0x8000,
} as const;
export type AdminBit = keyof typeof ADMIN_BITS;

const OWNER = ADMIN_BITS.owner;
/** What an owner has: all sixteen bits, REMOWNER among them. */
const ALL = 0xffff;
const BITS: Readonly<Record<ModerationRight, number>> = {
  modifyRoom: ADMIN_BITS.modify,
  editMembers: ADMIN_BITS.adduser | ADMIN_BITS.remuser,
  editModerators: ADMIN_BITS.addadmin | ADMIN_BITS.remadmin,
  controlCalls: ADMIN_BITS.callcontrol,
  removeFromCall: ADMIN_BITS.hangup,
  managePins: ADMIN_BITS.addpin | ADMIN_BITS.removepin | ADMIN_BITS.listpin,
  deleteRoom: ADMIN_BITS.remgroup,
};
const FIELDS = Object.values(BITS);

export interface Rank {
  readonly role: Role;
  readonly moderation: readonly ModerationRight[];
}

/** The role and rights that admin flags give. Who gets none of ours from them is a plain member. */
export function rankOf(flags: number): Rank {
  if (flags & OWNER) return { role: 'owner', moderation: [] };
  const moderation = MODERATION_RIGHTS.filter((right) => (flags & BITS[right]) === BITS[right]);
  return { role: moderation.length ? 'moderator' : 'member', moderation };
}

/** A role and its rights as admin flags, unsigned 32 bits. */
export function adminFlags({ role, moderation }: Rank, came: number | undefined): number {
  const now = role === 'owner' ? ALL : sum(role === 'moderator' ? moderation : []);
  if (came === undefined) return now;
  const then = rankOf(came);
  // Made something else since: what their own flags said of rank is over.
  if (then.role !== role) return uint32((came & ~ALL) | now);
  return role === 'owner' ? came : givenBack(FIELDS, now, came, sum(then.moderation));
}

const sum = (rights: readonly ModerationRight[]) => rights.reduce((bits, right) => bits | BITS[right], 0);

/** What of admin flags is to be kept because a role cannot say it again. */
export function keptOfAdminFlags(given: number): number | undefined {
  const flags = uint32(given & ~DELETE);
  return adminFlags(rankOf(flags), undefined) === flags ? undefined : flags;
}

/** Admin flags with some of them switched on or off by name. */
export function withAdminBits(flags: number, bits: Readonly<Partial<Record<AdminBit, boolean>>>): number {
  // Who is no owner any more keeps nothing that came with it.
  const first = bits.owner === false && flags & OWNER ? 0 : flags;
  return (Object.keys(ADMIN_BITS) as AdminBit[]).reduce((sofar, name) => {
    const on = bits[name];
    return on === undefined ? sofar : uint32(on ? sofar | ADMIN_BITS[name] : sofar & ~ADMIN_BITS[name]);
  }, first);
}
