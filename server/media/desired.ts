import { type Kind, mediumOf } from '@/lib/core/gate/rights.ts';
import type { ParticipantId, PublicationId } from '@/lib/core/ids.ts';
import { type Level, WHOLE } from '@/lib/core/quality/level.ts';
import type { MediaChange, MediaPublication, Port } from './engine.ts';
import type { LineUse } from './lines.ts';

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
  readonly #wants = new Map<ParticipantId, ReadonlyMap<PublicationId, Level>>();
  /** What each line of a participant's kinds carries. */
  readonly #lines = new Map<ParticipantId, Map<Kind, (PublicationId | null)[]>>();

  /** Adds one change; losses first, so that a change which closes and opens ends with the open. */
  fold(change: MediaChange): void {
    const touched = new Set<ParticipantId>();
    for (const id of change.closed) {
      const publication = this.#publications.get(id);
      if (publication) touched.add(publication.participant);
      this.#closePublication(id);
    }
    for (const { publication, subscriber } of change.removed)
      this.#routes.get(subscriber)?.delete(publication);
    for (const { participant, port } of change.ports) {
      if (port) this.#ports.set(participant, port);
      else this.#forget(participant);
      touched.add(participant);
    }
    for (const publication of change.opened) {
      this.#openPublication(publication);
      touched.add(publication.participant);
    }
    for (const participant of touched) this.#assign(participant);
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
   * The publication that a participant's line carries now: open, and its kind may be sent. One line carries one
   * publication; of several open ones of a kind, the newest. Screens have as many lines as may be sent at once: each
   * keeps its own for as long as it is open and that number does not fall below it, and one too many waits.
   */
  carried(participant: ParticipantId, { kind, nth }: LineUse): PublicationId | null {
    return this.#lines.get(participant)?.get(kind)?.[nth] ?? null;
  }

  /** Whether any line of a participant's carries something now. */
  sends(participant: ParticipantId): boolean {
    for (const line of this.#lines.get(participant)?.values() ?? [])
      if (line.some((publication) => publication !== null)) return true;
    return false;
  }

  /** How many lines for screens are in use, up to the last of them. */
  screens(participant: ParticipantId): number {
    return this.#lines.get(participant)?.get('screen')?.length ?? 0;
  }

  /** Everything a subscriber shall receive now: routed, carried by its publisher, of a medium they may be given. */
  received(subscriber: ParticipantId): readonly MediaPublication[] {
    const media = this.#ports.get(subscriber)?.receive ?? [];
    const received: MediaPublication[] = [];
    for (const id of this.#routes.get(subscriber) ?? []) {
      const publication = this.#publications.get(id);
      if (!publication || !media.includes(mediumOf(publication.kind))) continue;
      if (this.#isCarried(publication)) received.push(publication);
    }
    return received;
  }

  /**
   * Keeps what a subscriber has use for in place of what they had. Returns what of what they receive it alters; nothing
   * is kept of somebody who is not there.
   */
  want(subscriber: ParticipantId, levels: ReadonlyMap<PublicationId, Level>): readonly MediaPublication[] {
    if (!this.#ports.has(subscriber)) return [];
    const received = this.received(subscriber);
    const before = received.map((publication) => this.level(subscriber, publication));
    this.#wants.set(subscriber, new Map(levels));
    return received.filter((publication, index) => this.level(subscriber, publication) !== before[index]);
  }

  /** How much a subscriber is sent of something they receive. Sound has no layers. */
  level(subscriber: ParticipantId, { id, kind }: MediaPublication): Level {
    const level = this.#wants.get(subscriber)?.get(id) ?? WHOLE;
    return level === 'none' || mediumOf(kind) === 'video' ? level : WHOLE;
  }

  /**
   * The most that anybody is sent of each open publication. A microphone is heard whole as long as it is routed to
   * anybody, for who talks is told from it.
   */
  most(): ReadonlyMap<PublicationId, Level> {
    const most = new Map<PublicationId, Level>([...this.#publications.keys()].map((id) => [id, 'none']));
    for (const subscriber of this.#ports.keys())
      for (const publication of this.received(subscriber)) {
        const level = publication.kind === 'microphone' ? WHOLE : this.level(subscriber, publication);
        if (isMore(level, most.get(publication.id) ?? 'none')) most.set(publication.id, level);
      }
    return most;
  }

  clear(): void {
    this.#wants.clear();
    this.#ports.clear();
    this.#publications.clear();
    this.#routes.clear();
    this.#open.clear();
    this.#lines.clear();
  }

  #isCarried({ id, kind, participant }: MediaPublication): boolean {
    return this.#lines.get(participant)?.get(kind)?.includes(id) ?? false;
  }

  /** Gives every publication that may be sent a line, and takes no line from one that may keep it. */
  #assign(participant: ParticipantId): void {
    const port = this.#ports.get(participant);
    const lines = new Map<Kind, (PublicationId | null)[]>();
    for (const [kind, open] of this.#open.get(participant) ?? []) {
      if (!port?.send.includes(kind)) continue;
      const had = this.#lines.get(participant)?.get(kind) ?? [];
      lines.set(
        kind,
        kind === 'screen' ? placed(open.slice(0, port.screens), had, port.screens) : open.slice(-1),
      );
    }
    this.#lines.set(participant, lines);
  }

  #openPublication(publication: MediaPublication): void {
    this.#publications.set(publication.id, publication);
    const kinds = this.#open.get(publication.participant) ?? new Map<Kind, PublicationId[]>();
    this.#open.set(publication.participant, kinds);
    const open = kinds.get(publication.kind) ?? [];
    if (!open.includes(publication.id)) kinds.set(publication.kind, [...open, publication.id]);
  }

  /** Its routes go with it, those too that were there before it was open. */
  #closePublication(id: PublicationId): void {
    for (const routes of this.#routes.values()) routes.delete(id);
    const publication = this.#publications.get(id);
    if (!publication) return;
    this.#publications.delete(id);
    const kinds = this.#open.get(publication.participant);
    const others = (kinds?.get(publication.kind) ?? []).filter((other) => other !== id);
    kinds?.set(publication.kind, others);
  }

  #forget(participant: ParticipantId): void {
    this.#ports.delete(participant);
    this.#routes.delete(participant);
    this.#wants.delete(participant);
    const open = [...(this.#open.get(participant)?.values() ?? [])].flat();
    for (const id of open) this.#closePublication(id);
    this.#open.delete(participant);
    this.#lines.delete(participant);
  }
}

/** Whether one level is more than another. */
export const isMore = (one: Level, other: Level): boolean =>
  one !== 'none' && (other === 'none' || one > other);

/** Of `most` lines, each on the one it had, and the others on the first that are free. */
function placed(
  open: readonly PublicationId[],
  had: readonly (PublicationId | null)[],
  most: number,
): (PublicationId | null)[] {
  const lines = had.slice(0, most).map((id) => (id && open.includes(id) ? id : null));
  for (const id of open) {
    if (lines.includes(id)) continue;
    const free = lines.indexOf(null);
    lines[free === -1 ? lines.length : free] = id;
  }
  return lines.slice(0, lines.findLastIndex((id) => id !== null) + 1);
}
