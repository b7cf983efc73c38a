import type { Failure } from '@/lib/core/failure.ts';
import type { Decision } from '@/lib/core/gate/decision.ts';
import type { Kind, Medium, Role } from '@/lib/core/gate/rights.ts';
import type { ParticipantId, PublicationId } from '@/lib/core/ids.ts';
import type { RequestName } from './requests.ts';

/** What somebody at the door is told: enough to know what will happen, nothing about anybody inside. */
export interface Look {
  readonly room: { readonly name: string; readonly preset: string };
  readonly you: {
    readonly kind: 'user' | 'guest';
    /** The stored name, or empty for a new guest. */
    readonly name: string;
    readonly role: Role | 'guest';
  };
  readonly enter: Decision;
  readonly publish: Readonly<Record<Kind, Decision>>;
  readonly subscribe: Readonly<Record<Medium, Decision>>;
  /** Whether a microphone would come in open, or locked (R21, R22). */
  readonly unmute: Decision;
  /** A lasting guest identity to keep and present next time; null for users. */
  readonly guest: string | null;
}

/** The view itself follows as a notice, so that it cannot overtake or miss what comes after it. */
export interface Joined {
  readonly participant: ParticipantId;
  /** Proves, together with the participant, that a returning socket is the one that left. */
  readonly key: string;
  /** The server's clock, milliseconds since the epoch, to show countdowns by. */
  readonly now: number;
}

type Nothing = Record<string, never>;

/** The answer to each request, by its name. */
export interface Answers extends Record<RequestName, object> {
  'room.look': Look;
  'room.join': Joined;
  'room.leave': Nothing;
  'room.audience': Nothing;
  'media.publish': { readonly publication: PublicationId };
  'media.unpublish': Nothing;
  'media.mute': Nothing;
  'hand.raise': Nothing;
  'hand.lower': Nothing;
  'floor.allow': Nothing;
  'floor.stop': Nothing;
  'mute.person': Nothing;
  'mute.release': Nothing;
  'mute.all': Nothing;
  'mute.releaseAll': Nothing;
  'mute.askUnmute': Nothing;
  'person.override': Nothing;
  'person.remove': Nothing;
  'link.signal': Nothing;
  'link.failed': Nothing;
}

/** Every acknowledgement: a success with its answer, or a failure with its code, message and reason. */
export type Ack<Name extends RequestName> =
  | { readonly ok: true; readonly value: Answers[Name] }
  | { readonly ok: false; readonly failure: Failure };
