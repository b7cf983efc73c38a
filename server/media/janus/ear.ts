import type { PublicationId } from '@/lib/core/ids.ts';
import { LOUD } from './stage.ts';

/** Milliseconds of silence, after Janus has noticed it, until somebody counts as silent: words have gaps. */
const PAUSE = 400;
/** A level, like `LOUD`, that nobody reaches. */
const UNHEARD = 1;

export interface EarParts {
  /** What the microphone's line carries while its packets pass; null while they do not. */
  readonly carried: () => PublicationId | null;
  readonly tell: (publication: PublicationId, talking: boolean) => void;
  /** Sets how loud this publisher must be to count as talking. */
  readonly tune: (level: number) => void;
}

/** Makes what Janus says of a microphone's line into who talks: about what stands, and never the same twice. */
export class Ear {
  /** What Janus said last. */
  #said = false;
  /** Janus's last word is from before the line was cut, and is being taken back. */
  #stale = false;
  #heard = false;
  #told: PublicationId | null = null;
  #pause: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly parts: EarParts) {}

  /** Janus says that this line talks, or that it stopped. */
  hear(talking: boolean): void {
    this.#said = talking;
    clearTimeout(this.#pause);
    if (talking) this.#heard = !this.#stale;
    else if (this.#stale) {
      this.#stale = false;
      this.parts.tune(LOUD);
    } else {
      this.#pause = setTimeout(() => {
        this.#heard = false;
        this.update();
      }, PAUSE).unref();
    }
    this.update();
  }

  /**
   * The line passes again. While it was cut Janus did not listen, and it never repeats itself: if it last said
   * `talking`, that is worth nothing now and would be all it says. So it is made to take it back, and listens anew.
   */
  open(): void {
    clearTimeout(this.#pause);
    this.#heard = false;
    if (!this.#said || this.#stale) return;
    this.#stale = true;
    this.parts.tune(UNHEARD);
  }

  /** Tells what is not told yet: to be called whenever the line is cut, opened or carries something else. */
  update(): void {
    const talking = this.#heard ? this.parts.carried() : null;
    const told = this.#told;
    if (talking === told) return;
    this.#told = talking;
    if (told !== null) this.parts.tell(told, false);
    if (talking !== null) this.parts.tell(talking, true);
  }
}
