'use client';

import { command, type LiveCommand } from '../data/live.ts';
import { problemWords } from '../people/use-drafts.ts';

export type Act = (body: LiveCommand, done: string) => Promise<void>;

/** Carries out a moderator's act, and says that it was done, or why it was not. */
export const useCommand =
  (room: string, say: (text: string) => void): Act =>
  async (body, done) => {
    const answer = await command(room, body);
    say(answer.ok ? done : problemWords(answer.problem));
  };
