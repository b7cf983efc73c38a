import { mergeProfile, type ProfilePatch } from '@/lib/core/profile.ts';
import { openToAnyone } from '@/lib/core/room/presets.ts';
import { smallRoom } from '../../tests/support/rooms.ts';
import type { TestRoom } from '../../tests/support/server.ts';

const CAPACITY = 10_000;

/** A webinar that anybody may follow, and in which nobody but its owner is told who is there. */
export const webinar = (id: string, profile: ProfilePatch = {}): TestRoom => ({
  id,
  settings: smallRoom('open-webinar', 'Webinar', (room) => ({
    ...room,
    profile: mergeProfile(room.profile, profile),
    capacity: CAPACITY,
    audiences: { ...room.audiences, list: { audience: 'selected', mark: null } },
  })),
  members: { hugo: 'owner' },
});

/** A class in which everybody sees who is there, and the hands. */
export const classroom = (id: string): TestRoom => ({
  id,
  settings: smallRoom('classroom', 'Class', (room) => ({
    ...openToAnyone(room),
    capacity: CAPACITY,
    audiences: { ...openToAnyone(room).audiences, publish: room.audiences.publish },
  })),
  members: { hugo: 'owner' },
});
