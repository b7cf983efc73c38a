import fc from 'fast-check';

/**
 * The seed of every property test. Fixed, so that what passed once passes again, and a failure is about the change
 * that brought it. To look for what nobody has thought of: `FC_SEED=$RANDOM FC_RUNS=500 npx vitest run tests/unit/core`.
 */
export const SEED = Number(process.env.FC_SEED ?? 20_261_128);

fc.configureGlobal({ seed: SEED });
