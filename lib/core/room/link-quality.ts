import type { CommandOf } from './commands.ts';
import type { Turn } from './turn.ts';

/** R34: a participant's connection is another than it was, as their own browser measures it; nobody else can say so. */
export function linkQuality(turn: Turn, { quality }: CommandOf<'link'>): void {
  const self = turn.self();
  if (self.link === quality) return;
  const participants = turn.room.participants.set(self.id, { ...self, link: quality });
  turn.room = { ...turn.room, participants };
}
