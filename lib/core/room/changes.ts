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
import type { Right } from '../gate/rights.ts';
import type { PersonId } from '../ids.ts';
import type { Hand, Room } from './room.ts';
import type { AudienceRule, RoomSettings } from './settings.ts';

/** Settings that are changed as a whole value; audiences have a change of their own. */
export type Setting = Exclude<keyof RoomSettings, 'audiences' | 'preset'>;
export type SettingsPatch = { readonly [Key in Setting]?: RoomSettings[Key] | undefined };

/**
 * R19: everything that may be altered about rights, hands and settings, each with what was and what is. A change is
 * what the audit trail keeps: replaying the trail over the first state gives the rights as they are.
 */
export type Change =
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
  /** R15: a moderator muted somebody who may unmute again: a fact of the call, which nothing stored keeps. */
  | { readonly on: 'silence'; readonly person: PersonId; readonly before: null; readonly after: Mark }
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

/** Why a change came about, for the audit trail. */
export type Cause = 'asked' | 'time' | 'left' | 'answered' | 'revoked';

/** Makes one change so. The only way that stored state and hands are altered. */
export function applyChange(room: Room, change: Change): Room {
  switch (change.on) {
    case 'membership':
      return editPerson(room, change.person, (person) => ({
        ...person,
        name: change.name,
        membership: change.after,
      }));
    case 'override':
      return editPerson(room, change.person, (person) => ({
        ...person,
        overrides: replaced(person.overrides, change.right, change.after),
      }));
    case 'grant': {
      const key = `grant:${change.person}:${change.right}`;
      const until = change.after?.until;
      return editPerson(
        {
          ...room,
          deadlines: until === undefined ? room.deadlines.delete(key) : room.deadlines.set(key, until),
        },
        change.person,
        (person) => ({ ...person, grants: replaced(person.grants, change.right, change.after) }),
      );
    }
    case 'ban':
      return editPerson(room, change.person, (person) => ({ ...person, ban: change.after }));
    case 'mute':
      return editPerson(room, change.person, (person) => ({ ...person, mute: change.after }));
    case 'silence':
      return silenced(room, change.person);
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

/** Whether a change alters a stored person, the stored room, or neither. */
export const storedBy = (change: Change): 'person' | 'room' | 'nothing' => {
  if (change.on === 'hand' || change.on === 'silence') return 'nothing';
  return change.on === 'audience' || change.on === 'settings' ? 'room' : 'person';
};

function editPerson(room: Room, id: PersonId, edit: (person: Person) => Person): Room {
  const person = edit(room.people.get(id) ?? stranger(id, ''));
  // Nobody is kept about whom nothing is decided and who is not here: a webinar's passers-by leave no trace.
  const people =
    isUndecided(person) && !room.presence.has(id) ? room.people.delete(id) : room.people.set(id, person);
  return { ...room, people };
}

/** R15: every open microphone of a person, in every tab, is muted; only its own participant unmutes it. */
export function silenced(room: Room, person: PersonId): Room {
  let { publications } = room;
  const tabs = room.presence.get(person) ?? [];
  for (const publication of room.publications.values()) {
    if (publication.kind !== 'microphone' || publication.silenced) continue;
    if (tabs.includes(publication.participant))
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
