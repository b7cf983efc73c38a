import type { Failure } from '../failure.ts';
import type { Denied } from '../gate/decision.ts';
import type { GrantCause, Membership } from '../gate/person.ts';
import type { Audience, Kind, Medium, Right } from '../gate/rights.ts';
import type { ParticipantId, PersonId, PublicationId, SourceId } from '../ids.ts';
import type { EndReason } from '../session.ts';
import type { Cause, Change, SettingsPatch } from './changes.ts';
import type { Room } from './room.ts';

/** Who asks: a participant of this room, a backend with its own authority, or the clock. */
export type Actor =
  | { readonly type: 'participant'; readonly id: ParticipantId }
  | { readonly type: 'api'; readonly name: string }
  | { readonly type: 'clock' };

/** Whom a moderator means: somebody seen in the call, or somebody stored. */
export type Target = { readonly participant: ParticipantId } | { readonly person: PersonId };

/** Everything that can be asked of a room. New identifiers come with the command; the core invents none. */
export type Command =
  | { readonly do: 'join'; readonly person: PersonId; readonly name: string; readonly source: SourceId }
  | { readonly do: 'leave' }
  | { readonly do: 'away' }
  | { readonly do: 'back' }
  | { readonly do: 'publish'; readonly publication: PublicationId; readonly kind: Kind }
  | { readonly do: 'unpublish'; readonly publication: PublicationId }
  | { readonly do: 'mute'; readonly publication: PublicationId; readonly muted: boolean }
  | { readonly do: 'mute-person'; readonly target: Target; readonly lock: boolean }
  | { readonly do: 'release-mute'; readonly target: Target }
  | { readonly do: 'mute-all'; readonly except?: readonly PersonId[] | undefined }
  | { readonly do: 'release-all' }
  | { readonly do: 'ask-unmute'; readonly target: Target }
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
  | { readonly do: 'stop'; readonly target: Target }
  | { readonly do: 'remove'; readonly target: Target }
  | { readonly do: 'readmit'; readonly target: Target }
  | {
      readonly do: 'override';
      readonly target: Target;
      readonly right: Right;
      readonly value: 'allow' | 'deny' | null;
      readonly media?: readonly Medium[] | undefined;
    }
  | { readonly do: 'audience'; readonly right: Right; readonly audience: Audience }
  | { readonly do: 'settings'; readonly patch: SettingsPatch }
  | {
      readonly do: 'member';
      readonly person: PersonId;
      readonly name: string;
      readonly membership: Membership | null;
    }
  | { readonly do: 'tick' };

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
  /** Somebody's stay ended. */
  | { readonly type: 'ended'; readonly participant: ParticipantId; readonly reason: EndReason };

/** R15, R23: `byName` is empty for those who may not know who is here. */
export type Said =
  | { readonly is: 'muted'; readonly byName: string }
  | { readonly is: 'asked-to-unmute'; readonly byName: string };

export interface Outcome {
  /** The very same room when nothing changed. */
  readonly room: Room;
  readonly failure: Failure | null;
  readonly effects: readonly Effect[];
}
