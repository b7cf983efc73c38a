// Over 300 lines: the settings of a room as one table, read best from top to bottom.
import type { Audience, Right } from '@/lib/core/gate/rights.ts';
import { NAME_LENGTH } from '@/lib/core/names.ts';
import { MOST_SCREENS, RESOLUTIONS } from '@/lib/core/profile.ts';
import { PRESET_WORDS } from '../../../parts/preset-words.ts';

export interface Option {
  readonly value: string;
  readonly label: string;
}

export type Control =
  | { readonly is: 'audience'; readonly right: Right }
  | { readonly is: 'radio' | 'select' | 'checks'; readonly options: readonly Option[] }
  | { readonly is: 'switch' }
  | {
      readonly is: 'number';
      readonly min: number;
      readonly max: number;
      readonly unit: string;
      /** How many of the stored unit one shown unit is. */
      readonly scale: number;
      /** What an empty field stands for, and its words; without it something must be typed. */
      readonly empty?: { readonly value: null | 0; readonly words: string };
    }
  | { readonly is: 'time'; readonly words: string }
  | { readonly is: 'text'; readonly max: number };

export type Section = 'rights' | 'media' | 'floor' | 'people' | 'schedule';

/** One setting of a room as the console shows it. */
export interface Field {
  /** As the API names it, such as `audiences.publish`. */
  readonly path: string;
  readonly section: Section;
  readonly label: string;
  readonly hint: string;
  readonly control: Control;
  /** Only shown while this other setting has this value. */
  readonly when?: { readonly path: string; readonly is: unknown };
}

export const SECTIONS: readonly { readonly name: Section; readonly title: string; readonly about: string }[] =
  [
    {
      name: 'rights',
      title: 'Rights',
      about:
        'Members are the people on the room’s list. Selected are only those who were given the right by name. Anyone includes guests.',
    },
    {
      name: 'floor',
      title: 'Hands and mutes',
      about: 'How somebody who may not speak comes to speak, and who is silent at first.',
    },
    {
      name: 'people',
      title: 'People and messages',
      about: 'Who comes in, who is seen, and what is kept.',
    },
    {
      name: 'media',
      title: 'Media',
      about: 'What one person may send at most. A member can have settings of their own.',
    },
    {
      name: 'schedule',
      title: 'Schedule',
      about: 'When the room is open. Times are those of this computer.',
    },
  ];

export const AUDIENCE_LABELS: Readonly<Record<Audience, string>> = {
  members: 'Members',
  selected: 'Selected',
  anyone: 'Anyone',
};

const KIND_OPTIONS: readonly Option[] = [
  { value: 'microphone', label: 'Microphone' },
  { value: 'camera', label: 'Camera' },
  { value: 'screen', label: 'Screen' },
  { value: 'screenAudio', label: 'Screen sound' },
];

const RESOLUTION_NAMES: Readonly<Record<keyof typeof RESOLUTIONS, string>> = {
  qqvga: 'QQVGA',
  qvga: 'QVGA',
  '180p': '180p',
  nhd: 'nHD',
  vga: 'VGA',
  hd: 'HD',
  fhd: 'Full HD',
  '4k': '4K',
};

const RESOLUTION_OPTIONS: readonly Option[] = Object.entries(RESOLUTIONS).map(
  ([value, { width, height }]) => ({
    value,
    label: `${RESOLUTION_NAMES[value as keyof typeof RESOLUTIONS]} (${width} × ${height})`,
  }),
);

const audience = (right: Right, label: string, hint: string): Field => ({
  path: `audiences.${right}`,
  section: 'rights',
  label,
  hint,
  control: { is: 'audience', right },
});

const toggle = (path: string, section: Section, label: string, hint: string): Field => ({
  path,
  section,
  label,
  hint,
  control: { is: 'switch' },
});

