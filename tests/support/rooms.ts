import { type PresetName, presetSettings } from '@/lib/core/room/presets.ts';
import type { RoomSettings } from '@/lib/core/room/settings.ts';

/**
 * Small pictures: two cores encode and decode every camera of a test. A machine that is short of both looks like a line
 * that is too narrow: what a test counts must not be taken from its viewers for that.
 */
const SMALL = {
  resolution: '180p',
  maxBitrate: 160_000,
  frameRate: 15,
  simulcast: false,
  adaptive: false,
} as const;

/** A preset's room with small pictures, altered where a test needs it. */
export function smallRoom(
  preset: PresetName,
  name: string,
  alter: (settings: RoomSettings) => RoomSettings = (settings) => settings,
): RoomSettings {
  const settings = presetSettings(preset, name);
  return alter({ ...settings, profile: { ...settings.profile, ...SMALL } });
}
