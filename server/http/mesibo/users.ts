import { FailureError } from '@/lib/core/failure.ts';
import type { User, UserPatch } from '../../store/users.ts';
import {
  type Call,
  countOf,
  LONGEST_ADDRESS,
  LONGEST_S,
  nameOf,
  newAddress,
  type Op,
  userOf,
} from './call.ts';
import { invalid, MesiboError } from './envelope.ts';
import type { Fields } from './fields.ts';

/** What mesibo keeps with a user and we do not use: kept under `mesibo` of a user's `extra`, and given back. */
interface Extra {
  readonly flags?: number;
  readonly groups?: number;
  readonly permissions?: Readonly<Record<string, boolean | number>>;
  readonly profile?: Readonly<Record<string, string | boolean>>;
}

const PERMISSIONS = [
  ...['incoming', 'outgoing', 'calls', 'turn', 'storage', 'retention', 'groupCreate', 'webhook'],
] as const;
const PROFILE = ['name', 'image', 'status', 'info', 'other'] as const;
/** Longest text of a profile; pictures are addresses. */
const LONGEST_TEXT = 4000;
const LONGEST_APP = 200;
/** Minutes: a year. */
const TOKEN_MINUTES = 525_600;

/** Makes a user, or takes the one that is there, and gives a token. Tokens given before stay good. */
export const useradd: Op = async (call) => {
  const { fields, users, administration, otps, actor } = call;
  const address = newAddress(fields);
  const wanted = tokenWanted(fields, !fields.hasObject('user'));
  const before = await users.find(address);
  const patch = patchOf(fields, before);
  const otp = fields.text(['user.otp', 'otp'], 20);
  if (otp !== undefined && !otps.verify(address, otp, call.now()))
    throw new MesiboError('BADOTP', 401, 'The one-time password is wrong, used or over.', ['otp']);
  const added = before ? null : await administration.addUser(address, patch).catch(nullIfThere);
  const user = added ?? (await administration.editUser(actor, address, patch));
  return { user: { uid: user.uid, address, ...(await tokenOf(call, user, wanted)) } };
};

/** Two requests for one new address: the second changes whom the first made. */
function nullIfThere(error: unknown): null {
  if (error instanceof FailureError && error.failure.code === 'conflict') return null;
  throw error;
}

/** Changes a user; makes a token where one is asked for, and takes all of them back with `token.remove`. */
export const userset: Op = async (call) => {
  const { fields, administration, actor } = call;
  const user = await userOf(call);
  const wanted = tokenWanted(fields, fields.text(['appid'], LONGEST_APP) !== undefined);
  await administration.editUser(actor, user.address, patchOf(fields, user));
  return { user: { uid: user.uid, address: user.address, ...(await tokenOf(call, user, wanted)) } };
};

/** A token for one app; with `delete`, none any more. */
export const usertoken: Op = async (call) => {
  const { fields } = call;
  const user = await userOf(call);
  const gone = fields.boolean(['user.token.remove', 'user.remove', 'remove', 'user.delete', 'delete']);
  const { app, ...wanted } = tokenWanted(fields, true);
  const made = await tokenOf(call, user, { app, ...wanted, remove: gone ?? wanted.remove });
  return { user: { uid: user.uid, address: user.address, appid: app ?? '', ...made } };
};

/** The old way to take tokens back: its `token` is the application's, so the user is named. */
export const deltoken: Op = async (call) => {
  const user = await userOf(call);
  await tokenOf(call, user, { ...tokenWanted(call.fields, false), remove: true });
  return {};
};

/** A user with all tokens, out of every room. */
export const userdel: Op = async (call) => {
  const { address } = await userOf(call);
  await call.administration.removeUser(call.actor, address);
  return {};
};

/** Users by address, in which `*` stands for anything. */
export const usersget: Op = async (call) => {
  const { fields, users } = call;
  const count = countOf(fields);
  const uid = fields.number(['user.uid', 'uid']);
  const pattern = fields.text(['user.address', 'address', 'addr'], LONGEST_ADDRESS) ?? '*';
  const found = uid === undefined ? await users.byPattern(pattern, count) : [await userOf(call)];
  const apps = await users.appsOf(found.map(({ address }) => address));
  return { count: found.length, users: found.map((user) => asListed(user, apps.get(user.address) ?? '')) };
};

