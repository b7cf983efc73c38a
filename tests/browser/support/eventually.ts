import { expect } from '@playwright/test';

export interface Patience {
  /** Said when it does not come true. */
  readonly message?: string;
  /** Milliseconds; Playwright's own (`expect.timeout`) without it. */
  readonly timeout?: number;
  /** Milliseconds from one look to the next: more than 50 where a look measures a time itself. */
  readonly every?: number;
}

/**
 * An assertion about what becomes true soon: `await eventually(look).toBe(3)`. Looks every 50 ms, where Playwright's
 * own `expect.poll` slows down to once a second, which half of the media tests' time used to go into.
 */
export const eventually = <Seen>(look: () => Seen | Promise<Seen>, patience: string | Patience = {}) => {
  const { every = 50, ...rest } = typeof patience === 'string' ? { message: patience } : patience;
  return expect.poll(look, { ...rest, intervals: [every] });
};
