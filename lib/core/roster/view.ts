import type { Decision } from '../gate/decision.ts';
import type { GrantCause } from '../gate/person.ts';
import type { Kind, Medium, ModerationRight, Role } from '../gate/rights.ts';
import type { MessageId, ParticipantId, PersonId, PublicationId, SourceId } from '../ids.ts';
import type { Profile } from '../profile.ts';
import type { LinkQuality } from '../quality/report.ts';
import type { Sent } from '../quality/viewing.ts';
import type { Said } from '../room/commands.ts';
import type { HandPolicy } from '../room/settings.ts';
import type { ActView } from './acts.ts';

/** What anybody inside may know of the room itself. */
export interface RoomView {
  readonly name: string;
  readonly preset: string;
  readonly hands: HandPolicy;
  /** R22: everybody's microphone is locked, but for moderators and those released. */
  readonly muteAll: boolean;
  /** R15: microphones come in muted, for their owners to open. */
  readonly muteOnEntry: boolean;
  /** R11: nobody new comes in. */
  readonly locked: boolean;
}

/** What a participant knows of themselves: every right with its reason. */
export interface SelfView {
  readonly participant: ParticipantId;
  readonly source: SourceId;
  readonly name: string;
  readonly role: Role | 'guest';
  readonly publish: Readonly<Record<Kind, Decision>>;
  readonly subscribe: Readonly<Record<Medium, Decision>>;
  readonly list: Decision;
  readonly send: Decision;
  readonly receive: Decision;
  /** R21, R22: whether one's own microphone may be unmuted, were it published. */
  readonly unmute: Decision;
  /** The live grant to publish, if any; `until` in milliseconds since the epoch. */
  readonly grant: {
    readonly kinds: readonly Kind[] | null;
    readonly until: number | null;
    readonly byName: string;
    readonly cause: GrantCause;
  } | null;
  /** R29: when one's time in this call is over, milliseconds since the epoch; null when it never is. */
  readonly callEnds: number | null;
  /** What may be captured and encoded, where publishing is allowed. */
  readonly profile: Profile;
  readonly handRaised: boolean;
  readonly moderation: readonly ModerationRight[];
}

/** Something that is being sent into the room. Without the right to list, name and participant are null. */
export interface PublicationView {
  readonly id: PublicationId;
  readonly source: SourceId;
  readonly kind: Kind;
  readonly muted: boolean;
  /** Whether it is shown when its owner talks; a microphone's alone. */
  readonly talk: boolean;
  /** R30: whether it is heard to talk now. */
  readonly talking: boolean;
  /** R31: whether everybody is to be shown it large. */
  readonly spotlit: boolean;
  /** R34: how well its sender's connection carries it. */
  readonly link: LinkQuality;
  /** Who locked it, empty where that may not be known; null when its owner may unmute it. */
  readonly lockedBy: string | null;
  readonly name: string | null;
  readonly participant: ParticipantId | null;
}

/** Somebody present, for those who may know it. */
export interface PersonView {
  readonly participant: ParticipantId;
  readonly source: SourceId;
  readonly name: string;
  readonly role: Role | 'guest';
  readonly joinedAt: number;
  readonly away: boolean;
  readonly spotlit: boolean;
  /** Only for those who may control the call: what this person may publish, and how they came to it. */
  readonly speak: SpeakView | null;
}

export interface SpeakView {
  readonly kinds: readonly Kind[];
  readonly granted: boolean;
  readonly until: number | null;
  /** Who locked their microphone, empty for the room's preset; null when they may unmute. */
  readonly lockedBy: string | null;
  /** R30: how long they have spoken in this call, milliseconds. */
  readonly spoken: number;
}

export interface HandView {
  readonly participant: ParticipantId;
  readonly name: string;
  readonly at: number;
  /** R30: how long they have spoken in this call, milliseconds. */
  readonly spoken: number;
}

/** R16: somebody who was removed from the room, for those who may let them back in. */
export interface RemovedView {
  readonly person: PersonId;
  readonly name: string;
  readonly byName: string;
  readonly at: number;
}

/** R26: who wrote. Without the right to list it is null, and nothing else stands for them. */
export interface WriterView {
  readonly name: string;
  /** To find them in the list, for those who have one, while they are here. */
  readonly participant: ParticipantId | null;
}

/** R26: a message as one viewer may know it. */
export interface MessageView {
  readonly id: MessageId;
  /** Milliseconds since the epoch, by the server's clock. */
  readonly at: number;
  /** Null once it was removed. */
  readonly text: string | null;
  /** Whether the viewer wrote it, in this tab or another. */
  readonly own: boolean;
  readonly from: WriterView | null;
  /** Null for a message to everybody; otherwise a private one, with the name of whom it is for where that may be known. */
  readonly to: { readonly name: string | null } | null;
}

