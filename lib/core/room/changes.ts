import {
  type Grant,
  type HardMute,
  isUndecided,
  type Mark,
  type Membership,
  type Override,
  type Person,
  stranger,
} from '../gate/person.ts';
import type { Kind, Right } from '../gate/rights.ts';
import type { MessageId, PersonId, PinId, PublicationId } from '../ids.ts';
import type { Excess, Limits } from '../quality/limits.ts';
import type { Pin } from './pins.ts';
import { type Hand, hasFloorByHand, publicationsBy, type Room, withoutPublication } from './room.ts';
import type { AudienceRule, RoomSettings } from './settings.ts';

/** Settings that are changed as a whole value; audiences have a change of their own. */
export type Setting = Exclude<keyof RoomSettings, 'audiences'>;
export type SettingsPatch = { readonly [Key in Setting]?: RoomSettings[Key] | undefined };

/**
 * R19: everything that may be altered about rights, hands and settings, each with what was and what is. A change is
 * what the audit trail keeps: replaying the trail over the first state gives the rights as they are.
 */
export type Change =
  /** The first state: what the room was made with. */
  | { readonly on: 'created'; readonly before: null; readonly after: RoomSettings }
  | {
      readonly on: 'membership';
      readonly person: PersonId;
      readonly name: string;
      readonly before: Membership | null;
      readonly after: Membership | null;
    }
  | {
      readonly on: 'override';
      readonly person: PersonId;
      readonly right: Right;
      readonly before: Override | null;
      readonly after: Override | null;
    }
  | {
      readonly on: 'grant';
      readonly person: PersonId;
      readonly right: Right;
      readonly before: Grant | null;
      readonly after: Grant | null;
    }
  | {
      readonly on: 'ban';
      readonly person: PersonId;
      readonly before: Mark | null;
      readonly after: Mark | null;
    }
  | {
      readonly on: 'mute';
      readonly person: PersonId;
      readonly before: HardMute | null;
      readonly after: HardMute | null;
    }
  | { readonly on: 'pin'; readonly before: Pin | null; readonly after: Pin | null }
  /** R25: somebody came in with a PIN. */
  | {
      readonly on: 'redeemed';
      readonly person: PersonId;
      readonly name: string;
      readonly before: readonly PinId[];
      readonly after: readonly PinId[];
    }
  /** R15: a moderator muted somebody who may unmute again: a fact of the call, which nothing stored keeps. */
  | { readonly on: 'silence'; readonly person: PersonId; readonly before: null; readonly after: Mark }
  /** R9: what somebody sent was more than their profile allows, and was ended: a fact of the call. */
  | {
      readonly on: 'exceeded';
      readonly person: PersonId;
      readonly before: null;
      readonly after: { readonly kind: Kind; readonly most: Limits } & Excess;
    }
  /** R14: one publication was stopped: a fact of the call, which nothing stored keeps. */
  | {
      readonly on: 'publication';
      readonly person: PersonId;
      readonly publication: PublicationId;
      readonly before: null;
      readonly after: { readonly kind: Kind; readonly mark: Mark };
    }
  /** R31: a fact of the call, which nothing stored keeps. */
  | { readonly on: 'spotlight'; readonly before: PersonId | null; readonly after: PersonId | null }
  /** R33: a fact of the call, which nothing stored keeps. */
  | { readonly on: 'call-ended'; readonly before: null; readonly after: Mark }
  /** R27: a host's answer to somebody who waited: a fact of the call, which nothing stored keeps. */
  | {
      readonly on: 'admission';
      readonly person: PersonId;
      readonly name: string;
      readonly before: null;
      readonly after: { readonly admitted: boolean; readonly mark: Mark };
    }
  /** R26: a message was removed. `person` is who wrote it; what it said is told nowhere. */
  | {
      readonly on: 'message';
      readonly message: MessageId;
      readonly person: PersonId;
      readonly before: null;
      readonly after: Mark;
    }
  | {
      readonly on: 'hand';
      readonly person: PersonId;
      readonly before: Hand | null;
      readonly after: Hand | null;
    }
  | {
      readonly on: 'audience';
      readonly right: Right;
      readonly before: AudienceRule;
      readonly after: AudienceRule;
    }
  | { readonly on: 'settings'; readonly before: SettingsPatch; readonly after: SettingsPatch };

/** R27: how long somebody who was not let in must wait before asking again, milliseconds. */
export const ASK_AGAIN_MS = 60_000;

const ON: Readonly<Record<Change['on'], true>> = {
  created: true,
  membership: true,
  override: true,
  grant: true,
  ban: true,
  mute: true,
  pin: true,
  redeemed: true,
  silence: true,
  exceeded: true,
  publication: true,
  spotlight: true,
  'call-ended': true,
  admission: true,
  message: true,
  hand: true,
  audience: true,
  settings: true,
};
/** What a change may be on. */
export const CHANGES = Object.keys(ON) as [Change['on'], ...Change['on'][]];

