import type { ApiRoom } from '@/app/console/data/shapes.ts';
import { type PresetName, presetSettings } from '@/lib/core/room/presets.ts';
import type { RoomSettings } from '@/lib/core/room/settings.ts';

/** A room as the API gives it, from its settings. */
export function apiRoom(
  preset: PresetName,
  settings: RoomSettings = presetSettings(preset, 'Physics'),
): ApiRoom {
  const { audiences, profile, hands } = settings;
  return {
    id: 'physics',
    gid: 1,
    name: settings.name,
    preset: settings.preset,
    createdAt: '2027-01-01T00:00:00.000Z',
    startsAt: null,
    duration: null,
    expiresAt: null,
    paused: settings.paused !== null,
    locked: settings.locked !== null,
    lobby: settings.lobby,
    capacity: settings.capacity,
    audiences: {
      publish: audiences.publish.audience,
      subscribe: audiences.subscribe.audience,
      list: audiences.list.audience,
      send: audiences.send.audience,
      receive: audiences.receive.audience,
    },
    showAttendees: settings.showAttendees,
    profile: {
      ...profile,
      kinds: [...profile.kinds],
      handKinds: [...profile.handKinds],
      fixed: [...profile.fixed],
    },
    hands: { ...hands },
    muteAll: settings.muteAll !== null,
    muteOnEntry: settings.muteOnEntry,
    storeMessages: settings.storeMessages,
    topology: settings.topology,
    codec: settings.codec,
    departures: [],
  };
}
