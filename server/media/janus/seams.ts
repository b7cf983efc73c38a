/** Sequence numbers (RFC 3550, section 5.1) of packets that may still come out of order. */
const WINDOW = 64;
const NUMBERS = 2 ** 16;

/** What one piece of a unit has at its ends. */
interface Piece {
  readonly starts: boolean;
  /** Zeros at its beginning, and whether a 1 follows them. */
  readonly leading: number;
  readonly one: boolean;
  /** Zeros at its end. */
  readonly trailing: number;
  /** Nothing but zeros. */
  readonly blank: boolean;
}

/**
 * Where the pieces meet that a unit was cut into: a receiver puts them together by their numbers, and a start code
 * (00 00 01) that lies across a seam is in none of them.
 */
export class Seams {
  readonly #pieces = new Map<number, Piece>();

  /**
   * Whether a start code lies across a seam of this piece, or of those after it that came before.
   *
   * @param starts whether a unit begins with it: what was before has another end
   */
  crosses(sequence: number, starts: boolean, piece: Uint8Array): boolean {
    this.#pieces.delete(sequence);
    this.#pieces.set(sequence, pieceOf(starts, piece));
    if (this.#pieces.size > WINDOW) this.#pieces.delete(this.#pieces.keys().next().value ?? 0);
    let zeros = this.#zerosBefore(sequence);
    for (let at = sequence, steps = 0; steps <= WINDOW; at = (at + 1) % NUMBERS, steps += 1) {
      const next = this.#pieces.get(at);
      if (!next) return false;
      if (next.starts) zeros = 0;
      if (next.one && zeros > 0 && zeros + next.leading >= 2) return true;
      // Only through nothing but zeros does a seam reach further.
      if (!next.blank && at !== sequence) return false;
      zeros = next.blank ? zeros + next.trailing : next.trailing;
    }
    return false;
  }

  /** How many zeros stand right before a piece, as far as is known. */
  #zerosBefore(sequence: number): number {
    let zeros = 0;
    for (let steps = 1; steps <= WINDOW; steps += 1) {
      const piece = this.#pieces.get((sequence - steps + NUMBERS) % NUMBERS);
      if (!piece) return zeros;
      zeros += piece.trailing;
      if (!piece.blank || piece.starts) return zeros;
    }
    return zeros;
  }
}

function pieceOf(starts: boolean, piece: Uint8Array): Piece {
  const first = piece.findIndex((byte) => byte !== 0);
  if (first < 0) return { starts, leading: piece.length, one: false, trailing: piece.length, blank: true };
  const last = piece.findLastIndex((byte) => byte !== 0);
  return {
    starts,
    leading: first,
    one: piece[first] === 1,
    trailing: piece.length - 1 - last,
    blank: false,
  };
}
