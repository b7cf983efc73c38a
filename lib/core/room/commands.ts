import type { Failure } from '../failure.ts';
import type { Denied } from '../gate/decision.ts';
import type { GrantCause, Membership } from '../gate/person.ts';
import type { Audience, Kind, Medium, Right } from '../gate/rights.ts';
import type { MessageId, ParticipantId, PersonId, PinId, PublicationId, SourceId } from '../ids.ts';
import type { Profile } from '../profile.ts';
import type { Excess } from '../quality/limits.ts';
import type { LinkQuality } from '../quality/report.ts';
import type { EndReason } from '../session.ts';
import type { Cause, Change } from './changes.ts';
import type { DataMessage, Message, MessageEnds } from './messages.ts';
import type { Pin } from './pins.ts';
import type { Live } from './revival.ts';
import type { Room } from './room.ts';
import type { HandRules, RoomSettings } from './settings.ts';

/** Who asks: a participant of this room, a backend with its own authority, or the clock. */
export type Actor =
  | { readonly type: 'participant'; readonly id: ParticipantId }
  | { readonly type: 'api'; readonly name: string }
  | { readonly type: 'clock' }
  /** Whatever carries the media: it says what it hears and measures, and nothing else. */
  | { readonly type: 'engine' };

/** Whom a moderator means: somebody seen in the call, or somebody stored. */
export type Target = { readonly participant: ParticipantId } | { readonly person: PersonId };

/** In whose name a backend writes; `name` for somebody of whom the room knows none. */
export interface Sender {
  readonly person: PersonId;
  readonly name: string;
}

/** What is absent stays as it is; null unsets. */
type Patch<Record> = { readonly [Key in keyof Record]?: Record[Key] | undefined };
type Unset<Record> = { readonly [Key in keyof Record]?: Record[Key] | null | undefined };

/** An edit of a room's settings, all of it or nothing. What carries a mark is switched on and off. */
export interface SettingsEdit
  extends Patch<
    Omit<RoomSettings, 'audiences' | 'profile' | 'hands' | 'muteAll' | 'paused' | 'locked' | 'deleted'>
  > {
  readonly audiences?: Patch<Record<Right, Audience>> | undefined;
  readonly profile?: Patch<Profile> | undefined;
  readonly hands?: Patch<HandRules> | undefined;
  readonly muteAll?: boolean | undefined;
  readonly paused?: boolean | undefined;
  readonly locked?: boolean | undefined;
  readonly deleted?: boolean | undefined;
}

export type MembershipEdit = Patch<Omit<Membership, 'profile'>> & {
  readonly profile?: Unset<Profile> | undefined;
};

/** An edit of one person on the list. A membership of null takes them off it. */
export interface MemberEdit {
  readonly person: PersonId;
  readonly name?: string | undefined;
  readonly membership?: MembershipEdit | null | undefined;
  readonly overrides?: Unset<Record<Right, 'allow' | 'deny'>> | undefined;
  /** The kinds that an override of `publish`, given with it, is about; absent or null means all. */
  readonly publishKinds?: readonly Kind[] | null | undefined;
}