/** Why a change came about, for the audit trail. */
export type Cause = 'asked' | 'time' | 'left' | 'answered' | 'revoked';

/** Makes one change so. The only way that stored state and hands are altered. */
export function applyChange(room: Room, change: Change): Room {
  switch (change.on) {
    case 'created':
      return { ...room, settings: change.after };
    case 'membership': {
      const key = `member:${change.person}`;
      const end = change.after?.expiresAt ?? null;
      const deadlines = end === null ? room.deadlines.delete(key) : room.deadlines.set(key, end);
      return editPerson({ ...room, deadlines }, change);
    }
    case 'pin': {
      const { before, after } = change;
      const pins = before && before.id !== after?.id ? room.pins.delete(before.id) : room.pins;
      return { ...room, pins: after ? pins.set(after.id, after) : pins };
    }
    case 'grant': {
      const key = `grant:${change.person}:${change.right}`;
      const until = change.after?.until;
      const deadlines = until === undefined ? room.deadlines.delete(key) : room.deadlines.set(key, until);
      return editPerson({ ...room, deadlines }, change);
    }
    case 'redeemed':
    case 'override':
    case 'ban':
    case 'mute':
      return editPerson(room, change);
    case 'silence':
      return silenced(room, change.person);
    case 'publication':
      return withoutPublication(room, change.publication);
    case 'admission': {
      const { admitted, mark } = change.after;
      const key = `denied:${change.person}`;
      const { deadlines } = room;
      return {
        ...room,
        deadlines: admitted ? deadlines.delete(key) : deadlines.set(key, mark.at + ASK_AGAIN_MS),
      };
    }
    case 'spotlight':
      return { ...room, spotlight: change.after };
    case 'message':
    case 'exceeded':
    case 'call-ended':
      return room;
    case 'hand': {
      const others = room.hands.filter((hand) => hand.person !== change.person);
      return { ...room, hands: change.after ? [...others, change.after] : others };
    }
    case 'audience':
      return {
        ...room,
        settings: {
          ...room.settings,
          audiences: { ...room.settings.audiences, [change.right]: change.after },
        },
      };
    case 'settings':
      return { ...room, settings: { ...room.settings, ...defined(change.after) } };
  }
}

const OF_THE_CALL: readonly Change['on'][] = [
  'hand',
  'silence',
  'exceeded',
  'publication',
  'spotlight',
  'call-ended',
  'message',
  'admission',
];

/** Whether a change alters a stored person, the stored room, a stored PIN, or none of them. */
export const storedBy = (change: Change): 'person' | 'room' | 'pin' | 'nothing' => {
  if (OF_THE_CALL.includes(change.on)) return 'nothing';
  if (change.on === 'pin') return 'pin';
  return change.on === 'audience' || change.on === 'settings' || change.on === 'created' ? 'room' : 'person';
};

/** A person with a change made so, where the change is one of a person's record. */
export function changedPerson(person: Person, change: Change): Person {
  switch (change.on) {
    case 'membership':
      return { ...person, name: change.name, membership: change.after };
    case 'redeemed':
      return { ...person, name: person.name || change.name, pins: change.after };
    case 'override':
      return { ...person, overrides: replaced(person.overrides, change.right, change.after) };
    case 'grant':
      return { ...person, grants: replaced(person.grants, change.right, change.after) };
    case 'ban':
      return { ...person, ban: change.after };
    case 'mute':
      return { ...person, mute: change.after };
    default:
      return person;
  }
}

function editPerson(room: Room, change: Extract<Change, { readonly person: PersonId }>): Room {
  const id = change.person;
  const person = changedPerson(room.people.get(id) ?? stranger(id, ''), change);
  // Nobody is kept about whom nothing is decided and who is not here: a webinar's passers-by leave no trace.
  const people =
    isUndecided(person) && !room.presence.has(id) ? room.people.delete(id) : room.people.set(id, person);
  const floors = hasFloorByHand(person) ? room.floors.set(id, true) : room.floors.delete(id);
  return { ...room, people, floors };
}

/** R15: every open microphone of a person, in every tab, is muted; only its own participant unmutes it. */
export function silenced(room: Room, person: PersonId): Room {
  let { publications } = room;
  for (const publication of publicationsBy(room, person)) {
    if (publication.kind !== 'microphone' || publication.silenced) continue;
    publications = publications.set(publication.id, { ...publication, muted: true, silenced: true });
  }
  return publications === room.publications ? room : { ...room, publications };
}

function replaced<Value>(
  map: Partial<Readonly<Record<Right, Value>>>,
  right: Right,
  value: Value | null,
): Partial<Readonly<Record<Right, Value>>> {
  const { [right]: _, ...rest } = map;
  return value === null ? (rest as Partial<Record<Right, Value>>) : { ...map, [right]: value };
}

const defined = (patch: SettingsPatch): Partial<RoomSettings> =>
  Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
