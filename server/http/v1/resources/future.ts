import { FailureError, failure } from '@/lib/core/failure.ts';

/** @throws FailureError for a time that is over; none at all is fine */
export function requireFuture(expiresAt: number | null | undefined, now: number): void {
  if (expiresAt != null && expiresAt <= now)
    throw new FailureError(failure('bad-request', 'expiresAt: is in the past.'));
}
