import type { PresetName } from '@/lib/core/room/presets.ts';

/** Every kind of room in a line, in the order in which they are offered. */
export const PRESET_WORDS: readonly {
  readonly preset: PresetName;
  readonly title: string;
  readonly about: string;
}[] = [
  { preset: 'conference', title: 'Meeting', about: 'Everyone you invite may speak and share.' },
  {
    preset: 'classroom',
    title: 'Classroom',
    about: 'You speak. Students raise a hand, and you let them speak one by one.',
  },
  {
    preset: 'open-webinar',
    title: 'Open webinar',
    about: 'Speakers on stage. Anyone with the link watches; they are not shown to each other.',
  },
  {
    preset: 'members-webinar',
    title: 'Members’ webinar',
    about: 'Speakers on stage, and an audience of invited people only.',
  },
  { preset: 'voice-room', title: 'Voice room', about: 'Voices only: no cameras, no shared screens.' },
];
