import { type Kind, mediumOf } from '@/lib/core/gate/rights.ts';
import type { ParticipantId, PublicationId } from '@/lib/core/ids.ts';
import { loses } from '@/lib/core/port.ts';
import { type Level, WHOLE } from '@/lib/core/quality/level.ts';
import type { MediaChange, MediaPublication, Port } from './engine.ts';
import type { LineUse } from './lines.ts';

/** Whom a change concerns: those whose links may have to be others, and what they may be sent more or less of. */
export interface Touched {
  readonly participants: ReadonlySet<ParticipantId>;
  readonly publications: ReadonlySet<PublicationId>;
}

/**
 * What shall stand in one room's media: the sum of all changes, kept by every engine. Engines bring about what
 * is written here and never work from a change itself, so a change that meets a broken server is not lost.
 */
export class Desired {
  readonly #ports = new Map<ParticipantId, Port>();
  readonly #publications = new Map<PublicationId, MediaPublication>();
  readonly #routes = new Map<ParticipantId, Set<PublicationId>>();
  /** The same routes by what they carry. */
  readonly #subscribers = new Map<PublicationId, Set<ParticipantId>>();
  /** Open publications of each participant's kinds, oldest first. */
  readonly #open = new Map<ParticipantId, Map<Kind, PublicationId[]>>();
  readonly #wants = new Map<ParticipantId, ReadonlyMap<PublicationId, Level>>();
  /** What each line of a participant's kinds carries. */
  readonly #lines = new Map<ParticipantId, Map<Kind, (PublicationId | null)[]>>();

  /** Whether a change takes anything from what stands. */
  loses({ ports, closed, removed }: MediaChange): boolean {
    return (
      closed.some((id) => this.#publications.has(id)) ||
      removed.some(({ publication, subscriber }) => this.#routes.get(subscriber)?.has(publication)) ||
      ports.some(({ participant, port }) => loses(this.#ports.get(participant), port))
    );
  }

  /**
   * Adds one change; losses first, so that a change which closes and opens ends with the open. Returns whom it concerns,
   * so that in a large room nobody else is looked at.
   */
  fold(change: MediaChange): Touched {
    const publishers = new Set<ParticipantId>();
    const participants = new Set<ParticipantId>();
    const publications = new Set<PublicationId>([
      ...change.closed,
      ...change.opened.map(({ id }) => id),
      ...[...change.added, ...change.removed].map(({ publication }) => publication),
    ]);
    const withSubscribers = (id: PublicationId) => {
      publications.add(id);
      for (const subscriber of this.#subscribers.get(id) ?? []) participants.add(subscriber);
    };
    for (const id of change.closed) {
      withSubscribers(id);
      const publication = this.#publications.get(id);
      if (publication) publishers.add(publication.participant);
      this.#closePublication(id);
    }
    for (const { publication, subscriber } of change.removed) {
      participants.add(subscriber);
      this.#unroute(publication, subscriber);
    }
    for (const { participant, port } of change.ports) {
      for (const id of this.#routes.get(participant) ?? []) publications.add(id);
      for (const id of this.#openOf(participant)) withSubscribers(id);
      if (port) this.#ports.set(participant, port);
      else this.#forget(participant);
      publishers.add(participant);
    }
    for (const publication of change.opened) {
      this.#openPublication(publication);
      publishers.add(publication.participant);
    }
    for (const participant of publishers) {
      this.#assign(participant);
      // Another of theirs may have come on a line, or off it.
      for (const id of this.#openOf(participant)) withSubscribers(id);
      participants.add(participant);
    }
    for (const { publication, subscriber } of change.added) {
      participants.add(subscriber);
      this.#route(publication, subscriber);
    }
    return { participants, publications };
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
   * The most that anybody is sent of a publication, undefined where it is not open. A microphone is heard whole as long
   * as it is routed to anybody, for who talks is told from it.
   *
   * @param awaits whether somebody has use for its pictures already
   */
  most(id: PublicationId, awaits: (subscriber: ParticipantId) => boolean = () => true): Level | undefined {
    const publication = this.#publications.get(id);
    if (!publication) return undefined;
    let most: Level = 'none';
    if (!this.#isCarried(publication)) return most;
    for (const subscriber of this.#subscribers.get(id) ?? []) {
      if (!this.#ports.get(subscriber)?.receive.includes(mediumOf(publication.kind))) continue;
      if (mediumOf(publication.kind) === 'video' && !awaits(subscriber)) continue;
      const level = publication.kind === 'microphone' ? WHOLE : this.level(subscriber, publication);
      if (isMore(level, most)) most = level;
      if (most === WHOLE) break;
    }
    return most;
  }

  /** Who publishes something open, and to whom any of a participant's publications is routed. */
  publisher(id: PublicationId): ParticipantId | null {
    return this.#publications.get(id)?.participant ?? null;
  }

  subscribersOf(participant: ParticipantId): ReadonlySet<ParticipantId> {
    const all = new Set<ParticipantId>();
    for (const id of this.#openOf(participant))
      for (const subscriber of this.#subscribers.get(id) ?? []) all.add(subscriber);
    return all;
  }

  /** Whether anything at all is published. */
  get isSilent(): boolean {
    return this.#publications.size === 0;
  }

  clear(): void {
    this.#wants.clear();
    this.#ports.clear();
    this.#publications.clear();
    this.#routes.clear();
    this.#subscribers.clear();
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
    for (const subscriber of [...(this.#subscribers.get(id) ?? [])]) this.#unroute(id, subscriber);
    const publication = this.#publications.get(id);
    if (!publication) return;
    this.#publications.delete(id);
    const kinds = this.#open.get(publication.participant);
    const others = (kinds?.get(publication.kind) ?? []).filter((other) => other !== id);
    kinds?.set(publication.kind, others);
  }

  #route(publication: PublicationId, subscriber: ParticipantId): void {
    added(this.#routes, subscriber, publication);
    added(this.#subscribers, publication, subscriber);
  }

  #unroute(publication: PublicationId, subscriber: ParticipantId): void {
    this.#routes.get(subscriber)?.delete(publication);
    const subscribers = this.#subscribers.get(publication);
    subscribers?.delete(subscriber);
    if (!subscribers?.size) this.#subscribers.delete(publication);
  }

  #openOf = (participant: ParticipantId): readonly PublicationId[] =>
    [...(this.#open.get(participant)?.values() ?? [])].flat();

  #forget(participant: ParticipantId): void {
    this.#ports.delete(participant);
    for (const id of [...(this.#routes.get(participant) ?? [])]) this.#unroute(id, participant);
    this.#routes.delete(participant);
    this.#wants.delete(participant);
    for (const id of this.#openOf(participant)) this.#closePublication(id);
    this.#open.delete(participant);
    this.#lines.delete(participant);
  }
}

function added<Key, Value>(sets: Map<Key, Set<Value>>, key: Key, value: Value): void {
  const set = sets.get(key);
  if (set) set.add(value);
  else sets.set(key, new Set([value]));
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
