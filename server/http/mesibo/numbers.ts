import { RIGHTS, type Right } from '@/lib/core/gate/rights.ts';
import { fromCallSettings, resolutionOf } from '@/lib/core/mesibo/call-flags.ts';
import { type CallNumbers, roomNumbers } from '@/lib/core/mesibo/edits.ts';
import { withAudiences } from '@/lib/core/mesibo/room-flags.ts';
import type { RoomSettings } from '@/lib/core/room/settings.ts';
import { LONGEST_S } from './call.ts';
import { invalid } from './envelope.ts';
import type { Fields } from './fields.ts';

/** Names of the five rights in JSON. */
export const RIGHT_NAMES: Readonly<Record<Right, string>> = {
  publish: 'pub',
  subscribe: 'sub',
  list: 'list',
  send: 'send',
  receive: 'recv',
};

/** Flags as a number, and over them rights by name: 0 members, 1 selected, 2 anyone. */
export function flagsIn(fields: Fields, settings: RoomSettings): number | undefined {
  const given = fields.flags(['group.flags', 'flags', 'flag']);
  const codes = Object.fromEntries(
    RIGHTS.flatMap((right) => {
      const name = RIGHT_NAMES[right];
      // Flattened, members' rights have the same names; they come after the group's and so in their place.
      const flat = fields.has('m') ? [] : [name];
      const code = fields.number([`group.permissions.${name}`, ...flat], 0, 2);
      return code === undefined ? [] : [[right, code]];
    }),
  );
  if (given === undefined && !Object.keys(codes).length) return undefined;
  return withAudiences(given ?? roomNumbers(settings).flags, codes);
}

/** Names of call settings in a group: which keys `call` holds is not documented, so several are taken. */
const OF_GROUP = {
  sflags: ['group.sflags', 'group.call.sflags', 'sflags'],
  callFlags: ['group.callFlags', 'group.call.callFlags', 'group.call.flags', 'callFlags'],
  videoResolution: [
    ...['group.videoResolution', 'group.call.videoResolution', 'group.call.resolution', 'videoResolution'],
  ],
  callDuration: [...['group.callDuration', 'group.call.callDuration', 'group.call.duration', 'callDuration']],
};
/** The same in a MemberPermissions. */
const OF_MEMBERS: typeof OF_GROUP = {
  sflags: [],
  callFlags: ['group.members.permissions.callFlags'],
  videoResolution: ['group.members.permissions.videoResolution'],
  callDuration: ['group.members.permissions.callDuration'],
};

/** What a request says of the calls of a room, or of members. */
export function callIn(fields: Fields, of: 'group' | 'members'): CallNumbers {
  const names = of === 'group' ? OF_GROUP : OF_MEMBERS;
  const packed = fields.flags(names.sflags);
  const callFlags = fields.flags(names.callFlags);
  const videoResolution = fields.number(names.videoResolution);
  const callDuration = fields.number(names.callDuration, 0, LONGEST_S);
  const given = {
    ...(packed && fromCallSettings(packed)),
    ...(callFlags !== undefined && { callFlags }),
    ...(videoResolution !== undefined && { videoResolution }),
    ...(callDuration !== undefined && { callDuration }),
  };
  if (given.videoResolution !== undefined && resolutionOf(given.videoResolution) === null)
    throw invalid('videoResolution', 'must be 0 to 5 or 8 to 10.');
  return given;
}
