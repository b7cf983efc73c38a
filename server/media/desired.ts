import { type Kind, mediumOf } from '@/lib/core/gate/rights.ts';
import type { ParticipantId, PublicationId } from '@/lib/core/ids.ts';
import type { MediaChange, MediaPublication, Port } from './engine.ts';

/**
 * What shall stand in one room's media: the sum of all changes, kept by every engine. Engines bring about what
 * is written here and never work from a change itself, so a change that meets a broken server is not lost.
 */
export class Desired {
  readonly #ports = new Map<ParticipantId, Port>();
  readonly #publications = new Map<PublicationId, MediaPublication>();
  readonly #routes = new Map<ParticipantId, Set<PublicationId>>();
  /** Open publications of each participant's kinds, oldest first. */
  readonly #open = new Map<ParticipantId, Map<Kind, PublicationId[]>>();

  /** Adds one change; losses first, so that a change which closes and opens ends with the open. */
  fold(change: MediaChange): void {
    for (const id of change.closed) this.#closePublication(id);
    for (const { publication, subscriber } of change.removed)
      this.#routes.get(subscriber)?.delete(publication);
    for (const { participant, port } of change.ports) {
      if (port) this.#ports.set(participant, port);
      else this.#forget(participant);
    }
    for (const publication of change.opened) this.#openPublication(publication);
    for (const { publication, subscriber } of change.added) {
      const routes = this.#routes.get(subscriber);
      if (routes) routes.add(publication);
      else this.#routes.set(subscriber, new Set([publication]));
    }
  }

  participants(): IterableIterator<ParticipantId> {
    return this.#ports.keys();
  }

  port(participant: ParticipantId): Port | null {
    return this.#ports.get(participant) ?? null;
  }

  /**
   * The publication that a participant's line of a kind carries now: open, and its kind may be sent. One line
   * carries one publication; of several open ones of a kind, the newest.
   */
  carried(participant: ParticipantId, kind: Kind): PublicationId | null {
    if (!this.#ports.get(participant)?.send.includes(kind)) return null;
    return this.#open.get(participant)?.get(kind)?.at(-1) ?? null;
  }

  /** Everything a subscriber shall receive now: routed, carried by its publisher, of a medium they may be given. */
  received(subscriber: ParticipantId): readonly MediaPublication[] {
    const media = this.#ports.get(subscriber)?.receive ?? [];
    const received: MediaPublication[] = [];
    for (const id of this.#routes.get(subscriber) ?? []) {
      const publication = this.#publications.get(id);
      if (!publication || !media.includes(mediumOf(publication.kind))) continue;
      if (this.carried(publication.participant, publication.kind) === id) received.push(publication);
    }
    return received;
  }

  clear(): void {
    this.#ports.clear();
    this.#publications.clear();
    this.#routes.clear();
    this.#open.clear();
  }

  #openPublication(publication: MediaPublication): void {
    this.#publications.set(publication.id, publication);
    const kinds = this.#open.get(publication.participant) ?? new Map<Kind, PublicationId[]>();
    this.#open.set(publication.participant, kinds);
    const others = (kinds.get(publication.kind) ?? []).filter((id) => id !== publication.id);
    kinds.set(publication.kind, [...others, publication.id]);
  }

  #closePublication(id: PublicationId): void {
    const publication = this.#publications.get(id);
    if (!publication) return;
    this.#publications.delete(id);
    const kinds = this.#open.get(publication.participant);
    const others = (kinds?.get(publication.kind) ?? []).filter((other) => other !== id);
    kinds?.set(publication.kind, others);
    for (const routes of this.#routes.values()) routes.delete(id);
  }

  #forget(participant: ParticipantId): void {
    this.#ports.delete(participant);
    this.#routes.delete(participant);
    const open = [...(this.#open.get(participant)?.values() ?? [])].flat();
    for (const id of open) this.#closePublication(id);
    this.#open.delete(participant);
  }
}
