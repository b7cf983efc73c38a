import { type Failure, failure } from '@/lib/core/failure.ts';

/** Milliseconds that pass at least between two replacements, or two restarts, of one link that browsers complain of. */
export const REPLACE_PACE = 2_000;

/** One sentence for a link that never was, is no more, or is somebody else's: a guess learns nothing. */
export const unknownLink = (): Failure => failure('not-found', 'You have no such media link.');
export const closedRoom = (): Failure => failure('not-found', 'This room has no media any more.');
