import type { Mark } from '../gate/person.ts';
import type { Audience, Kind, Right } from '../gate/rights.ts';
import type { PersonId } from '../ids.ts';
import type { Profile } from '../profile.ts';

export interface AudienceRule {
  readonly audience: Audience;
  /** Who last changed it; null while it is the preset's. */
  readonly mark: Mark | null;
}

export const HAND_POLICIES = ['off', 'ask'] as const;
export type HandPolicy = (typeof HAND_POLICIES)[number];

/** R22: everybody's microphone is locked, also of whoever comes later, but for a few. */
export interface MuteAll {
  /** Who asked for it; null while it is the preset's. */
  readonly mark: Mark | null;
  /** Released one by one. Moderators and those who have the floor need not be on it. */
  readonly except: readonly PersonId[];
}

/** A room's stored settings: what the gate reads besides the person. Times are milliseconds since the epoch. */
export interface RoomSettings {
  readonly name: string;
  readonly preset: string;
  readonly startsAt: number | null;
  readonly expiresAt: number | null;
  readonly paused: Mark | null;
  readonly deleted: Mark | null;
  readonly locked: Mark | null;
  /** Most participants at once; owners and moderators always find a place. */
  readonly capacity: number;
  readonly audiences: Readonly<Record<Right, AudienceRule>>;
  /** Whether those who may list also see who is present without publishing. */
  readonly showAttendees: boolean;
  readonly profile: Profile;
  /** Whether hands may be raised, and what "Allow to speak" grants. */
  readonly hands: { readonly policy: HandPolicy; readonly kinds: readonly Kind[] };
  readonly muteAll: MuteAll | null;
}
