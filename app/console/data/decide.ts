import { answer } from './answer.ts';
import { api } from './client.ts';

/** Asks the gate for everything about one person; null for a guest who was never here. */
export const decide = (room: string, person: string | null) =>
  answer(
    api.GET('/rooms/{room}/decide', {
      params: { path: { room }, query: person === null ? { guest: 'true' } : { person } },
    }),
  );

/** The first members with these letters in their name or address. */
export const findMembers = (room: string, search: string) =>
  answer(
    api.GET('/rooms/{room}/members', {
      params: { path: { room }, query: { limit: 8, ...(search && { search }) } },
    }),
  );
