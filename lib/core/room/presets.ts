import { type Audience, KINDS, type Kind, RIGHTS, type Right } from '../gate/rights.ts';
import { DEFAULT_PROFILE } from '../profile.ts';
import { type AudienceRule, type RoomSettings, USUAL_WAY } from './settings.ts';

/** A starting point for a room, as data: the five audiences in the order of RIGHTS, and what goes with them. */
interface Preset {
  readonly title: string;
  readonly audiences: readonly [Audience, Audience, Audience, Audience, Audience];
  readonly showAttendees: boolean;
  readonly kinds: readonly Kind[];
  readonly handKinds: readonly Kind[];
  /** R22: microphones are locked, but for whoever is given the floor or selected to speak. */
  readonly muteAll: boolean;
}

const VOICE: readonly Kind[] = ['microphone'];

export const PRESETS = {
  conference: {
    title: 'Meeting',
    audiences: ['members', 'members', 'members', 'members', 'members'],
    showAttendees: true,
    kinds: KINDS,
    handKinds: ['microphone', 'camera'],
    muteAll: false,
  },
  'open-webinar': {
    title: 'Open webinar',
    audiences: ['selected', 'anyone', 'anyone', 'members', 'anyone'],
    showAttendees: false,
    kinds: KINDS,
    handKinds: VOICE,
    muteAll: false,
  },
  'members-webinar': {
    title: 'Members’ webinar',
    audiences: ['selected', 'members', 'members', 'members', 'members'],
    showAttendees: false,
    kinds: KINDS,
    handKinds: VOICE,
    muteAll: false,
  },
  classroom: {
    title: 'Classroom',
    audiences: ['selected', 'members', 'members', 'members', 'members'],
    showAttendees: true,
    kinds: KINDS,
    handKinds: ['microphone', 'camera'],
    muteAll: true,
  },
  'voice-room': {
    title: 'Voice room',
    audiences: ['members', 'members', 'members', 'members', 'members'],
    showAttendees: true,
    kinds: VOICE,
    handKinds: VOICE,
    muteAll: false,
  },
} as const satisfies Record<string, Preset>;
export type PresetName = keyof typeof PRESETS;

/** The settings a preset stands for; a room that departs from them can be compared and reset. */
export function presetSettings(preset: PresetName, name: string): RoomSettings {
  const { audiences, showAttendees, kinds, handKinds, muteAll } = PRESETS[preset];
  const rule = (right: Right): AudienceRule => ({
    audience: audiences[RIGHTS.indexOf(right)] ?? 'selected',
    mark: null,
  });
  return {
    name,
    preset,
    startsAt: null,
    duration: null,
    expiresAt: null,
    paused: null,
    deleted: null,
    locked: null,
    lobby: false,
    capacity: 1000,
    audiences: {
      publish: rule('publish'),
      subscribe: rule('subscribe'),
      list: rule('list'),
      send: rule('send'),
      receive: rule('receive'),
    },
    showAttendees,
    profile: { ...DEFAULT_PROFILE, kinds, handKinds },
    hands: { policy: 'ask', speakers: 1, seconds: null, order: 'raised' },
    muteAll: muteAll ? { mark: null, except: [] } : null,
    muteOnEntry: false,
    storeMessages: true,
    ...USUAL_WAY,
    foreign: {},
  };
}

/** All five rights open to anyone with the link: a room to try things in. */
export function openToAnyone(settings: RoomSettings): RoomSettings {
  const rule: AudienceRule = { audience: 'anyone', mark: null };
  const audiences = { publish: rule, subscribe: rule, list: rule, send: rule, receive: rule };
  return { ...settings, audiences };
}

/** One setting in which a room is not as its preset has it. `setting` is a path such as `audiences.publish`. */
export interface Departure {
  readonly setting: string;
  readonly preset: unknown;
  readonly now: unknown;
}

/** What a preset says nothing about: each room's own. */
const OWN = ['name', 'preset', 'startsAt', 'duration', 'expiresAt', 'paused', 'deleted', 'locked', 'foreign'];

/** In what a room departs from its preset; empty for a preset that is not known here. */
export function departures(settings: RoomSettings): Departure[] {
  if (!isPreset(settings.preset)) return [];
  const before = flat(presetSettings(settings.preset, settings.name));
  const now = flat(settings);
  return Object.keys(before).flatMap((setting) =>
    JSON.stringify(before[setting]) === JSON.stringify(now[setting])
      ? []
      : [{ setting, preset: before[setting], now: now[setting] }],
  );
}

export const isPreset = (name: string): name is PresetName => Object.hasOwn(PRESETS, name);

/** Settings by path, as a person would list them: no marks, and of mute all only whether it is on. */
function flat(settings: RoomSettings): Record<string, unknown> {
  const { audiences, profile, hands, muteAll, ...rest } = settings;
  const under = (name: string, record: object) =>
    Object.entries(record).map(([key, value]) => [`${name}.${key}`, value]);
  return Object.fromEntries([
    ...RIGHTS.map((right) => [`audiences.${right}`, audiences[right].audience]),
    ...under('profile', profile),
    ...under('hands', hands),
    ['muteAll', muteAll !== null],
    ...Object.entries(rest).filter(([key]) => !OWN.includes(key)),
  ]);
}
