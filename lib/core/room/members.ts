import { FailureError, failure } from '../failure.ts';
import { moderationRights } from '../gate/decide.ts';
import { type Membership, type Person, PLAIN_MEMBER } from '../gate/person.ts';
import { type ModerationRight, RIGHTS, type Role } from '../gate/rights.ts';
import { roleOf } from '../gate/standing.ts';
import type { PersonId } from '../ids.ts';
import type { ProfilePatch } from '../profile.ts';
import type { Cause } from './changes.ts';
import { profileProblem, timeProblem } from './check.ts';
import type { CommandOf, MemberEdit, MembershipEdit } from './commands.ts';
import { setOverride } from './overriding.ts';
import { personOf } from './room.ts';
import type { Turn } from './turn.ts';

/** R24: many edits, which are one: the first that fails undoes those before it, and says who it is, counted from 0. */
export function members(turn: Turn, command: CommandOf<'members'>): void {
  for (const [at, edit] of command.members.entries()) {
    try {
      member(turn, edit);
    } catch (error) {
      if (!(error instanceof FailureError) || error.failure.code === 'refused') throw error;
      const { code, message } = error.failure;
      const separator = /^[a-z]\w*: /i.test(message) ? '.' : ': ';
      throw new FailureError(failure(code, `members[${at}]${separator}${message}`));
    }
  }
}

/** Puts somebody on the list, changes what they have there, or takes them off it (`membership: null`). */
export function member(
  turn: Turn,
  { person: id, name, membership, overrides, publishKinds }: MemberEdit,
): void {
  // Who may not moderate is refused before the target is looked for, so that no refusal tells what they are.
  if (overrides) turn.requireModeration('controlCalls');
  if (membership !== undefined || !overrides) turn.requireModeration('editMembers', 'editModerators');
  const person = turn.person(id);
  if (membership === null) takeOff(turn, person);
  else if (membership) putOn(turn, person, membership, name);
  else if (!overrides) rename(turn, person, name);
  if (!overrides) return;
  turn.requireRank(turn.person(id));
  for (const right of RIGHTS) {
    const value = overrides[right];
    if (value !== undefined) setOverride(turn, id, right, value, { kinds: publishKinds ?? undefined });
  }
}

function rename(turn: Turn, person: Person, name: string | undefined): void {
  if (!person.membership) throw noSuchMember();
  putOn(turn, person, {}, name);
}

function putOn(turn: Turn, person: Person, edit: MembershipEdit, newName: string | undefined): void {
  const before = person.membership;
  const after = edited(before ?? PLAIN_MEMBER, edit);
  requireRight(turn, before?.role, after.role);
  turn.requireRank(person);
  requireOwn(turn, after, before);
  if (after.role !== 'owner') keepAnOwner(turn, person);
  const wrong =
    (after.expiresAt === before?.expiresAt ? null : timeProblem(after.expiresAt, turn.now)) ??
    profileProblem(after.profile);
  if (wrong) throw new FailureError(failure('bad-request', wrong));
  const name = newName ?? person.name;
  if (name === person.name && before && JSON.stringify(before) === JSON.stringify(after)) return;
  turn.change({ on: 'membership', person: person.id, name, before, after });
}

function takeOff(turn: Turn, person: Person): void {
  const { membership } = person;
  requireRight(turn, membership?.role);
  turn.requireRank(person);
  // Somebody who is not on the list may still have been allowed something: that ends too.
  const allowed = Object.values(person.overrides).some(({ value }) => value === 'allow');
  if (!membership && !allowed && !Object.keys(person.grants).length) throw noSuchMember();
  keepAnOwner(turn, person);
  endMembership(turn, person.id, 'asked');
}

/**
 * R24: with a membership ends all that was allowed; what was denied stays. A raised hand comes down too, or the queue
 * (R28) would give by the same step what was just taken.
 */
export function endMembership(turn: Turn, id: PersonId, cause: Cause): void {
  const { membership, overrides, grants, name } = turn.person(id);
  const hand = turn.room.hands.find((raised) => raised.person === id);
  if (hand) turn.change({ on: 'hand', person: id, before: hand, after: null }, cause);
  if (membership) turn.change({ on: 'membership', person: id, name, before: membership, after: null }, cause);
  for (const right of RIGHTS) {
    const override = overrides[right];
    if (override?.value === 'allow')
      turn.change({ on: 'override', person: id, right, before: override, after: null }, cause);
    const grant = grants[right];
    if (grant) turn.change({ on: 'grant', person: id, right, before: grant, after: null }, cause);
  }
}

/** R10: owners and moderators are made and unmade by those who may edit moderators. */
function requireRight(turn: Turn, ...roles: readonly (Role | undefined)[]): void {
  const high = roles.some((role) => role === 'owner' || role === 'moderator');
  turn.requireModeration(high ? 'editModerators' : 'editMembers');
}

/** R24. A backend may leave a room without an owner: it can make another one. */
function keepAnOwner(turn: Turn, person: Person): void {
  if (turn.actor.type !== 'participant' || person.membership?.role !== 'owner') return;
  const others = [...turn.room.people.values()].some(
    (one) => one.id !== person.id && roleOf(one, turn.now) === 'owner',
  );
  if (!others)
    throw new FailureError(failure('conflict', 'A room needs an owner. Make somebody else one first.'));
}

function edited(before: Membership, { profile, ...edit }: MembershipEdit): Membership {
  const merged = { ...before, ...withoutUndefined(edit) } as Membership;
  // A right to moderate means nothing below a moderator, so it is not kept for later either.
  const moderation = merged.role === 'moderator' ? merged.moderation : [];
  return {
    ...merged,
    moderation,
    profile: profile ? editedProfile(before.profile, profile) : before.profile,
  };
}

function editedProfile(before: ProfilePatch, edit: NonNullable<MembershipEdit['profile']>): ProfilePatch {
  const kept = { ...before, ...withoutUndefined(edit) };
  return Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== null));
}

const withoutUndefined = (record: object): object =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));

const noSuchMember = () => new FailureError(failure('not-found', 'There is no such member.'));

/** What somebody is given: a role, and the rights that come with it. */
interface Given {
  readonly role: Role;
  readonly moderation: readonly ModerationRight[];
}

/** R10: nobody hands out more than they hold: an owner is made by owners, a moderation right by who has it. */
export function requireOwn(turn: Turn, given: Given, before: Given | null): void {
  if (turn.actor.type !== 'participant') return;
  const self = personOf(turn.room, turn.self());
  if (roleOf(self, turn.now) === 'owner') return;
  const held = moderationRights(self, turn.now);
  const beyond =
    given.role === 'owner'
      ? 'editModerators'
      : given.moderation.find((right) => !held.includes(right) && !before?.moderation.includes(right));
  if (!beyond) return;
  const reason = { rule: 'R10', because: 'not-moderator', needs: beyond } as const;
  turn.require({ allowed: false, right: 'moderate', reason, remedy: { do: 'none' } });
}
