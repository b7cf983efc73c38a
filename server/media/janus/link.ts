import { randomUUID } from 'node:crypto';
import type { Failure } from '@/lib/core/failure.ts';
import { type LinkId, linkId, type ParticipantId } from '@/lib/core/ids.ts';
import type { MediaSink, Signal, Slot } from '../engine.ts';
import { REPLACE_PACE } from '../refusals.ts';
import { JanusError, type PluginHandle } from './connection.ts';
import type { Stage } from './stage.ts';

/** What both directions need to know, and whom they tell. */
export interface LinkContext {
  readonly stage: Stage;
  readonly participant: ParticipantId;
  readonly sink: MediaSink;
  /** The link is of no use any more; the room replaces it. A `hung` error says more of the server than of the link. */
  readonly broken: (link: JanusLink, error: JanusError) => Promise<void>;
}

/** One browser's PeerConnection with Janus. What is common to both directions: identity, order and the end. */
export abstract class JanusLink {
  readonly id: LinkId = linkId(randomUUID());
  readonly openedAt = Date.now();
  #over = false;
  #queue: Promise<void> = Promise.resolve();
  #told = '';
  #restarting: ReturnType<typeof setTimeout> | null = null;
  #restartedAt = 0;

  constructor(protected readonly context: LinkContext) {}

  get participant(): ParticipantId {
    return this.context.participant;
  }

  get over(): boolean {
    return this.#over;
  }

  abstract signal(signal: Signal): Failure | null;
  /** Whether both ends have agreed on it, so that it could find another way and be the same. */
  abstract get agreed(): boolean;
  /** Has both ends look for another way; nothing where a negotiation is under way, which may bring one. */
  protected abstract mend(): void;

  /** Looks for another way through the network, as soon as the pace allows. */
  restart(): void {
    const since = Math.max(this.openedAt, this.#restartedAt);
    this.#restarting ??= setTimeout(
      () => {
        this.#restarting = null;
        if (this.#over) return;
        this.#restartedAt = Date.now();
        this.mend();
      },
      Math.max(0, since + REPLACE_PACE - Date.now()),
    ).unref();
  }

  protected abstract readonly handle: Promise<PluginHandle>;

  /** Ends it at the server, then tells the browser. Never rejects. */
  async close(): Promise<void> {
    if (!this.#end()) return;
    await this.handle.then((handle) => handle.detach()).catch(() => undefined);
    this.context.sink.close(this.participant, this.id);
  }

  /** The server is gone and the link with it: only the browser is told. */
  drop(): void {
    if (this.#end()) this.context.sink.close(this.participant, this.id);
  }

  /** Both ends go on without us. */
  abandon(): void {
    this.#end();
  }

  /** From here on it is over; called once. */
  protected abstract ended(): void;

  #end(): boolean {
    if (this.#over) return false;
    this.#over = true;
    if (this.#restarting) clearTimeout(this.#restarting);
    this.ended();
    return true;
  }

  /** Runs tasks one after the other; a failing one breaks the link, and nothing runs after the end. */
  protected inOrder(task: () => Promise<void>): Promise<void> {
    this.#queue = this.#queue.then(async () => {
      if (this.#over) return;
      try {
        await task();
      } catch (error) {
        await this.trouble(error);
      }
    });
    return this.#queue;
  }

  /** Resolves when the link cannot carry anything any more. */
  protected async trouble(error: unknown): Promise<void> {
    if (this.#over) return;
    const known = error instanceof JanusError ? error : new JanusError('refused', String(error));
    await this.context.broken(this, known);
  }

  /** Tells the browser its slots if they are not what it knows already. */
  protected tellSlots(slots: readonly Slot[]): void {
    const told = JSON.stringify(slots);
    if (this.#over || told === this.#told) return;
    this.#told = told;
    this.context.sink.slots(this.participant, this.id, slots);
  }
}
