import { MODERATION_RIGHTS, type Role } from '@/lib/core/gate/rights.ts';
import type { PresetName } from '@/lib/core/room/presets.ts';
import type { RoomSettings } from '@/lib/core/room/settings.ts';
import { nameOf, type TestServer } from './server.ts';

export const ADMIN_TOKEN = 'the admin token of browser tests';

/**
 * One request of the REST API, as a company's backend makes it; its JSON, or null where there is none.
 *
 * @throws when it is not served
 */
export async function backend(
  server: TestServer,
  method: string,
  path: string,
  body?: unknown,
): Promise<unknown> {
  const response = await fetch(`${server.url}/api/v1${path}`, {
    method,
    headers: {
      authorization: `Bearer ${ADMIN_TOKEN}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return response.status === 204 ? null : response.json();
}

/** How many rooms this worker has made: their ids must differ on a server that it shares with itself. */
let made = 0;

/**
 * Makes a room with its people, as a backend does: users come to be on the way, called as their address with a capital.
 *
 * @param members users with their role, by address
 * @returns the room's id
 */
export async function makeRoom(
  server: TestServer,
  settings: RoomSettings,
  members: Readonly<Record<string, Role>> = {},
): Promise<string> {
  made += 1;
  const id = `${settings.name.toLowerCase().replace(/\W+/g, '-')}-${process.pid}-${made}`;
  await backend(server, 'POST', '/rooms', { id, ...asRest(settings) });
  const people = Object.entries(members).map(([address, role]) => ({
    address,
    name: nameOf(address),
    role,
    ...(role === 'moderator' && { moderation: MODERATION_RIGHTS }),
  }));
  if (people.length)
    await backend(server, 'POST', `/rooms/${id}/members`, { members: people, makeUsers: true });
  return id;
}

/** Settings as REST takes them. */
function asRest(settings: RoomSettings): Record<string, unknown> {
  const { audiences, muteAll, foreign: _foreign, deleted: _deleted, paused, locked, ...rest } = settings;
  const time = (at: number | null) => (at === null ? null : new Date(at).toISOString());
  return {
    ...rest,
    preset: settings.preset as PresetName,
    startsAt: time(settings.startsAt),
    expiresAt: time(settings.expiresAt),
    paused: paused !== null,
    locked: locked !== null,
    muteAll: muteAll !== null,
    audiences: Object.fromEntries(
      Object.entries(audiences).map(([right, { audience }]) => [right, audience]),
    ),
  };
}

/** Several rooms with the same people; their ids, under the names that the test has for them. */
export async function makeRooms<Name extends string>(
  server: TestServer,
  rooms: Readonly<Record<Name, RoomSettings>>,
  members: Readonly<Record<string, Role>> = {},
): Promise<Record<Name, string>> {
  const ids = {} as Record<Name, string>;
  for (const name of Object.keys(rooms) as Name[]) ids[name] = await makeRoom(server, rooms[name], members);
  return ids;
}
