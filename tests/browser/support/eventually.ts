import { expect } from '@playwright/test';

export interface Patience {
  /** Said when it does not come true. */
  readonly message?: string;
  /** Milliseconds; Playwright's own (`expect.timeout`) without it. */
  readonly timeout?: number;
  /** Milliseconds from one look to the next, where a look measures a time itself. */
  readonly every?: number;
}

/** What is nearly there is seen at once; what takes long is not slowed down by looking at it. */
const SOON = [50, 50, 50, 100, 100, 200];

/**
 * An assertion about what becomes true soon: `await eventually(look).toBe(3)`. Looks five times a second in the long run,
 * where Playwright's own `expect.poll` slows down to once.
 */
export const eventually = <Seen>(look: () => Seen | Promise<Seen>, patience: string | Patience = {}) => {
  const { every, ...rest } = typeof patience === 'string' ? { message: patience } : patience;
  return expect.poll(look, { ...rest, intervals: every === undefined ? SOON : [every] });
};
