import type { Override, Person } from '@/lib/core/gate/person.ts';
import { stranger } from '@/lib/core/gate/person.ts';
import { RIGHTS, type Right } from '@/lib/core/gate/rights.ts';
import { isGuest, userPerson } from '@/lib/core/ids.ts';
import { ADMIN_BITS, type AdminBit, withAdminBits } from '@/lib/core/mesibo/admin-flags.ts';
import { memberEdit, memberNumbers } from '@/lib/core/mesibo/edits.ts';
import { stands } from '@/lib/core/mesibo/member-flags.ts';
import type { MemberEdit } from '@/lib/core/room/commands.ts';
import type { Room } from '@/lib/core/room/room.ts';
import { addressOf } from '../../rooms/administration.ts';
import type { RoomRow } from '../../store/rooms.ts';
import { type Call, countOf, LONGEST_ADDRESS, LONGEST_S, type Op, roomOf } from './call.ts';
import { MesiboError, notFound } from './envelope.ts';
import type { Fields } from './fields.ts';
import { callIn, RIGHT_NAMES } from './numbers.ts';

/** Most members in one call. */
const MOST = 10_000;

/** Names of the five rights in the flat forms; those of JSON are in `RIGHT_NAMES`. */
const FLAT: Readonly<Record<Right, readonly [string, ...string[]]>> = {
  publish: ['canpub'],
  subscribe: ['cansub'],
  list: ['canlist'],
  send: ['cansend', 'cs'],
  receive: ['canrecv', 'cr'],
};

/** Adds, changes and takes off members. */
export const groupeditmembers: Op = async (call) => {
  const { id, gid } = await roomOf(call);
  const { fields } = call;
  const addresses = fields.required(addressesIn(fields), 'm');
  if (!addresses.length) fields.required(undefined, 'm');
  const gone = fields.boolean(REMOVE) ?? false;
  if (gone) await removeMembers(call, id, addresses);
  else {
    await requireUsers(call, addresses);
    await changeMembers(call, id, addresses);
  }
  return { group: { gid } };
};

const REMOVE = [
  ...['group.members.remove', 'group.members.delete', 'group.delete', 'group.remove', 'delete', 'remove'],
];

/** Who is on a room's list, each with the flat and the JSON names of their rights. Guests are not users. */
export const groupgetmembers: Op = async (call) => {
  const { id, gid } = await roomOf(call);
  const count = countOf(call.fields);
  const { people, settings } = await call.administration.read(id, ({ people, settings }) => ({
    people: [...people.values()].filter((person) => person.membership && !isGuest(person.id)),
    settings,
  }));
  const users = await call.users.findAll(people.flatMap(({ id }) => addressOf(id) ?? []));
  const uids = new Map(users.map(({ address, uid }) => [address, uid]));
  const members = people
    .flatMap((person) => {
      const address = addressOf(person.id) ?? '';
      const uid = uids.get(address);
      return uid === undefined ? [] : [{ uid, address, person }];
    })
    .sort((a, b) => a.uid - b.uid)
    .slice(0, count)
    .map(({ uid, address, person }) => {
      const { flags, adminFlags } = memberNumbers(settings, person);
      const rights = RIGHTS.map((right) => [right, stands(settings, person, right)] as const);
      return {
        uid,
        address,
        name: person.name,
        permissions: Object.fromEntries(rights.map(([right, has]) => [RIGHT_NAMES[right], has])),
        ...Object.fromEntries(rights.map(([right, has]) => [FLAT[right][0], has ? 1 : 0])),
        flags,
        adminFlags,
        isOwner: person.membership?.role === 'owner',
        isAdmin: person.membership?.role !== 'member',
      };
    });
  return { count: members.length, gid, members };
};

/** The addresses that a request names as members; undefined where it names none. */
export function addressesIn(fields: Fields): string[] | undefined {
  const addresses = fields.list(['group.members.m', 'group.m', 'members.m', 'm'], LONGEST_ADDRESS);
  if (addresses && addresses.length > MOST)
    throw new MesiboError('TOOLARGE', 413, `m: has more than ${MOST} addresses.`, ['m']);
  return addresses;
}

