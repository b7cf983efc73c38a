/**
 * The engines of a test whose promise does not depend on how media travels: what an engine must do is proved on both by
 * one suite (tests/browser/media/contract.ts). `npm run test:all` runs these on both all the same.
 */
export const ENGINES: readonly ('janus' | 'p2p')[] =
  process.env.TESTS === 'all' ? ['janus', 'p2p'] : ['janus'];
