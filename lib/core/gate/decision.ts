import type { Excess } from '../quality/limits.ts';
import type { Grant, Mark } from './person.ts';
import type { Audience, Kind, ModerationRight, Right, Role } from './rights.ts';

/** Why the gate answered as it did. `rule` is the number in RULES.md. */
export type Reason =
  | { readonly rule: 'R1'; readonly because: 'not-started'; readonly at: number }
  | { readonly rule: 'R1'; readonly because: 'expired'; readonly at: number }
  | { readonly rule: 'R1'; readonly because: 'paused' | 'deleted' | 'locked'; readonly mark: Mark }
  | { readonly rule: 'R1'; readonly because: 'full' }
  | { readonly rule: 'R2'; readonly because: 'banned'; readonly mark: Mark }
  | { readonly rule: 'R3'; readonly because: 'grant'; readonly grant: Grant }
  | { readonly rule: 'R4' | 'R5'; readonly because: 'override'; readonly mark: Mark }
  | { readonly rule: 'R6'; readonly because: 'role'; readonly role: Role }
  | {
      readonly rule: 'R7';
      readonly because: 'audience';
      readonly audience: Audience;
      readonly mark: Mark | null;
    }
  | {
      readonly rule: 'R8';
      readonly because: 'silence';
      readonly audience: Audience;
      readonly mark: Mark | null;
    }
  | { readonly rule: 'R9'; readonly because: 'kind'; readonly kind: Kind; readonly scope: 'room' | 'member' }
  | { readonly rule: 'R9'; readonly because: 'exceeded'; readonly what: Excess['what'] }
  | { readonly rule: 'R12'; readonly because: 'too-many'; readonly most: number }
  | { readonly rule: 'R10'; readonly because: 'not-moderator'; readonly needs: ModerationRight }
  | { readonly rule: 'R13'; readonly because: 'hands-off' }
  | { readonly rule: 'R27'; readonly because: 'denied'; readonly until: number }
  | { readonly rule: 'R29'; readonly because: 'time-over'; readonly at: number }
  | { readonly rule: 'R21'; readonly because: 'muted'; readonly mark: Mark }
  | { readonly rule: 'R22'; readonly because: 'muted-all'; readonly mark: Mark | null }
  | { readonly rule: 'R15'; readonly because: 'not-muted' }
  /** What apps send is switched off by the profile: the room's, or the member's own. */
  | { readonly rule: 'R26'; readonly because: 'data-off'; readonly scope: 'room' | 'member' };

/** What this person could do about a refusal. */
export type Remedy =
  | { readonly do: 'raise-hand' }
  | { readonly do: 'ask-host' }
  | { readonly do: 'sign-in' }
  | { readonly do: 'wait'; readonly until: number }
  | { readonly do: 'none' };

/** What was asked: one of the five rights, or what surrounds them. */
export type Asked = Right | 'enter' | 'moderate' | 'unmute';

export interface Allowed {
  readonly allowed: true;
  readonly right: Asked;
  readonly reason: Reason;
}

export interface Denied {
  readonly allowed: false;
  readonly right: Asked;
  /** What was to be published, where that was asked. */
  readonly kind?: Kind;
  readonly reason: Reason;
  readonly remedy: Remedy;
}

export type Decision = Allowed | Denied;
