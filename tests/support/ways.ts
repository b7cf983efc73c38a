import { type PresetName, presetSettings } from '@/lib/core/room/presets.ts';
import { ADMIN_TOKEN, backend } from './backend.ts';
import type { TestServer } from './server.ts';

/** A room to be made: its preset, when it is over, and nothing else that differs between rooms. */
export interface Plan {
  readonly preset: PresetName;
  readonly name: string;
  /** A whole minute: the console's field has no seconds. */
  readonly expiresAt: Date;
}

/** Makes the planned room with its people in one way, and gives its id. */
export type Way = (server: TestServer, plan: Plan) => Promise<string>;

/** Who is on every list: an owner, somebody selected to speak by name, and somebody with nothing of their own. */
export const PEOPLE = [
  { address: 'hugo', name: 'Hugo', role: 'owner' },
  { address: 'sara', name: 'Sara', role: 'member', publish: 'allow' },
  { address: 'ana', name: 'Ana', role: 'member' },
] as const;

/** Small pictures, in every room: two cores encode and decode every camera of a test. */
export const SMALL = { resolution: '180p', simulcast: false } as const;

/** One request for the room, and one for its list; users come to be on the way. */
export const byRest: Way = async (server, { preset, name, expiresAt }) => {
  const asked = { name, preset, expiresAt: expiresAt.toISOString(), profile: SMALL };
  const made = (await backend(server, 'POST', '/rooms', asked)) as { room: { id: string } };
  const members = PEOPLE.map(({ address, name, role, ...own }) => ({
    ...{ address, name, role },
    ...('publish' in own && { overrides: { publish: own.publish } }),
  }));
  await backend(server, 'POST', `/rooms/${made.room.id}/members`, { members, makeUsers: true });
  return made.room.id;
};

/** Sends one operation to the mesibo-compatible endpoint; it answers 200 whatever happens. */
export async function mesibo(
  server: TestServer,
  op: string,
  fields: object,
): Promise<Record<string, unknown>> {
  const response = await fetch(`${server.url}/backend/`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ op, token: ADMIN_TOKEN, ...fields }),
  });
  const answer = (await response.json()) as Record<string, unknown>;
  if (answer.result !== true) throw new Error(`${op}: ${JSON.stringify(answer)}`);
  return answer;
}

/** Group flags, a nibble for each right: members 0, selected 1, anyone 2. There is no "anyone" for receiving. */
const GROUP_FLAGS: Readonly<Record<PresetName, number>> = {
  conference: 0,
  'open-webinar': 0x100 | 0x2000 | 0x20000,
  'members-webinar': 0x100,
  classroom: 0x100,
  'voice-room': 0,
};
/** Valid, audio, video, screen, talking; and no simulcast. 180p above them. */
const CALL = (9 << 24) | 0x1 | 0x2 | 0x4 | 0x100 | 0x8000;

/** `preset` is our own field of `groupadd`: for backends that call mesibo's operations and know where they are. */
export const byMesibo: Way = (server, plan) => makeGroup(server, plan, { preset: plan.preset });

/** As a backend does that was written for mesibo: flags alone. */
export const byFlagsAlone: Way = (server, plan) => makeGroup(server, plan, {});

async function makeGroup(
  server: TestServer,
  { preset, name, expiresAt }: Plan,
  ours: object,
): Promise<string> {
  for (const { address, name } of PEOPLE)
    await mesibo(server, 'useradd', { user: { address, name, token: { appid: 'three-ways' } } });
  const expiry = Math.round((expiresAt.getTime() - Date.now()) / 1000);
  const flags = GROUP_FLAGS[preset];
  const made = await mesibo(server, 'groupadd', { group: { name, flags, sflags: CALL, expiry, ...ours } });
  const { gid, room } = made.group as { gid: number; room: string };
  for (const { address, role, ...own } of PEOPLE) {
    const members = {
      m: address,
      ...(role === 'owner' && { admin: { owner: true } }),
      ...('publish' in own && { permissions: { pub: true } }),
    };
    await mesibo(server, 'groupeditmembers', { group: { gid, members } });
  }
  return room;
}

const NO_OVERRIDES = {
  ...{ publish: null, publishKinds: null, subscribe: null },
  ...{ list: null, send: null, receive: null },
};
const PLAIN = {
  ...{ role: 'member', moderation: [], overrides: NO_OVERRIDES, profile: {} },
  ...{ expiresAt: null, banned: null, mute: null, grant: null },
};
/** `PEOPLE`, as REST shows them. */
export const MEMBERS = [
  { ...PLAIN, person: 'user:ana', address: 'ana', name: 'Ana' },
  { ...PLAIN, person: 'user:hugo', address: 'hugo', name: 'Hugo', role: 'owner' },
  {
    ...{ ...PLAIN, person: 'user:sara', address: 'sara', name: 'Sara' },
    overrides: { ...NO_OVERRIDES, publish: 'allow' },
  },
];

export interface Shown {
  readonly room: Record<string, unknown>;
  readonly members: readonly Record<string, unknown>[];
}

/**
 * A room as REST shows it, with everybody on its list, without what no two rooms share: ids, and when it
 * was made. An expiry counts as the planned one within five seconds: on mesibo's wire it is
 * a number of seconds from when the request arrives.
 */
export async function shown(server: TestServer, room: string, { expiresAt }: Plan): Promise<Shown> {
  const {
    id: _id,
    gid: _gid,
    createdAt: _at,
    ...rest
  } = (await backend(server, 'GET', `/rooms/${room}`)) as Record<string, unknown>;
  const off = Math.abs(new Date(String(rest.expiresAt)).getTime() - expiresAt.getTime());
  const { items } = (await backend(server, 'GET', `/rooms/${room}/members`)) as {
    items: Record<string, unknown>[];
  };
  return {
    room: { ...rest, expiresAt: off < 5000 ? expiresAt.toISOString() : rest.expiresAt },
    members: items,
  };
}

/** What the room must be: the preset itself, with the three settings that every way changes. */
export function planned({ preset, name, expiresAt }: Plan): Record<string, unknown> {
  const { audiences, profile, muteAll, hands, ...settings } = presetSettings(preset, '');
  const { lobby, capacity, showAttendees, muteOnEntry, storeMessages, topology, codec, startsAt, duration } =
    settings;
  return {
    ...{
      name,
      preset,
      lobby,
      capacity,
      showAttendees,
      muteOnEntry,
      storeMessages,
      topology,
      codec,
      startsAt,
      duration,
    },
    expiresAt: expiresAt.toISOString(),
    paused: false,
    locked: false,
    muteAll: muteAll !== null,
    audiences: Object.fromEntries(
      Object.entries(audiences).map(([right, { audience }]) => [right, audience]),
    ),
    profile: { ...profile, ...SMALL },
    hands,
    departures: [
      { setting: 'profile.resolution', preset: profile.resolution, now: SMALL.resolution },
      { setting: 'profile.simulcast', preset: profile.simulcast, now: SMALL.simulcast },
    ],
  };
}
