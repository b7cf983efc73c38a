import type { PersonId, PinId } from '../ids.ts';
import type { ProfilePatch } from '../profile.ts';
import type { Kind, Medium, ModerationRight, Right, Role } from './rights.ts';

/** Who set something, and when (milliseconds since the epoch). */
export interface Mark {
  readonly by: PersonId | null;
  readonly byName: string;
  readonly at: number;
}

export interface Override {
  readonly value: 'allow' | 'deny';
  /** Only for an allowed `subscribe`: the media it covers; absent means all. */
  readonly media?: readonly Medium[];
  /** Only for `publish`: the kinds it is about; absent means all. */
  readonly kinds?: readonly Kind[];
  readonly mark: Mark;
}

/** `queue`: nobody gave it; it was the turn of whoever raised a hand (R28). */
export const GRANT_CAUSES = ['hand', 'click', 'api', 'queue'] as const;
export type GrantCause = (typeof GRANT_CAUSES)[number];

export interface Grant {
  /** Only for `publish`: the kinds it covers; absent means every kind the profile allows. */
  readonly kinds?: readonly Kind[];
  /** When it ends by itself (milliseconds since the epoch); absent means it lasts. */
  readonly until?: number;
  readonly cause: GrantCause;
  readonly mark: Mark;
}

/** Numbers that another system keeps with a record: carried and given back, never read. */
export type Foreign = Readonly<Record<string, number>>;

export interface Membership {
  readonly role: Role;
  /** Stored for moderators; an owner has every one, a member none. */
  readonly moderation: readonly ModerationRight[];
  readonly profile: ProfilePatch;
  /** When it ends by itself, milliseconds since the epoch (R24). */
  readonly expiresAt: number | null;
  readonly foreign: Foreign;
}

/** Somebody on the list with nothing of their own. */
export const PLAIN_MEMBER: Membership = {
  role: 'member',
  moderation: [],
  profile: {},
  expiresAt: null,
  foreign: {},
};

/** R21: "Mute and lock". It sticks to the person until somebody releases it. */
export interface HardMute {
  readonly mark: Mark;
  /** Set while they had the floor, so that this floor does not set it aside; the next one does. */
  readonly overGrant: boolean;
}

/** Everything stored about a person in one room. Rights are decided from this alone, never from a token. */
export interface Person {
  readonly id: PersonId;
  readonly name: string;
  readonly membership: Membership | null;
  readonly overrides: Partial<Readonly<Record<Right, Override>>>;
  readonly grants: Partial<Readonly<Record<Right, Grant>>>;
  readonly ban: Mark | null;
  readonly mute: HardMute | null;
  /** R25: the PINs this person has come in with: each gives what it carries once. */
  readonly pins: readonly PinId[];
}

/** Somebody the room knows nothing about yet. */
export const stranger = (id: PersonId, name: string): Person => ({
  id,
  name,
  membership: null,
  overrides: {},
  grants: {},
  ban: null,
  mute: null,
  pins: [],
});

/** True when nothing was ever decided about this person: such a record need not outlive their visit. */
export const isUndecided = (person: Person): boolean =>
  !person.membership &&
  !person.ban &&
  !person.mute &&
  !person.pins.length &&
  !holdsAny(person.overrides) &&
  !holdsAny(person.grants);

export function holdsAny(record: object): boolean {
  for (const _ in record) return true;
  return false;
}