/** @throws MesiboError for the first address that nobody has */
export async function requireUsers({ users }: Call, addresses: readonly string[]): Promise<void> {
  const known = new Set((await users.findAll(addresses)).map(({ address }) => address));
  const unknown = addresses.find((address) => !known.has(address));
  if (unknown !== undefined) throw notFound('m', `There is no user "${unknown}".`);
}

/** What a request makes of these people in a room. */
export function editsOf(fields: Fields, addresses: readonly string[], room: Room, now: number): MemberEdit[] {
  const at = 'group.members.permissions';
  const flags = fields.flags([`${at}.flags`]);
  const givenAdminFlags = fields.flags([`${at}.adminFlags`, 'group.members.admin.flags']);
  const call = callIn(fields, 'members');
  const seconds = fields.number([`${at}.expiry`], 0, LONGEST_S);
  const rights = rightsIn(fields);
  const bits = Object.fromEntries(
    (Object.keys(ADMIN_BITS) as AdminBit[]).map((name) => [
      name,
      fields.boolean([`group.members.admin.${name}`, name]),
    ]),
  );
  const someBits = Object.values(bits).some((bit) => bit !== undefined);
  return addresses.map((address) => {
    const person = userPerson(address);
    const known = room.people.get(person) ?? stranger(person, '');
    const before = givenAdminFlags ?? memberNumbers(room.settings, known).adminFlags;
    const adminFlags = someBits ? withAdminBits(before, bits) : givenAdminFlags;
    const edit = memberEdit({ flags, adminFlags, ...call }, rights, room.settings, known);
    const expiresAt = seconds === undefined ? {} : { expiresAt: seconds ? now + seconds * 1000 : null };
    return { person, ...edit, membership: { ...edit.membership, ...expiresAt } };
  });
}

function rightsIn(fields: Fields): Partial<Record<Right, boolean>> {
  const given = RIGHTS.map((right) => {
    const name = RIGHT_NAMES[right];
    const names = [`group.members.permissions.${name}`, ...FLAT[right], name];
    return [right, fields.boolean(names)] as const;
  });
  return Object.fromEntries(given.filter(([, value]) => value !== undefined));
}

export async function changeMembers(
  call: Call,
  room: RoomRow['id'],
  addresses: readonly string[],
): Promise<void> {
  const { fields, administration, actor, now } = call;
  await administration.editMembersBy(actor, room, (state) => editsOf(fields, addresses, state, now()));
  await endFloors(call, room, addresses);
}

/**
 * Off the list, with what backends gave and denied them there. What a moderator denied somebody in a call stays, and
 * so do removals and locks.
 */
async function removeMembers(call: Call, room: RoomRow['id'], addresses: readonly string[]): Promise<void> {
  await call.administration.editMembersBy(call.actor, room, ({ people }) =>
    addresses.flatMap((address): MemberEdit[] => {
      const person = people.get(userPerson(address));
      if (!person?.membership) return [];
      const given = RIGHTS.filter((right) => isOfBackends(person.overrides[right]));
      const overrides = Object.fromEntries(given.map((right) => [right, null]));
      return [{ person: person.id, membership: null, overrides }];
    }),
  );
  await endFloors(call, room, addresses);
}

const isOfBackends = (override: Override | undefined): boolean =>
  override !== undefined && (override.value === 'allow' || override.mark.by === null);

/** A floor lies over a denial (R14); but who is denied by a backend, or taken off the list, has it no longer. */
async function endFloors(call: Call, room: RoomRow['id'], addresses: readonly string[]): Promise<void> {
  const { administration, actor } = call;
  const ended = await administration.read(room, ({ people }) =>
    addresses.flatMap((address) => {
      const person = people.get(userPerson(address));
      return person && hasFloorInVain(person) ? [person.id] : [];
    }),
  );
  for (const person of ended) await administration.command(actor, room, { do: 'stop', target: { person } });
}

const hasFloorInVain = ({ grants, overrides, membership }: Person): boolean =>
  grants.publish !== undefined && (!membership || overrides.publish?.value === 'deny');
