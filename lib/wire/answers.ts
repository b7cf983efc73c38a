import type { Failure } from '@/lib/core/failure.ts';
import type { Decision } from '@/lib/core/gate/decision.ts';
import type { Kind, Medium, Right, Role } from '@/lib/core/gate/rights.ts';
import type { MessageId, ParticipantId, PublicationId } from '@/lib/core/ids.ts';
import type { Cause, Change } from '@/lib/core/room/changes.ts';
import type { MessageView } from '@/lib/core/roster/view.ts';
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
  /** R27: whether they would then wait until a host lets them in. */
  readonly waits: boolean;
  /** Whether their microphone would come in muted, for them to open. */
  readonly muteOnEntry: boolean;
  readonly publish: Readonly<Record<Kind, Decision>>;
  readonly subscribe: Readonly<Record<Medium, Decision>>;
  /** Whether a microphone would come in open, or locked (R21, R22). */
  readonly unmute: Decision;
  /** A lasting guest identity to keep and present next time; null for users. */
  readonly guest: string | null;
}

/**
 * The view itself follows as a notice, so that it cannot overtake or miss what comes after it; for somebody who waits
 * (R27), once they are let in and not before.
 */
export interface Joined {
  readonly participant: ParticipantId;
  /** Proves, together with the participant, that a returning socket is the one that left. */
  readonly key: string;
  readonly waiting: boolean;
  /** R30: whether the server hears who talks; if not, the browser says so of its own microphone. */
  readonly hears: boolean;
  /** The server's clock, milliseconds since the epoch, to show countdowns by. */
  readonly now: number;
  /** Another one after every start of the server: links of an earlier one are nobody's there. */
  readonly run: string;
  /** Whether everything that was forwarded before that start may be forwarded still, to everybody. */
  readonly intact: boolean;
}

/** What was written before, oldest first. */
export interface MessagePage {
  readonly messages: readonly MessageView[];
  /** Whether there is more before it. */
  readonly more: boolean;
  /** Whether this room keeps messages at all. */
  readonly kept: boolean;
}

/** Every right of one person, for those who control the call: the same decisions as the person sees, with all names. */
export interface Explained {
  readonly publish: Readonly<Record<Kind, Decision>>;
  readonly subscribe: Readonly<Record<Medium, Decision>>;
  readonly list: Decision;
  readonly send: Decision;
  readonly receive: Decision;
  readonly unmute: Decision;
}

/** R19: one change, with the names that belong to it. Digits of PINs are masked. */
export interface TrailEntry {
  readonly id: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly actor: string;
  readonly cause: Cause;
  readonly on: Change['on'];
  /** Whom it is about; null when it is about the room. */
  readonly name: string | null;
  readonly right: Right | null;
  readonly before: unknown;
  readonly after: unknown;
}

export interface TrailPage {
  readonly entries: readonly TrailEntry[];
  /** Whether there is more before it. */
  readonly more: boolean;
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
  'media.stop': Nothing;
  'media.talking': Nothing;
  'media.viewing': Nothing;
  'media.measured': Nothing;
  'hand.raise': Nothing;
  'hand.lower': Nothing;
  'hand.lowerAll': Nothing;
  'floor.allow': Nothing;
  'floor.extend': Nothing;
  'floor.next': Nothing;
  'floor.stop': Nothing;
  'lobby.admit': Nothing;
  'lobby.admitAll': Nothing;
  'lobby.deny': Nothing;
  'mute.person': Nothing;
  'mute.release': Nothing;
  'mute.all': Nothing;
  'mute.releaseAll': Nothing;
  'mute.askUnmute': Nothing;
  'person.askCamera': Nothing;
  'person.spotlight': Nothing;
  'person.role': Nothing;
  'person.explain': Explained;
  'person.readmit': Nothing;
  'act.undo': Nothing;
  'room.lock': Nothing;
  'room.end': Nothing;
  'room.trail': TrailPage;
  'person.override': Nothing;
  'person.remove': Nothing;
  /** `at` in milliseconds since the epoch. The message itself comes as a notice, to those who may receive. */
  'chat.send': { readonly id: MessageId; readonly at: number };
  'chat.remove': Nothing;
  'chat.history': MessagePage;
  'data.send': Nothing;
  'link.signal': Nothing;
  'link.restart': Nothing;
  'link.failed': Nothing;
}

/** Every acknowledgement: a success with its answer, or a failure with its code, message and reason. */
export type Ack<Name extends RequestName> =
  | { readonly ok: true; readonly value: Answers[Name] }
  | { readonly ok: false; readonly failure: Failure };
