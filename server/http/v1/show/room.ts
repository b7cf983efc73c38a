import { createHash } from 'node:crypto';
import type { z } from '@hono/zod-openapi';
import { type Failure, failure } from '@/lib/core/failure.ts';
import type { SettingsEdit } from '@/lib/core/room/commands.ts';
import { departures, isPreset, type PresetName, presetSettings } from '@/lib/core/room/presets.ts';
import type { Room } from '@/lib/core/room/room.ts';
import type { RoomSettings } from '@/lib/core/room/settings.ts';
import type { RoomRow } from '../../../store/rooms.ts';
import type { RoomPatch, Room as RoomSchema } from '../schemas/room.ts';
import { forEachRight, time, timeOrNull } from './common.ts';
import { showProfile } from './profile.ts';

export function showRoom({ id, gid, settings, createdAt }: RoomRow): z.output<typeof RoomSchema> {
  const { name, preset, startsAt, duration, expiresAt, paused, locked } = settings;
  return {
    id,
    gid,
    name,
    preset,
    createdAt: time(createdAt),
    startsAt: timeOrNull(startsAt),
    duration,
    expiresAt: timeOrNull(expiresAt),
    paused: paused !== null,
    locked: locked !== null,
    ...showSettings(settings),
    departures: departures(settings).map(({ setting, preset: before, now }) => ({
      setting,
      preset: before,
      now,
    })),
  };
}

/** What a preset has too. */
export function showSettings(settings: RoomSettings) {
  const { lobby, capacity, showAttendees, muteOnEntry, storeMessages, topology, codec, hands } = settings;
  return {
    lobby,
    capacity,
    showAttendees,
    muteOnEntry,
    storeMessages,
    topology,
    codec,
    muteAll: settings.muteAll !== null,
    audiences: forEachRight((right) => settings.audiences[right].audience),
    profile: showProfile(settings.profile),
    hands: { policy: hands.policy, speakers: hands.speakers, seconds: hands.seconds, order: hands.order },
  };
}

/** A strong validator (RFC 9110): another whenever anything stored about the room itself is. */
export const etagOf = (settings: RoomSettings): string =>
  `"${createHash('sha256').update(JSON.stringify(settings)).digest('base64url').slice(0, 22)}"`;

/** For `If-Match`: stops a command, in its own turn, when the room is another by then. */
export function unlessChanged(header: string | undefined): ((room: Room) => Failure | null) | undefined {
  if (header === undefined || header.trim() === '*') return undefined;
  const known = header.split(',').map((tag) => tag.trim());
  return ({ settings }) =>
    known.includes(etagOf(settings))
      ? null
      : failure('stale', 'The room was changed meanwhile. Load it again, then decide anew.');
}

/** An edit as the core takes it: what is null is what the preset has, or nothing. */
export function settingsEdit(
  patch: Omit<z.output<typeof RoomPatch>, 'name'> & { name?: string | undefined },
  preset: string,
): SettingsEdit {
  const chosen: PresetName = patch.preset ?? (isPreset(preset) ? preset : 'conference');
  const base = presetSettings(chosen, '');
  const { audiences, profile, hands, muteAll, paused, locked, lobby, capacity, ...rest } = patch;
  const { showAttendees, muteOnEntry, storeMessages, topology, codec, ...plain } = rest;
  const orPreset = <Value>(value: Value | null | undefined, before: Value) =>
    value === null ? before : value;
  return {
    ...plain,
    lobby: orPreset(lobby, base.lobby),
    capacity: orPreset(capacity, base.capacity),
    showAttendees: orPreset(showAttendees, base.showAttendees),
    muteOnEntry: orPreset(muteOnEntry, base.muteOnEntry),
    storeMessages: orPreset(storeMessages, base.storeMessages),
    topology: orPreset(topology, base.topology),
    codec: orPreset(codec, base.codec),
    muteAll: orPreset(muteAll, base.muteAll !== null),
    paused: orPreset(paused, false),
    locked: orPreset(locked, false),
    audiences:
      audiences && forEachRight((right) => orPreset(audiences[right], base.audiences[right].audience)),
    profile: profile && filled(profile, base.profile),
    hands: hands && filled(hands, base.hands),
  };
}

type Filled<Patch, Base> = {
  [Key in keyof Patch]: Exclude<Patch[Key], null> | (Key extends keyof Base ? Base[Key] : never);
};

/** What is null in the patch, as the base has it. */
function filled<
  Base extends object,
  Patch extends { readonly [Key in keyof Base]?: Base[Key] | null | undefined },
>(patch: Patch, base: Base): Filled<Patch, Base> {
  return Object.fromEntries(
    Object.entries(patch).map(([key, value]) => [key, value === null ? base[key as keyof Base] : value]),
  ) as Filled<Patch, Base>;
}
