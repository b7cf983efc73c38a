import { RateLimiterMemory } from 'rate-limiter-flexible';
import { FailureError, failure } from '@/lib/core/failure.ts';

/**
 * Wrong PINs from one address: enough for a class behind one router that mistypes, and far too few to find nine
 * digits by trying. Right ones are not counted.
 */
const WRONG = { points: 20, duration: 15 * 60 };

export type PinGuard = ReturnType<typeof createPinGuard>;

/** Stands before everything that takes a PIN. */
export function createPinGuard(limits: { points: number; duration: number } = WRONG) {
  const wrong = new RateLimiterMemory(limits);
  return {
    /**
     * @param from the address at the other end
     * @throws FailureError `rate-limited` without trying, after too many wrong ones
     */
    async use<Answer>(
      from: string,
      pin: string | undefined,
      attempt: () => Promise<Answer>,
    ): Promise<Answer> {
      if (pin === undefined) return attempt();
      // Taken before trying, so that a hundred tries at one moment are a hundred; given back unless it was wrong.
      const taken = await wrong.consume(from).catch(() => null);
      if (!taken)
        throw new FailureError(
          failure(
            'rate-limited',
            'Too many wrong PINs from your network. Try again in a quarter of an hour.',
          ),
        );
      let isWrong = false;
      try {
        return await attempt();
      } catch (error) {
        isWrong = error instanceof FailureError && error.failure.code === 'unauthenticated';
        throw error;
      } finally {
        if (!isWrong) await wrong.reward(from);
      }
    },
  };
}
