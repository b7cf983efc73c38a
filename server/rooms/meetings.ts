import { randomUUID } from 'node:crypto';
import { userPerson } from '@/lib/core/ids.ts';
import type { Pin } from '@/lib/core/room/pins.ts';
import type { PresetName } from '@/lib/core/room/presets.ts';
import type { Administration, Backend } from './administration.ts';

/** A link to hand on, and whom it is for. `path` begins with `/r/`. */
export interface Invitation {
  readonly label: string;
  readonly about: string;
  readonly path: string;
}

export interface Meeting {
  readonly room: string;
  /** Opens the room as its owner. Whoever has it is the owner. */
  readonly owner: string;
  readonly invitations: readonly Invitation[];
}

const START_PAGE: Backend = { type: 'api', name: 'Start page' };

/** Makes a room for somebody who has no account: its owner is a user made for it, known by the link alone. */
export async function createMeeting(
  administration: Administration,
  asked: { readonly name: string; readonly preset: PresetName; readonly yourName: string },
): Promise<Meeting> {
  const address = `host-${randomUUID()}`;
  await administration.addUser(address, { name: asked.yourName });
  const { row, pins } = await administration.createRoom(START_PAGE, {
    name: asked.name,
    preset: asked.preset,
    members: [{ person: userPerson(address), membership: { role: 'owner' } }],
  });
  const { token } = await administration.createToken(address, { app: 'start page' });
  return {
    room: row.id,
    owner: `/r/${row.id}?token=${token}`,
    invitations: invitations(asked.preset, row.id, pins),
  };
}

function invitations(preset: PresetName, room: string, pins: readonly Pin[]): Invitation[] {
  const by = (label: string) => pins.find((pin) => pin.label === label)?.code ?? '';
  const speakers = (label: string, about: string): Invitation => ({
    label,
    about,
    path: `/r/${room}?pin=${by('Speaker')}`,
  });
  const listeners = (label: string, about: string): Invitation => ({
    label,
    about,
    path: `/r/${room}?pin=${by('Listener')}`,
  });
  switch (preset) {
    case 'conference':
    case 'voice-room':
      return [speakers('Everyone', 'Comes in and may speak.')];
    case 'classroom':
      return [
        listeners('Students', 'Listen, and raise a hand to speak.'),
        speakers('Speakers', 'May speak from the start.'),
      ];
    case 'open-webinar':
      return [
        { label: 'Audience', about: 'Anyone with this link watches.', path: `/r/${room}` },
        speakers('Speakers', 'May speak from the start.'),
      ];
    case 'members-webinar':
      return [
        listeners('Audience', 'Watches, and raises a hand to ask.'),
        speakers('Speakers', 'May speak from the start.'),
      ];
  }
}
