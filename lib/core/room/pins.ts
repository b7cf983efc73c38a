import { FailureError, failure } from '../failure.ts';
import { type Membership, type Override, type Person, PLAIN_MEMBER } from '../gate/person.ts';
import { type ModerationRight, RIGHTS, type Right, type Role } from '../gate/rights.ts';
import { inForce, moderates } from '../gate/standing.ts';
import type { PinId } from '../ids.ts';
import type { ProfilePatch } from '../profile.ts';
import { type Change, changedPerson } from './changes.ts';
import { pinProblem, same } from './check.ts';
import type { CommandOf } from './commands.ts';
import { requireOwn } from './members.ts';
import type { Room } from './room.ts';
import type { Turn } from './turn.ts';

/** R25: digits that let whoever types them in, as somebody on the list with the rights it carries. */
export interface Pin {
  readonly id: PinId;
  /** What people type: 4 to 10 digits, one of a kind in its room. */
  readonly code: string;
  readonly label: string;
  readonly role: Exclude<Role, 'owner'>;
  readonly moderation: readonly ModerationRight[];
  readonly overrides: Partial<Readonly<Record<Right, 'allow' | 'deny'>>>;
  readonly profile: ProfilePatch;
  /** How long whoever comes in with it stays on the list, seconds; null means without end. */
  readonly memberSeconds: number | null;
  /** Until when it may be used, milliseconds since the epoch. */
  readonly expiresAt: number | null;
  /** How many people may use it; null means any number. */
  readonly maxUses: number | null;
  readonly used: number;
}

/** A PIN that puts whoever comes with it on the list, and gives no more. */
export const PLAIN_PIN: Omit<Pin, 'id' | 'code'> = {
  label: 'PIN',
  role: 'member',
  moderation: [],
  overrides: {},
  profile: {},
  memberSeconds: null,
  expiresAt: null,
  maxUses: null,
  used: 0,
};

/**
 * The PIN behind what somebody typed.
 * @throws FailureError `unauthenticated` for a wrong one, `expired` for one that is over or used up by others
 */
export function pinFor(room: Room, code: string, person: Person, now: number): Pin {
  const pin = [...room.pins.values()].find((one) => one.code === code);
  if (!pin)
    throw new FailureError(
      failure('unauthenticated', 'This PIN is not valid here. Check it, or ask whoever invited you.'),
    );
  if (person.pins.includes(pin.id)) return pin;
  if (pin.expiresAt !== null && now >= pin.expiresAt)
    throw new FailureError(failure('expired', 'This PIN has expired. Ask for a new one.'));
  if (pin.maxUses !== null && pin.used >= pin.maxUses)
    throw new FailureError(
      failure('expired', 'This PIN has been used as often as it may be. Ask for a new one.'),
    );
  return pin;
}

/**
 * R25: what a PIN changes about whoever comes in with it. Nothing the second time, and nothing for owners and
 * moderators; and where something was decided about this person already, that stands: a PIN restores nothing.
 */
export function redemption(pin: Pin, person: Person, name: string, now: number): Change[] {
  if (person.pins.includes(pin.id) || moderates(person, now)) return [];
  const listed = inForce(person, now).membership;
  const mark = { by: null, byName: pin.label, at: now };
  const changes: Change[] = [
    { on: 'pin', before: pin, after: { ...pin, used: pin.used + 1 } },
    { on: 'redeemed', person: person.id, name, before: person.pins, after: [...person.pins, pin.id] },
  ];
  const membership: Membership = {
    ...(listed ?? {
      ...PLAIN_MEMBER,
      profile: pin.profile,
      expiresAt: pin.memberSeconds === null ? null : now + pin.memberSeconds * 1000,
    }),
    role: pin.role,
    moderation: pin.moderation,
  };
  if (!listed || pin.role !== 'member')
    changes.push({
      on: 'membership',
      person: person.id,
      name: person.name || name,
      before: person.membership,
      after: membership,
    });
  for (const right of RIGHTS) {
    const value = pin.overrides[right];
    if (!value || person.overrides[right]) continue;
    const after: Override = { value, mark };
    changes.push({ on: 'override', person: person.id, right, before: null, after });
  }
  return changes;
}

/** The person as they would be after coming in with a PIN. */
export function redeemed(pin: Pin, person: Person, name: string, now: number): Person {
  return redemption(pin, person, name, now).reduce(changedPerson, person);
}

/**
 * Makes a PIN, or puts another in its place. Who holds less than it gives may not make it (R10), and what it gave
 * before is theirs to alter on the same terms.
 */
export function putPin(turn: Turn, command: CommandOf<'put-pin'>): void {
  turn.requireModeration('managePins');
  const before = turn.room.pins.get(command.pin.id) ?? null;
  const pin = {
    ...command.pin,
    // A right to moderate means nothing below a moderator, so it is not kept for later either.
    moderation: command.pin.role === 'moderator' ? command.pin.moderation : [],
    used: before?.used ?? 0,
  };
  requireRankOf(turn, before, pin);
  requireOwn(turn, pin, null);
  const wrong = pinProblem(pin, before, turn.now);
  if (wrong) throw new FailureError(failure('bad-request', wrong));
  const twin = [...turn.room.pins.values()].some(({ id, code }) => code === pin.code && id !== pin.id);
  if (twin) throw new FailureError(failure('conflict', 'Another PIN of this room has these digits.'));
  if (!before || !same(before, pin)) turn.change({ on: 'pin', before, after: pin });
}

export function removePin(turn: Turn, { pin }: CommandOf<'remove-pin'>): void {
  turn.requireModeration('managePins');
  const before = turn.room.pins.get(pin);
  if (!before) throw new FailureError(failure('not-found', 'There is no such PIN.'));
  requireRankOf(turn, before);
  turn.change({ on: 'pin', before, after: null });
}

/** R10, R25: who may not make moderators makes, alters and removes no PIN that does. */
function requireRankOf(turn: Turn, ...pins: readonly (Pin | null)[]): void {
  if (pins.some((pin) => pin?.role === 'moderator')) turn.requireModeration('editModerators');
}
