/** Before the second attempt, milliseconds; doubled for each further one. */
const FIRST_MS = 2_000;
/** Longest wait between two attempts: an hour. */
const LONGEST_MS = 3_600_000;
/** How much a wait is drawn out or cut short, so that what failed together does not come back together. */
const JITTER = 0.2;
/** How long a receiver may be gone before what waits for it is given up: three days, milliseconds. */
export const GIVE_UP_MS = 3 * 24 * 3_600_000;
/** Attempts that everything gets however old it is: our own server may have been down for days. */
export const FEWEST_ATTEMPTS = 6;

/**
 * How long to wait after so many failed attempts, milliseconds: 2 s, 4 s, 8 s … to an hour, each a fifth more or less.
 * @param random from 0 to 1
 */
export function backoff(attempts: number, random: number): number {
  const wait = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempts - 1, 30));
  return Math.round(wait * (1 + JITTER * (2 * random - 1)));
}

/** Whether a delivery has been tried for long enough. `age` since what it tells of happened, milliseconds. */
export const isHopeless = (attempts: number, age: number): boolean =>
  attempts >= FEWEST_ATTEMPTS && age >= GIVE_UP_MS;
