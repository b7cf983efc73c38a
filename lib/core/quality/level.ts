/**
 * How much of a publication is sent to one subscriber: nothing for now, or its layers up to one of them, 0 the lowest.
 * Where a publication has fewer layers than that, its highest.
 */
export type Level = 'none' | 0 | 1 | 2;

/** All of it. */
export const WHOLE = 2 satisfies Level;
