import { FailureError, failure } from '../failure.ts';
import { isLive } from '../gate/decide.ts';
import type { PersonId } from '../ids.ts';
import type { Change } from './changes.ts';
import type { Command, CommandName, Effect } from './commands.ts';
import type { Room } from './room.ts';
import type { Turn } from './turn.ts';

/** R32: how long a harsh act can be taken back: five seconds on the screen, and one for the way. */
export const UNDO_MS = 6_000;

const HARSH: readonly CommandName[] = ['stop', 'stop-several', 'remove', 'mute-all'];

/** R32: the last harsh act of somebody, with what it altered. */
export interface Undoable {
  readonly at: number;
  readonly changes: readonly Change[];
}

/** Keeps what a harsh act altered, for its author alone, until they do the next one or leave. */
export function keepForUndo(turn: Turn, command: Command, effects: readonly Effect[]): void {
  if (!HARSH.includes(command.do) || turn.actor.type !== 'participant') return;
  const changes = effects.flatMap((effect) => (effect.type === 'record' ? [effect.entry.change] : []));
  if (!changes.length) return;
  const undo = turn.room.undo.set(turn.self().person, { at: turn.now, changes });
  turn.room = { ...turn.room, undo };
}

/**
 * R32: gives back what one's own last harsh act took, as far as it is still as that act left it: what somebody else
 * decided since stands. The gate is asked again.
 */
export function undo(turn: Turn): void {
  const { person: self } = turn.self();
  const kept = turn.room.undo.get(self);
  if (!kept || turn.now - kept.at > UNDO_MS)
    throw new FailureError(
      failure('conflict', 'It is too late to take this back. Decide anew in the list of people.'),
    );
  const removed = kept.changes.some(({ on }) => on === 'ban');
  turn.requireModeration(removed ? 'removeFromCall' : 'controlCalls');
  for (const change of kept.changes)
    if ('person' in change) turn.requireRank(turn.person(change.person as PersonId));
  for (const change of [...kept.changes].reverse()) revert(turn, change);
  turn.room = { ...turn.room, undo: turn.room.undo.delete(self) };
}

function revert(turn: Turn, change: Change): void {
  if (!same(current(turn.room, change), change.after)) return;
  // A floor whose time is over meanwhile is not given back.
  if (change.on === 'grant' && change.before && !isLive(change.before, turn.now)) return;
  turn.change({ ...change, before: change.after, after: change.before } as Change);
}

/** What stands now where a harsh act altered something. */
function current(room: Room, change: Change): unknown {
  switch (change.on) {
    case 'grant':
      return room.people.get(change.person)?.grants[change.right] ?? null;
    case 'override':
      return room.people.get(change.person)?.overrides[change.right] ?? null;
    case 'ban':
      return room.people.get(change.person)?.ban ?? null;
    case 'settings':
      return Object.fromEntries(
        Object.keys(change.after).map((key) => [key, room.settings[key as keyof typeof change.after]]),
      );
    default:
      return undefined;
  }
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
