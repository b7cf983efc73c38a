import type { components } from '@/lib/client/api/schema.d.ts';
import { answer } from './answer.ts';
import { api } from './client.ts';

export type LiveCommand = components['schemas']['LiveCommand'];

/** What a moderator's click does, from here. */
export const command = (room: string, body: LiveCommand) =>
  answer(api.POST('/rooms/{room}/live/commands', { params: { path: { room } }, body }));
