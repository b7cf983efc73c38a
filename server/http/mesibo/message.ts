import { FailureError } from '@/lib/core/failure.ts';
import type { PersonId, RoomId } from '@/lib/core/ids.ts';
import type { User } from '../../store/users.ts';
import { type Call, LONGEST_ADDRESS, LONGEST_S, type Op, personOf, roomOf } from './call.ts';
import { errorOf, invalid, MesiboError, notFound } from './envelope.ts';
import type { Fields } from './fields.ts';

/** Longest text, in characters. */
const LONGEST_TEXT = 4000;
/** Most people that one call writes to by address. */
const MOST = 100;

/**
 * Writes into a room in a user's name, as if they had: the gate is asked for them. With a group, to everybody there,
 * or to those of `to` alone; without one, to each of `to` in a room where both are.
 */
export const message: Op = async (call) => {
  const { fields } = call;
  const text = textIn(fields);
  if (fields.number(['message.when', 'when'], 0, LONGEST_S))
    throw invalid('when', 'must be 0: messages are sent at once.');
  const seconds = fields.number(['message.expiry', 'expiry'], 0, LONGEST_S) || null;
  const from = await senderOf(call);
  const to = await receiversOf(call);
  const inGroup = fields.number(GID) !== undefined;
  const room = inGroup ? (await roomOf(call, ...GID)).id : null;
  if (room === null && !to.length) throw invalid('to', 'is missing, and so is gid.');

  const { messaging, actor } = call;
  const said = { from: personOf(from), text, ...(seconds && { seconds }) };
  if (room !== null && !to.length) return { mid: numberOf(await messaging.send(actor, room, said)) };

  const sent: number[] = [];
  const unsent: { address: string; why: MesiboError }[] = [];
  for (const user of to) {
    try {
      const where = room ?? (await sharedRoom(call, said.from, personOf(user)));
      const target = { person: personOf(user) };
      sent.push(numberOf(await messaging.send(actor, where, { ...said, to: target })));
    } catch (error) {
      if (error instanceof FailureError) unsent.push({ address: user.address, why: errorOf(error.failure) });
      else if (error instanceof MesiboError) unsent.push({ address: user.address, why: error });
      else throw error;
    }
  }
  const [first] = sent;
  if (first === undefined) throw unsent[0]?.why ?? invalid('to', 'is missing.');
  return { mid: first, ...(unsent.length && { unsent: unsent.map(({ address }) => address) }) };
};

/** Clients expect a number; our ids are texts that look like chance, and so do 31 bits of one. No op takes it. */
const numberOf = ({ id }: { readonly id: string }): number =>
  Buffer.from(id, 'base64url').readUInt32BE(0) >>> 1 || 1;

const GID = ['message.gid', 'message.groupid', 'groupid', 'gid'];

/** The title, the words and the address of one message, each on a line of its own. */
function textIn(fields: Fields): string {
  const part = (names: string[]) => fields.text(names, LONGEST_TEXT)?.trim();
  const parts = [
    part(['message.title', 'title']),
    part(['message.message', 'message.msg', 'msg', 'message']),
    part(['message.url', 'url']),
  ];
  const text = parts.filter(Boolean).join('\n');
  if (!text) throw invalid('message', 'is missing.');
  if (text.length > LONGEST_TEXT) throw invalid('message', `has more than ${LONGEST_TEXT} characters.`);
  return text;
}

async function senderOf({ fields, users }: Call): Promise<User> {
  const address = fields.required(fields.text(['message.from', 'from'], LONGEST_ADDRESS), 'from').trim();
  const user = await users.find(address);
  if (!user) throw notFound('from', `There is no user "${address}".`);
  if (!user.active) throw new MesiboError('DENIED', 403, `The user "${address}" is switched off.`, ['from']);
  return user;
}

async function receiversOf({ fields, users }: Call): Promise<User[]> {
  const addresses = fields.list(['message.to', 'to'], LONGEST_ADDRESS) ?? [];
  if (addresses.length > MOST)
    throw new MesiboError('TOOLARGE', 413, `to: has more than ${MOST} addresses.`, ['to']);
  const known = new Map((await users.findAll(addresses)).map((user) => [user.address, user]));
  return addresses.map((address) => {
    const user = known.get(address);
    if (!user) throw notFound('to', `There is no user "${address}".`);
    return user;
  });
}

/** Where both are members: a room in which both are now, otherwise the newest. */
async function sharedRoom(call: Call, from: PersonId, to: PersonId): Promise<RoomId> {
  const { rooms, administration } = call;
  const theirs = new Set(await rooms.roomsOf(to));
  const shared: { id: RoomId; together: boolean; gid: number }[] = [];
  for (const id of await rooms.roomsOf(from)) {
    const row = theirs.has(id) ? await rooms.find(id) : null;
    if (!row || row.settings.deleted) continue;
    const { members, together } = await administration.read(id, ({ people, presence }) => ({
      members: [from, to].every((person) => people.get(person)?.membership),
      together: [from, to].every((person) => presence.has(person)),
    }));
    if (members) shared.push({ id, together, gid: row.gid });
  }
  const [best] = shared.sort((a, b) => Number(b.together) - Number(a.together) || b.gid - a.gid);
  if (!best) throw notFound('to', 'The two share no group. Name one with gid.');
  return best.id;
}