/** R26: what somebody's app sent to this viewer's. */
export interface DataView {
  readonly data: string;
  readonly at: number;
  readonly from: WriterView | null;
  readonly private: boolean;
}

/** R27: somebody who waits to be let in; a person with several tabs once. */
export interface WaitingView {
  readonly participant: ParticipantId;
  readonly name: string;
  readonly role: Role | 'guest';
  readonly since: number;
  /** Their order; smaller is earlier. */
  readonly place: number;
  readonly away: boolean;
}

/** Everything one viewer may know of a room. `people`, `hands` and `waiting` are null where they may not be known. */
export interface View {
  readonly room: RoomView;
  readonly self: SelfView;
  readonly publications: Readonly<Record<string, PublicationView>>;
  readonly people: Readonly<Record<string, PersonView>> | null;
  readonly hands: readonly HandView[] | null;
  readonly waiting: Readonly<Record<string, WaitingView>> | null;
  /** R16: null for those who may not know. */
  readonly removed: readonly RemovedView[] | null;
}

/** One thing that changed in a viewer's view. */
export type Notice =
  | { readonly is: 'view'; readonly view: View }
  | { readonly is: 'room'; readonly room: RoomView }
  | { readonly is: 'self'; readonly self: SelfView }
  /** The same of oneself as of many others: these fields alone are different. */
  | { readonly is: 'self-too'; readonly self: Partial<SelfView> }
  | { readonly is: 'publication'; readonly publication: PublicationView }
  | { readonly is: 'publication-gone'; readonly id: PublicationId }
  | { readonly is: 'person'; readonly person: PersonView }
  | { readonly is: 'person-gone'; readonly participant: ParticipantId }
  | { readonly is: 'hands'; readonly hands: readonly HandView[] }
  | { readonly is: 'waiting'; readonly waiting: WaitingView }
  | { readonly is: 'waiting-gone'; readonly participant: ParticipantId }
  | { readonly is: 'removed'; readonly removed: readonly RemovedView[] }
  | { readonly is: 'message'; readonly message: MessageView }
  | { readonly is: 'message-removed'; readonly id: MessageId }
  /** How much of each picture is sent to this viewer; what is not named is sent whole. Replaces what was said before. */
  | { readonly is: 'sent'; readonly sent: Readonly<Record<string, Sent>> }
  | { readonly is: 'data'; readonly message: DataView }
  /** R19: what one of those who control the call did, told to all of them. */
  | { readonly is: 'act'; readonly act: ActView }
  /** R19: something was written to the trail, which owners may read. */
  | { readonly is: 'trail' }
  | Said;

/** How one notice changes a view: the browser's whole replica is a fold of this. */
export function fold(view: View, notice: Notice): View {
  switch (notice.is) {
    case 'view':
      return notice.view;
    case 'room':
      return { ...view, room: notice.room };
    case 'self':
      return { ...view, self: notice.self };
    case 'self-too':
      return { ...view, self: { ...view.self, ...notice.self } };
    case 'publication':
      return { ...view, publications: { ...view.publications, [notice.publication.id]: notice.publication } };
    case 'publication-gone':
      return { ...view, publications: without(view.publications, notice.id) };
    case 'person':
      return view.people
        ? { ...view, people: { ...view.people, [notice.person.participant]: notice.person } }
        : view;
    case 'person-gone':
      return view.people ? { ...view, people: without(view.people, notice.participant) } : view;
    case 'hands':
      return { ...view, hands: notice.hands };
    case 'waiting':
      return view.waiting
        ? { ...view, waiting: { ...view.waiting, [notice.waiting.participant]: notice.waiting } }
        : view;
    case 'waiting-gone':
      return view.waiting ? { ...view, waiting: without(view.waiting, notice.participant) } : view;
    case 'removed':
      return { ...view, removed: notice.removed };
    // Messages are no part of the view: they come and go, and a fresh view does not forget them.
    case 'message':
    case 'message-removed':
    case 'data':
    case 'sent':
    case 'muted':
    case 'asked-to-unmute':
    case 'asked-for-camera':
    case 'stopped':
    case 'exceeded':
    case 'act':
    case 'trail':
      return view;
  }
}

function without<Value>(map: Readonly<Record<string, Value>>, key: string): Readonly<Record<string, Value>> {
  const { [key]: _, ...rest } = map;
  return rest;
}
