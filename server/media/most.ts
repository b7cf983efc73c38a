import type { PublicationId } from '@/lib/core/ids.ts';
import type { Level } from '@/lib/core/quality/level.ts';
import { isMore } from './desired.ts';

/** Milliseconds until a publisher is told that less will do: what is not wanted for a moment is often wanted again. */
export const PATIENCE = 3_000;

export interface MostParts {
  /** The most that anybody is sent of a publication, as it is now; undefined where it is not open. */
  readonly now: (publication: PublicationId) => Level | undefined;
  /** The publishers of these are to be told anew. */
  readonly changed: (publications: readonly PublicationId[]) => void;
  readonly patience: number;
}

/** How much publishers are told to send: more at once, less when that has been enough for a while. */
export class Most {
  readonly #told = new Map<PublicationId, Level>();
  /** Of what may come down. */
  readonly #timers = new Map<PublicationId, ReturnType<typeof setTimeout>>();

  constructor(private readonly parts: MostParts) {}

  /** The most of a publication that its publisher need send now. */
  of(publication: PublicationId): Level {
    return this.#told.get(publication) ?? 'none';
  }

  /** These publications, or their routes, may be others. */
  update(publications: Iterable<PublicationId>): void {
    const raised: PublicationId[] = [];
    for (const id of publications) {
      const level = this.parts.now(id);
      if (level === undefined) this.#forget(id);
      else if (this.#note(id, level)) raised.push(id);
    }
    if (raised.length) this.parts.changed(raised);
  }

  /** One subscriber is sent another amount of one publication. Cheap: thousands change their minds at once. */
  altered(publication: PublicationId, level: Level): void {
    const told = this.#told.get(publication);
    if (told === undefined || isMore(level, told)) this.update([publication]);
    else if (isMore(told, level)) this.#lowerLater(publication);
  }

  stop(): void {
    for (const id of [...this.#told.keys()]) this.#forget(id);
  }

  /** Returns whether it is more than what was told; what nobody was told of yet has nothing to come down from. */
  #note(id: PublicationId, level: Level): boolean {
    const told = this.#told.get(id);
    if (told !== undefined && isMore(told, level)) {
      this.#lowerLater(id);
      return false;
    }
    this.#forget(id);
    this.#told.set(id, level);
    return told !== level;
  }

  #lowerLater(id: PublicationId): void {
    if (!this.#timers.has(id))
      this.#timers.set(id, setTimeout(() => this.#lower(id), this.parts.patience).unref());
  }

  #lower(id: PublicationId): void {
    this.#timers.delete(id);
    const level = this.parts.now(id);
    if (level === undefined || level === this.#told.get(id)) return;
    this.#told.set(id, level);
    this.parts.changed([id]);
  }

  #forget(id: PublicationId): void {
    clearTimeout(this.#timers.get(id));
    this.#timers.delete(id);
    this.#told.delete(id);
  }
}
