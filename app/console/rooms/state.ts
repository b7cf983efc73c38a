import type { ApiRoom } from '../data/shapes.ts';

export type RoomState = 'open' | 'locked' | 'paused' | 'waiting' | 'over';

type Stored = Pick<ApiRoom, 'startsAt' | 'duration' | 'expiresAt' | 'paused' | 'locked'>;

/**
 * Whether people may come in, as far as it shows in the room itself. The first that applies: over, paused, waiting
 * for its start, locked.
 *
 * @param now milliseconds since the epoch
 */
export function roomState({ startsAt, duration, expiresAt, paused, locked }: Stored, now: number): RoomState {
  const start = startsAt === null ? null : Date.parse(startsAt);
  if (expiresAt !== null && Date.parse(expiresAt) <= now) return 'over';
  if (start !== null && duration !== null && start + duration * 1000 <= now) return 'over';
  if (paused) return 'paused';
  if (start !== null && start > now) return 'waiting';
  return locked ? 'locked' : 'open';
}
