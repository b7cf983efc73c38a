/** Milliseconds by one clock: all peers live in one process. */
export interface Round {
  /** The grant until the first packet at the last listener to have one. */
  readonly grant: number;
  /** The revocation until the last packet at any listener; below zero where none came after it. */
  readonly revoke: number;
}

/** Somebody who is given the right to talk and loses it again, and listeners. */
export interface Ring {
  round(): Promise<Round>;
  close(): void;
}
