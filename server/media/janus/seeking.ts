/** Milliseconds until what was asked for should have come, one ask after the other. */
const WAITS = [500, 1_500];

/**
 * Sees to it that lines come to carry the layers asked for. Janus changes layers at a keyframe, for which it asks the
 * publisher once; a browser passes over what it is asked within 300 ms of its last keyframe (libwebrtc,
 * `EncoderRtcpFeedback`), so that of several viewers who change at once the late ones would wait for ever. A layer
 * that does not come is given up, because it is not there.
 */
export class Seeking {
  readonly #sought = new Map<string, { substream: number | 'any'; timer: ReturnType<typeof setTimeout> }>();

  /** @param askAgain asks the publisher of what a line carries for a keyframe */
  constructor(private readonly askAgain: (mid: string) => void) {}

  /** The server was asked for this layer on a line; null: for nothing. */
  seek(mid: string, substream: number | 'any' | null): void {
    this.#drop(mid);
    if (substream !== null) this.#wait(mid, substream, 0);
  }

  /** The server says which layer a line carries from now on. */
  found(mid: string, substream: number): void {
    const sought = this.#sought.get(mid)?.substream;
    if (sought === 'any' || sought === substream) this.#drop(mid);
  }

  stop(): void {
    for (const mid of [...this.#sought.keys()]) this.#drop(mid);
  }

  #wait(mid: string, substream: number | 'any', times: number): void {
    const timer = setTimeout(() => {
      this.#sought.delete(mid);
      if (times + 1 < WAITS.length) this.#wait(mid, substream, times + 1);
      this.askAgain(mid);
    }, WAITS[times]).unref();
    this.#sought.set(mid, { substream, timer });
  }

  #drop(mid: string): void {
    clearTimeout(this.#sought.get(mid)?.timer);
    this.#sought.delete(mid);
  }
}