/** A one-time password for an address, to be verified by `useradd`. */
export const otp: Op = async ({ fields, otps, now }) => {
  const address = fields
    .required(fields.text(['otp.address', 'address', 'addr'], LONGEST_ADDRESS), 'address')
    .trim();
  if (!address) throw invalid('address', 'is missing.');
  const tries = fields.number(['otp.tries', 'tries'], 0, 100) || 3;
  const expiry = fields.number(['otp.expiry', 'expiry'], 0, 24 * 3600) || 600;
  const reuse = fields.boolean(['otp.reuse', 'reuse']) ?? false;
  return { otp: otps.make(address, { tries, expiry, reuse }, now()) };
};

function asListed({ uid, address, name, active, extra, createdAt }: User, appid: string): object {
  const { flags = 0, permissions, profile, groups } = extraOf(extra);
  return {
    uid,
    address,
    name,
    active: active ? 1 : 0,
    flag: flags,
    pinned: 0,
    appid,
    ts: Math.floor(createdAt / 1000),
    ...(groups !== undefined && { groups }),
    ...(permissions && { permissions }),
    ...(profile && { profile }),
  };
}

const extraOf = (extra: User['extra']): Extra => (extra.mesibo ?? {}) as Extra;

/** What a request says of a user; what is left out stays, and who is switched off stays so. */
function patchOf(fields: Fields, before: User | null): UserPatch {
  const name = nameOf(fields, ['user.name', 'name', 'user.profile.name']);
  const active = fields.boolean(['user.active', 'active']);
  const { permissions, profile, ...kept } = extraOf(before?.extra ?? {});
  const flags = fields.flags(['user.flags', 'flags', 'flag']);
  const extra: Extra = {
    ...kept,
    ...(flags !== undefined && { flags }),
    ...maxGroups(fields),
    ...some('permissions', { ...permissions, ...permissionsIn(fields) }),
    ...some('profile', { ...profile, ...profileIn(fields) }),
  };
  return {
    ...(name !== undefined && { name }),
    ...(active !== undefined && { active }),
    ...(Object.keys(extra).length && { extra: { ...before?.extra, mesibo: extra } }),
  };
}

const some = (name: 'permissions' | 'profile', values: object) =>
  Object.keys(values).length ? { [name]: values } : {};

/** Most groups that somebody may make. One client puts a name there, so what is no number is ignored. */
function maxGroups(fields: Fields): { groups?: number } {
  try {
    const groups = fields.number(['user.groups', 'groups']);
    return groups === undefined ? {} : { groups };
  } catch {
    return {};
  }
}

function permissionsIn(fields: Fields): Record<string, boolean | number> {
  const peers = fields.number(['user.permissions.peers'], 0, 3);
  const given = PERMISSIONS.map((name) => [name, fields.boolean([`user.permissions.${name}`])] as const);
  return Object.fromEntries(
    [...given, ['peers', peers] as const].flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value] as const],
    ),
  );
}

const profileIn = (fields: Fields): Record<string, string> =>
  Object.fromEntries(
    PROFILE.flatMap((name) => {
      const text = fields.text([`user.profile.${name}`], LONGEST_TEXT);
      return text === undefined ? [] : [[name, text]];
    }),
  );

interface TokenWanted {
  readonly wanted: boolean;
  readonly app: string | undefined;
  readonly minutes: number;
  readonly remove: boolean;
}

/** @param flat whether a request without a `user.token` object asks for a token */
function tokenWanted(fields: Fields, flat: boolean): TokenWanted {
  return {
    wanted: flat || fields.hasObject('user.token'),
    app: fields.text(['user.token.appid', 'user.appid', 'appid'], LONGEST_APP),
    minutes: fields.number(['user.token.expiry', 'expiry'], 0, LONGEST_S / 60) || TOKEN_MINUTES,
    remove: fields.boolean(['user.token.remove']) ?? false,
  };
}

async function tokenOf(
  { administration, actor, now }: Call,
  { address }: User,
  { wanted, app, minutes, remove }: TokenWanted,
): Promise<{ token?: string }> {
  if (remove) await administration.removeTokens(actor, address, app === undefined ? {} : { app });
  if (remove || !wanted) return {};
  const expiresAt = now() + minutes * 60_000;
  const { token } = await administration.createToken(address, {
    ...(app !== undefined && { app }),
    expiresAt,
  });
  return { token };
}
