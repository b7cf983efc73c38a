import type { Decision } from '../gate/decision.ts';
import type { Kind, Medium, ModerationRight, Role } from '../gate/rights.ts';
import type { ParticipantId, PublicationId, SourceId } from '../ids.ts';
import type { Profile } from '../profile.ts';
import type { Said } from '../room/commands.ts';
import type { HandPolicy } from '../room/settings.ts';

/** What anybody inside may know of the room itself. */
export interface RoomView {
  readonly name: string;
  readonly preset: string;
  readonly hands: HandPolicy;
  /** R22: everybody's microphone is locked, but for moderators and those released. */
  readonly muteAll: boolean;
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
  } | null;
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
  /** Only for those who may control the call: what this person may publish, and how they came to it. */
  readonly speak: SpeakView | null;
}

export interface SpeakView {
  readonly kinds: readonly Kind[];
  readonly granted: boolean;
  readonly until: number | null;
  /** Who locked their microphone, empty for the room's preset; null when they may unmute. */
  readonly lockedBy: string | null;
}

export interface HandView {
  readonly participant: ParticipantId;
  readonly name: string;
  readonly at: number;
}

/** Everything one viewer may know of a room. `people` and `hands` are null where they may not be known. */
export interface View {
  readonly room: RoomView;
  readonly self: SelfView;
  readonly publications: Readonly<Record<string, PublicationView>>;
  readonly people: Readonly<Record<string, PersonView>> | null;
  readonly hands: readonly HandView[] | null;
}

/** One thing that changed in a viewer's view. */
export type Notice =
  | { readonly is: 'view'; readonly view: View }
  | { readonly is: 'room'; readonly room: RoomView }
  | { readonly is: 'self'; readonly self: SelfView }
  | { readonly is: 'publication'; readonly publication: PublicationView }
  | { readonly is: 'publication-gone'; readonly id: PublicationId }
  | { readonly is: 'person'; readonly person: PersonView }
  | { readonly is: 'person-gone'; readonly participant: ParticipantId }
  | { readonly is: 'hands'; readonly hands: readonly HandView[] }
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
    case 'muted':
    case 'asked-to-unmute':
      return view;
  }
}

function without<Value>(map: Readonly<Record<string, Value>>, key: string): Readonly<Record<string, Value>> {
  const { [key]: _, ...rest } = map;
  return rest;
}
