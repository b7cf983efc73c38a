import type { Denied } from './gate/decision.ts';

/**
 * The closed set of failures, sorted by what is done about them:
 * - the caller is wrong and must change something: `bad-request`, `unknown-message`, `too-large`;
 * - the caller must slow down or come back: `rate-limited`, `unavailable`;
 * - the caller must prove who they are: `unauthenticated`, `expired`;
 * - the gate said no, with its reason: `refused`;
 * - the thing is not there, or not in a state for it: `not-found`, `not-joined`, `conflict`, or it is another by now
 *   than the caller believed: `stale`;
 * - our own fault: `internal`.
 */
export const FAILURE_CODES = [
  'bad-request',
  'unknown-message',
  'too-large',
  'rate-limited',
  'unavailable',
  'unauthenticated',
  'expired',
  'refused',
  'not-found',
  'not-joined',
  'conflict',
  'stale',
  'internal',
] as const;

export type FailureCode = (typeof FAILURE_CODES)[number];

export interface Failure {
  readonly code: FailureCode;
  /** One plain sentence for the person who asked. */
  readonly message: string;
  /** Present exactly when `code` is `refused`: which rule said no, and what would help. */
  readonly reason?: Denied;
}

export const failure = (code: Exclude<FailureCode, 'refused'>, message: string): Failure => ({
  code,
  message,
});

/** A failure on its way up through code that returns something else; caught once, at the door. */
export class FailureError extends Error {
  constructor(readonly failure: Failure) {
    super(failure.message);
  }
}
