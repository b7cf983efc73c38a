import { callSettings } from '@/lib/core/mesibo/call-flags.ts';
import { roomEdit, roomNumbers } from '@/lib/core/mesibo/edits.ts';
import { pausesBy } from '@/lib/core/mesibo/room-flags.ts';
import type { SettingsEdit } from '@/lib/core/room/commands.ts';
import { isPreset, PRESETS, type PresetName, presetSettings } from '@/lib/core/room/presets.ts';
import { emptyRoom } from '@/lib/core/room/room.ts';
import { closesAt, type RoomSettings } from '@/lib/core/room/settings.ts';
import type { RoomRow } from '../../store/rooms.ts';
import { countOf, LONGEST_NAME, LONGEST_S, nameOf, type Op, roomOf, YEAR } from './call.ts';
import { invalid } from './envelope.ts';
import type { Fields } from './fields.ts';
import { addressesIn, changeMembers, editsOf, requireUsers } from './members.ts';
import { callIn, flagsIn } from './numbers.ts';

/** Makes a room; without a preset and flags, a conference. */
export const groupadd: Op = async (call) => {
  const { fields, administration, actor, now } = call;
  const preset = presetIn(fields);
  const first = presetSettings(preset, nameIn(fields) ?? '');
  const edit = { ...settingsIn(fields, first, now()) };
  if (edit.expiresAt === undefined) edit.expiresAt = (edit.startsAt ?? now()) + YEAR * 1000;
  const settings = { ...first, profile: { ...first.profile, ...edit.profile } as RoomSettings['profile'] };
  const addresses = addressesIn(fields) ?? [];
  if (addresses.length) call.need('members:write');
  await requireUsers(call, addresses);
  const members = editsOf(fields, addresses, emptyRoom('' as RoomRow['id'], settings, []), now());
  const { row } = await administration.createRoom(actor, { name: first.name, preset, edit, members });
  return { group: { gid: row.gid, room: row.id } };
};

/** Changes what is given of a room, and its members if some are named. */
export const groupset: Op = async (call) => {
  const { fields, administration, actor, now } = call;
  const { id, gid } = await roomOf(call);
  const name = nameIn(fields);
  const addresses = addressesIn(fields);
  // Nothing is half applied: whom nobody knows is found out before anything is changed.
  if (addresses) {
    call.need('members:write');
    await requireUsers(call, addresses);
  }
  await administration.editRoomBy(actor, id, (settings) => ({
    ...settingsIn(fields, settings, now()),
    ...(name !== undefined && { name }),
  }));
  if (addresses) await changeMembers(call, id, addresses);
  return { group: { gid } };
};

/** Closes a room for good. */
export const groupdel: Op = async (call) => {
  const { id } = await roomOf(call);
  await call.administration.deleteRoom(call.actor, id);
  return {};
};

/** One room by `gid`, or rooms by name, newest first. */
export const groupsget: Op = async (call) => {
  const { fields, rooms } = call;
  const one = fields.number(['group.gid', 'gid']) !== undefined;
  const name = fields.text(['group.name', 'name'], LONGEST_NAME)?.replaceAll('*', '');
  const found = one
    ? [await roomOf(call)]
    : await rooms.page({ sort: '-createdAt', limit: countOf(fields), search: name || undefined });
  return { count: found.length, groups: found.map((room) => asListed(room, call.now())) };
};

function asListed({ id, gid, settings, createdAt }: RoomRow, now: number): object {
  const { flags, callFlags, videoResolution, callDuration, expiryExtension } = roomNumbers(settings);
  const end = closesAt(settings);
  return {
    gid,
    room: id,
    name: settings.name,
    flag: flags,
    flags,
    active: settings.paused ? 0 : 1,
    pinned: 0,
    // 0 for a room that does not end by itself.
    expinsec: end === null ? 0 : Math.max(1, Math.ceil((end - now) / 1000)),
    expiryext: expiryExtension,
    sflags: callSettings(callFlags, videoResolution),
    call: { callFlags, videoResolution, callDuration },
    start: settings.startsAt === null ? 0 : Math.floor(settings.startsAt / 1000),
    duration: settings.duration ?? 0,
    ts: Math.floor(createdAt / 1000),
  };
}

const nameIn = (fields: Fields) => nameOf(fields, ['group.name', 'group.profile.name', 'name']);

/** Ours, beside mesibo's own fields: two presets may have the same flags. */
function presetIn(fields: Fields): PresetName {
  const preset = fields.text(['group.preset', 'preset'], 40) ?? 'conference';
  if (!isPreset(preset)) throw invalid('preset', `must be one of ${Object.keys(PRESETS).join(', ')}.`);
  return preset;
}

/** What a request says of a room; nothing of what it leaves out. */
function settingsIn(fields: Fields, settings: RoomSettings, now: number): SettingsEdit {
  const active = fields.boolean(['group.active', 'active']);
  const flags = flagsIn(fields, settings);
  const edit = roomEdit(
    {
      flags,
      ...callIn(fields, 'group'),
      expiryExtension: fields.number(['group.expiryext', 'expiryext'], 0, LONGEST_S),
    },
    settings,
  );
  return {
    ...edit,
    // Where flags and `active` disagree, the room is closed.
    ...(active !== undefined && { paused: !active || (flags !== undefined && pausesBy(flags)) }),
    ...timesIn(fields, settings, now),
  };
}

/** From here on a time is in milliseconds since the epoch, as some clients count; before it, in seconds. */
const MILLISECONDS_FROM = 100_000_000_000;
/** The year 2200, in milliseconds. */
const LATEST = 7_258_118_400_000;

function timesIn(fields: Fields, settings: RoomSettings, now: number): SettingsEdit {
  const expiry = fields.number(['group.expiry', 'expiry'], 0, LONGEST_S);
  const start = fields.number(['group.start', 'start'], 0, LATEST);
  const duration = fields.number(['group.duration', 'duration'], 0, LONGEST_S);
  const expiresAt = expiry === undefined ? {} : { expiresAt: now + (expiry || YEAR) * 1000 };
  if (start === undefined && duration === undefined) return expiresAt;
  // No start, and so nothing that a length could count from.
  if (start === 0 && !duration) return { ...expiresAt, startsAt: null, duration: null };
  const begins = start ? (start < MILLISECONDS_FROM ? start * 1000 : start) : settings.startsAt;
  const length = duration === undefined ? settings.duration : duration || null;
  // A length without a start counts from now.
  return { ...expiresAt, startsAt: begins ?? (length ? now : null), duration: length };
}