export const FIELDS: readonly Field[] = [
  audience('publish', 'Who can publish', 'Send voice, picture or screen into the room.'),
  audience('subscribe', 'Who can subscribe', 'Hear and see what others publish.'),
  audience('list', 'Who can list', 'Know who is publishing, by name.'),
  audience('send', 'Who can send messages', 'Write to the whole room.'),
  audience('receive', 'Who can receive messages', 'Read what is written to the whole room.'),
  {
    path: 'hands.policy',
    section: 'floor',
    label: 'Raised hands',
    hint: 'What happens when somebody who may not speak raises a hand.',
    control: {
      is: 'radio',
      options: [
        { value: 'off', label: 'Off' },
        { value: 'ask', label: 'A moderator decides' },
        { value: 'auto', label: 'The floor is given by itself' },
      ],
    },
  },
  {
    path: 'hands.order',
    section: 'floor',
    label: 'Who is next',
    hint: 'The order in which raised hands are shown and answered.',
    control: {
      is: 'radio',
      options: [
        { value: 'raised', label: 'Who raised a hand first' },
        { value: 'least-spoken', label: 'Who spoke least so far' },
      ],
    },
  },
  {
    path: 'hands.speakers',
    section: 'floor',
    label: 'Speakers at once',
    hint: 'How many may have the floor through a raised hand. The others wait in order.',
    control: { is: 'number', min: 1, max: 1000, unit: 'people', scale: 1 },
    when: { path: 'hands.policy', is: 'auto' },
  },
  {
    path: 'hands.seconds',
    section: 'floor',
    label: 'Time for each',
    hint: 'After this the floor goes to the next in the queue.',
    control: {
      is: 'number',
      min: 1,
      max: 86_400,
      unit: 'seconds',
      scale: 1,
      empty: { value: null, words: 'Empty: until it is ended.' },
    },
    when: { path: 'hands.policy', is: 'auto' },
  },
  {
    path: 'profile.handKinds',
    section: 'floor',
    label: 'A raised hand gives',
    hint: 'What “Allow to speak” lets somebody publish.',
    control: { is: 'checks', options: KIND_OPTIONS },
  },
  toggle(
    'muteAll',
    'floor',
    'Mute all',
    'Microphones are locked until a moderator lets somebody speak. Moderators are exempt, and whoever is selected to publish.',
  ),
  toggle('muteOnEntry', 'floor', 'Mute on entry', 'Microphones start muted; each person opens their own.'),
  toggle('lobby', 'people', 'Lobby', 'Newcomers wait until a moderator lets them in.'),
  toggle(
    'showAttendees',
    'people',
    'Show attendees',
    'Whoever may list also sees who is present without publishing.',
  ),
  {
    path: 'capacity',
    section: 'people',
    label: 'Capacity',
    hint: 'Most people at once. Owners and moderators always find a place.',
    control: { is: 'number', min: 1, max: 100_000, unit: 'people', scale: 1 },
  },
  toggle('storeMessages', 'people', 'Keep messages', 'Whoever comes later can read what was written before.'),
  toggle('locked', 'people', 'Lock', 'Nobody else comes in. Who is in stays in.'),
  toggle('paused', 'people', 'Pause', 'The room is closed for now, and a running call ends.'),
  {
    path: 'profile.kinds',
    section: 'media',
    label: 'Kinds allowed',
    hint: 'What may be published at all.',
    control: { is: 'checks', options: KIND_OPTIONS },
  },
  toggle('profile.data', 'media', 'Data', 'Apps may send data messages of their own.'),
  {
    path: 'profile.resolution',
    section: 'media',
    label: 'Largest resolution',
    hint: 'Of a camera.',
    control: { is: 'select', options: RESOLUTION_OPTIONS },
  },
  {
    path: 'profile.maxBitrate',
    section: 'media',
    label: 'Largest bitrate',
    hint: 'Of one camera, over all its layers.',
    control: { is: 'number', min: 1, max: 1_000_000, unit: 'kbit/s', scale: 1000 },
  },
  {
    path: 'profile.frameRate',
    section: 'media',
    label: 'Frame rate',
    hint: 'At most so many pictures a second.',
    control: { is: 'number', min: 1, max: 240, unit: 'per second', scale: 1 },
  },
  {
    path: 'profile.fixed',
    section: 'media',
    label: 'Held fixed',
    hint: 'What stays even when the network is slow. What is not checked adapts.',
    control: {
      is: 'checks',
      options: [
        { value: 'bitrate', label: 'Bitrate' },
        { value: 'resolution', label: 'Resolution' },
        { value: 'frameRate', label: 'Frame rate' },
      ],
    },
  },
  toggle(
    'profile.adaptive',
    'media',
    'Adapt to slow connections',
    'Who cannot receive everything is sent smaller pictures, and sound before any picture.',
  ),
  toggle(
    'profile.simulcast',
    'media',
    'Simulcast',
    'A camera is sent in several sizes, so that each viewer gets what fits.',
  ),
  {
    path: 'profile.screens',
    section: 'media',
    label: 'Screens at once',
    hint: `How many screens one person may share, at most ${MOST_SCREENS}.`,
    control: { is: 'number', min: 0, max: MOST_SCREENS, unit: 'screens', scale: 1 },
  },
  toggle('profile.talkDetection', 'media', 'Talk detection', 'Others see who is speaking right now.'),
  {
    path: 'profile.callDuration',
    section: 'media',
    label: 'Call duration',
    hint: 'Longest time that one person stays in a call.',
    control: {
      is: 'number',
      min: 1,
      max: 525_600,
      unit: 'minutes',
      scale: 60,
      empty: { value: 0, words: 'Empty: no end.' },
    },
  },
  {
    path: 'topology',
    section: 'media',
    label: 'How media travels',
    hint: 'Browser to browser is private and quick in small rooms; a media server carries large ones.',
    control: {
      is: 'select',
      options: [
        { value: 'auto', label: 'As this server can' },
        { value: 'p2p', label: 'Browser to browser' },
        { value: 'sfu', label: 'Through the media server' },
      ],
    },
  },
  {
    path: 'codec',
    section: 'media',
    label: 'Video format',
    hint: 'H.264 spares the battery of phones and some laptops; VP8 makes shared screens lighter.',
    control: {
      is: 'select',
      options: [
        { value: 'vp8', label: 'VP8 (usual)' },
        { value: 'h264', label: 'H.264' },
      ],
    },
  },
  {
    path: 'startsAt',
    section: 'schedule',
    label: 'Start',
    hint: 'Before this nobody comes in.',
    control: { is: 'time', words: 'Empty: open at once.' },
  },
  {
    path: 'duration',
    section: 'schedule',
    label: 'Duration',
    hint: 'The room closes so long after its start.',
    control: {
      is: 'number',
      min: 1,
      max: 525_600,
      unit: 'minutes',
      scale: 60,
      empty: { value: null, words: 'Empty: no end. Needs a start.' },
    },
  },
  {
    path: 'expiresAt',
    section: 'schedule',
    label: 'Expiry',
    hint: 'After this the room is over.',
    control: { is: 'time', words: 'Empty: never.' },
  },
];

export const NAME_FIELD: Field = {
  path: 'name',
  section: 'people',
  label: 'Room name',
  hint: 'What people see at the door.',
  control: { is: 'text', max: NAME_LENGTH },
};

export const PRESET_FIELD: Field = {
  path: 'preset',
  section: 'people',
  label: 'Preset',
  hint: 'Another one fills in its settings below, over what is there. They hold when you save.',
  control: {
    is: 'select',
    options: PRESET_WORDS.map(({ preset, title }) => ({ value: preset, label: title })),
  },
};

export const fieldAt = (path: string): Field | undefined =>
  [NAME_FIELD, PRESET_FIELD, ...FIELDS].find((field) => field.path === path);
