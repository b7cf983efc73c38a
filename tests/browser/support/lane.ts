/** Whether this is `npm run test:all`. */
export const ALL = process.env.TESTS === 'all';

/** For what needs a choice of screens, or something to hear by: it runs in Chromium as people have it. */
export const WHOLE = { tag: '@whole-browser' };

/**
 * The engines of a test whose promise does not depend on how media travels: what an engine must do is proved on both by
 * one suite (tests/browser/media/contract.ts). `npm run test:all` runs these on both all the same.
 */
export const ENGINES: readonly ('janus' | 'p2p')[] = ALL ? ['janus', 'p2p'] : ['janus'];