/** Everything that can be asked of a room. New identifiers come with the command; the core invents none. */
export type Command =
  | {
      readonly do: 'join';
      readonly person: PersonId;
      readonly name: string;
      readonly source: SourceId;
      /** R25: the digits of a PIN, if that is how they come. */
      readonly pin?: string | undefined;
    }
  | { readonly do: 'leave' }
  | { readonly do: 'away' }
  | { readonly do: 'back' }
  | { readonly do: 'publish'; readonly publication: PublicationId; readonly kind: Kind }
  | { readonly do: 'unpublish'; readonly publication: PublicationId }
  | { readonly do: 'mute'; readonly publication: PublicationId; readonly muted: boolean }
  | { readonly do: 'mute-person'; readonly target: Target; readonly lock: boolean }
  | { readonly do: 'release-mute'; readonly target: Target }
  | { readonly do: 'mute-all'; readonly except?: readonly Target[] | undefined }
  | { readonly do: 'release-all' }
  | { readonly do: 'ask-unmute'; readonly target: Target }
  | { readonly do: 'ask-camera'; readonly target: Target }
  /** R30. */
  | { readonly do: 'talk'; readonly publication: PublicationId; readonly talking: boolean }
  /** R34: how good the asker's own connection is. */
  | { readonly do: 'link'; readonly quality: LinkQuality }
  /** R9: what was measured of it is more than its owner may send, and went on. */
  | { readonly do: 'exceed'; readonly publication: PublicationId; readonly excess: Excess }
  | { readonly do: 'raise-hand' }
  | { readonly do: 'lower-hand'; readonly target?: Target | undefined }
  | {
      readonly do: 'allow';
      readonly target: Target;
      readonly kinds?: readonly Kind[] | undefined;
      /** How long, seconds; absent means until it is ended. */
      readonly seconds?: number | undefined;
      readonly cause?: GrantCause | undefined;
    }
  /** More time, seconds, for somebody whose floor has an end. */
  | { readonly do: 'extend'; readonly target: Target; readonly seconds: number }
  /** Answers the first raised hand that can be answered. */
  | { readonly do: 'allow-next'; readonly seconds?: number | undefined }
  /** R27: lets somebody in who waits; without a target everybody, as far as there is room. */
  | { readonly do: 'admit'; readonly target?: Target | undefined }
  | { readonly do: 'deny'; readonly target: Target }
  /** With `kinds`, these alone: the rest stays as it is. */
  | { readonly do: 'stop'; readonly target: Target; readonly kinds?: readonly Kind[] | undefined }
  /** R14: closes one publication, whoever's it is; the right to publish and everything else of theirs stay. */
  | { readonly do: 'stop-publication'; readonly publication: PublicationId }
  /** R32: the same to several people as one act, which is taken back as one. */
  | {
      readonly do: 'stop-several';
      readonly targets: readonly Target[];
      readonly kinds?: readonly Kind[] | undefined;
    }
  /** R31. Without a target, nobody any more. */
  | { readonly do: 'spotlight'; readonly target?: Target | undefined }
  /** R32: takes back one's own last harsh act. */
  | { readonly do: 'undo' }
  | { readonly do: 'lock'; readonly locked: boolean }
  /** R33: for everybody. */
  | { readonly do: 'end-call' }
  /** R10: makes somebody a moderator, or one no more. */
  | { readonly do: 'set-role'; readonly target: Target; readonly role: 'moderator' | 'member' }
  | { readonly do: 'lower-all' }
  /** Ends somebody's stay without keeping them out. */
  | { readonly do: 'disconnect'; readonly target: Target }
  | { readonly do: 'remove'; readonly target: Target }
  | { readonly do: 'readmit'; readonly target: Target }
  | {
      readonly do: 'override';
      readonly target: Target;
      readonly right: Right;
      readonly value: 'allow' | 'deny' | null;
      readonly media?: readonly Medium[] | undefined;
      readonly kinds?: readonly Kind[] | undefined;
    }
  | { readonly do: 'audience'; readonly right: Right; readonly audience: Audience }
  | { readonly do: 'settings'; readonly patch: SettingsEdit }
  | ({ readonly do: 'member' } & MemberEdit)
  /** Many at once, all of them or none. */
  | { readonly do: 'members'; readonly members: readonly MemberEdit[] }
  /** R26. Without a target, to everybody who may receive. */
  | {
      readonly do: 'say';
      readonly text: string;
      readonly to?: Target | undefined;
      /** For a backend: in whose name. The gate is asked for them. */
      readonly from?: Sender | undefined;
      /** How long it is kept, where the room keeps messages, seconds; absent means as long as the room. */
      readonly seconds?: number | undefined;
    }
  /** What an app sends to its like: up to 4,096 characters, never kept. */
  | {
      readonly do: 'send-data';
      readonly data: string;
      readonly to?: Target | undefined;
      readonly from?: Sender | undefined;
    }
  /** `ends` is what is known of that message, and null where there is none. */
  | { readonly do: 'remove-message'; readonly message: MessageId; readonly ends: MessageEnds | null }
  | { readonly do: 'put-pin'; readonly pin: Pin }
  | { readonly do: 'remove-pin'; readonly pin: PinId }
  | { readonly do: 'tick' }
  /** Of the clock alone: everybody is back who was here when the program ended. */
  | { readonly do: 'revive'; readonly live: Live };

export type CommandName = Command['do'];
export type CommandOf<Name extends CommandName> = Extract<Command, { readonly do: Name }>;

export interface AuditEntry {
  readonly actor: { readonly person: PersonId | null; readonly name: string };
  readonly at: number;
  readonly cause: Cause;
  readonly change: Change;
}

/** What is to be done about a step, in order. */
export type Effect =
  /** Store what changed, and write it to the audit trail, before the command is acknowledged. */
  | { readonly type: 'record'; readonly entry: AuditEntry }
  /** Somebody's publication was closed because the gate no longer allows it. */
  | {
      readonly type: 'cut';
      readonly publication: PublicationId;
      readonly participant: ParticipantId;
      readonly decision: Denied;
    }
  /** Something said to one participant alone, once; it alters nothing. */
  | { readonly type: 'say'; readonly participant: ParticipantId; readonly words: Said }
  /** R26: to be kept if it says so, given an id, and delivered, before the command is acknowledged. */
  | { readonly type: 'message'; readonly message: Message }
  | { readonly type: 'data'; readonly message: DataMessage }
  | { readonly type: 'message-removed'; readonly message: MessageId; readonly ends: MessageEnds }
  /** Somebody's stay ended. */
  | { readonly type: 'ended'; readonly participant: ParticipantId; readonly reason: EndReason };

/**
 * R14, R15, R23: `byName` is empty for those who may not know who is here. What `stopped` (R14) and `exceeded` (R9) are
 * about is told before the publication is gone.
 */
export type Said =
  | { readonly is: 'muted'; readonly byName: string }
  | { readonly is: 'asked-to-unmute'; readonly byName: string }
  | { readonly is: 'asked-for-camera'; readonly byName: string }
  | { readonly is: 'exceeded'; readonly publication: PublicationId; readonly why: Denied }
  | {
      readonly is: 'stopped';
      readonly publication: PublicationId;
      readonly kind: Kind;
      readonly byName: string;
    };

export interface Outcome {
  /** The very same room when nothing changed. */
  readonly room: Room;
  readonly failure: Failure | null;
  readonly effects: readonly Effect[];
}
