import { type PersonId, userPerson } from '@/lib/core/ids.ts';
import { cleanName, NAME_LENGTH } from '@/lib/core/names.ts';
import type { Scope } from '../../identity/principal.ts';
import type { Administration, Backend } from '../../rooms/administration.ts';
import type { Messaging } from '../../rooms/messaging.ts';
import type { RoomRow, RoomStore } from '../../store/rooms.ts';
import type { User, UserStore } from '../../store/users.ts';
import { invalid, notFound } from './envelope.ts';
import type { Fields } from './fields.ts';
import type { Otps } from './otp.ts';

/** What ops work with: every change goes through `administration`, and what is listed is read from the stores. */
export interface MesiboParts {
  readonly administration: Administration;
  readonly rooms: Pick<RoomStore, 'findByGid' | 'page' | 'roomsOf' | 'find'>;
  readonly users: Pick<UserStore, 'find' | 'findByUid' | 'findAll' | 'byPattern' | 'appsOf'>;
  /** Writes into a room in somebody's name; the gate is asked for them. */
  readonly messaging: Pick<Messaging, 'send'>;
  readonly now: () => number;
}

/** One request, with its authority checked. */
export interface Call extends MesiboParts {
  readonly fields: Fields;
  readonly actor: Backend;
  /** Stops here unless the application is trusted with this scope too. */
  readonly need: (scope: Scope) => void;
  readonly otps: Otps;
}

/** Carries out one op; what it gives back stands in the answer beside the envelope. */
export type Op = (call: Call) => Promise<object>;

/** Longest address, in characters. */
export const LONGEST_ADDRESS = 63;
/** Longest text taken as a name, in characters; see `nameOf`. */
export const LONGEST_NAME = 1000;
const YEAR_S = 365 * 24 * 3600;
/** A hundred years, in seconds: what is meant to last for ever. */
export const LONGEST_S = 100 * YEAR_S;
export const YEAR = YEAR_S;

/** The room that `gid` means. Deleted rooms are not there. */
export async function roomOf({ fields, rooms }: Call, ...also: string[]): Promise<RoomRow> {
  const gid = fields.required(fields.number(['group.gid', 'gid', ...also]), 'gid');
  // Numbers in the database have 31 bits.
  const room = gid > 0x7fffffff ? null : await rooms.findByGid(gid);
  if (!room || room.settings.deleted) throw notFound('gid', `There is no group ${gid}.`);
  return room;
}

const ADDRESS = ['user.address', 'address', 'addr'];

/** The user that `uid` or an address means. */
export async function userOf({ fields, users }: Call): Promise<User> {
  const uid = fields.number(['user.uid', 'uid']);
  if (uid !== undefined) {
    const user = uid > 0x7fffffff ? null : await users.findByUid(uid);
    if (!user) throw notFound('uid', `There is no user ${uid}.`);
    return user;
  }
  const address = fields.required(fields.text(ADDRESS, LONGEST_ADDRESS), 'address');
  const user = await users.find(address);
  if (!user) throw notFound('address', `There is no user "${address}".`);
  return user;
}

/** An address that somebody may have: as everywhere, and nothing that a list with commas or a wildcard takes apart. */
export function newAddress(fields: Fields): string {
  const address = fields.required(fields.text(ADDRESS, LONGEST_ADDRESS), 'address').trim();
  if (!address || /[\s\p{C},*]/u.test(address))
    throw invalid(
      'address',
      'must have 1 to 63 characters, and no space, comma, asterisk or control character.',
    );
  if (/^(user:|guest:)|^\.{1,2}$/.test(address))
    throw invalid('address', 'must not begin with "user:" or "guest:".');
  return address;
}

/** A name as it is shown: cut to the length that names have here, rather than refused. One that shows nothing is none. */
export function nameOf(fields: Fields, names: readonly string[]): string | undefined {
  const given = fields.text(names, LONGEST_NAME);
  return given === undefined ? undefined : cleanName(given.trim().slice(0, NAME_LENGTH)) || undefined;
}

/** How many rows are given: in the flat forms 20 at most, in JSON what is asked for. */
export function countOf(fields: Fields): number {
  const asked = fields.number(['count'], 0, Number.MAX_SAFE_INTEGER) || 20;
  return Math.min(asked, fields.isJson ? 100_000 : 20);
}

export const personOf = (user: User): PersonId => userPerson(user.address);
