import { type Audience, KINDS, type Kind, RIGHTS, type Right } from '../gate/rights.ts';
import { DEFAULT_PROFILE } from '../profile.ts';
import type { AudienceRule, RoomSettings } from './settings.ts';

/** A starting point for a room, as data: the five audiences in the order of RIGHTS, and what goes with them. */
interface Preset {
  readonly title: string;
  readonly audiences: readonly [Audience, Audience, Audience, Audience, Audience];
  readonly showAttendees: boolean;
  readonly kinds: readonly Kind[];
  readonly handKinds: readonly Kind[];
  /** R22: microphones are locked until somebody is given the floor. */
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
    expiresAt: null,
    paused: null,
    deleted: null,
    locked: null,
    capacity: 1000,
    audiences: {
      publish: rule('publish'),
      subscribe: rule('subscribe'),
      list: rule('list'),
      send: rule('send'),
      receive: rule('receive'),
    },
    showAttendees,
    profile: { ...DEFAULT_PROFILE, kinds },
    hands: { policy: 'ask', kinds: handKinds },
    muteAll: muteAll ? { mark: null, except: [] } : null,
  };
}

/** All five rights open to anyone with the link: a room to try things in. */
export function openToAnyone(settings: RoomSettings): RoomSettings {
  const rule: AudienceRule = { audience: 'anyone', mark: null };
  const audiences = { publish: rule, subscribe: rule, list: rule, send: rule, receive: rule };
  return { ...settings, audiences };
}
