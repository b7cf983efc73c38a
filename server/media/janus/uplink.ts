import { type Failure, failure } from '@/lib/core/failure.ts';
import { KINDS, type Kind } from '@/lib/core/gate/rights.ts';
import type { PublicationId } from '@/lib/core/ids.ts';
import type { Signal } from '../engine.ts';
import { MOST_CANDIDATES, type Offered, readCandidate, readOffer } from '../sdp.ts';
import { JanusError, type PluginHandle } from './connection.ts';
import { JanusLink, type LinkContext } from './link.ts';
import { randomFeed, type Source } from './stage.ts';

export interface UpContext extends LinkContext {
  /** The publication whose media this participant's line of a kind carries now; null means nothing may flow. */
  readonly carried: (kind: Kind) => PublicationId | null;
  /** Something can be listened to now that could not before, or the other way round. */
  readonly changed: () => void;
}

type Progress =
  | { readonly at: 'opened' }
  | { readonly at: 'offered'; readonly offer: Offered }
  /**
   * Everything was muted before anybody could have listened. `passing`: the kinds the server may be passing on,
   * from before it is asked to until it has said that it stopped; `flowing`: those it surely passes.
   */
  | {
      readonly at: 'published';
      readonly offer: Offered;
      readonly passing: Set<Kind>;
      readonly flowing: Set<Kind>;
    };

/**
 * Everything one participant publishes. It always has a line for each kind, and the gate is Janus's moderation
 * of each line, so that a right given or taken away is one message and no negotiation.
 */
export class UpLink extends JanusLink {
  protected readonly handle: Promise<PluginHandle>;
  /** Its number at Janus. */
  readonly feed = randomFeed();
  #progress: Progress = { at: 'opened' };
  #candidates = 0;
  #connected = false;
  #retired = false;

  constructor(protected override readonly context: UpContext) {
    super(context);
    this.handle = this.#join();
    this.handle.catch((error: unknown) => void this.trouble(error));
    context.sink.open(context.participant, this.id, { direction: 'up', lines: KINDS });
  }

  /** What a slot is switched to for this kind; null unless the server passes its packets on. */
  source(kind: Kind): Source | null {
    if (this.over || this.#retired || !this.#connected) return null;
    if (this.#progress.at !== 'published' || !this.#progress.flowing.has(kind)) return null;
    return this.#source(kind, this.#progress.offer);
  }

  /** Whether the server passes the packets of a line, and may go on with it. */
  passes(mid: string): boolean {
    if (this.#progress.at !== 'published') return false;
    const kind = KINDS[this.#progress.offer.mids.indexOf(mid)];
    return kind !== undefined && this.#progress.passing.has(kind) && this.#carried(kind) !== null;
  }

  signal(signal: Signal): Failure | null {
    switch (signal?.type) {
      case 'offer':
        return this.#offer(signal);
      case 'candidate':
        return this.#candidate(signal);
      default:
        return failure('bad-request', 'This link takes an offer and its candidates.');
    }
  }

  /** Resolves when nothing passes that may not; null when nothing does. */
  cut(): Promise<void> | null {
    return this.#excess().length ? this.inOrder(() => this.#cutNow()) : null;
  }

  /** Lets pass what may, and tells the browser what to attach. */
  raise(): void {
    this.#tell();
    if (this.#missing().length) void this.inOrder(() => this.#raiseNow());
  }

  /** It will be closed: nothing passes any more when this resolves, and nothing will. */
  async retire(): Promise<void> {
    this.#retired = true;
    await this.cut();
  }

  /** What the line of a kind carries; null means nothing may pass. */
  #carried = (kind: Kind) => (this.#retired ? null : this.context.carried(kind));

  async #join(): Promise<PluginHandle> {
    const { stage } = this.context;
    const handle = await stage.attach({
      connected: () => {
        this.#connected = true;
        this.context.changed();
      },
      ended: (why) => void this.trouble(new JanusError('lost', why)),
    });
    await handle.request({ request: 'join', ptype: 'publisher', room: stage.room, id: this.feed });
    return handle;
  }

  #offer(signal: { readonly sdp: string }): Failure | null {
    if (this.#progress.at !== 'opened') return failure('bad-request', 'This link has made its offer.');
    const read = readOffer(signal.sdp, KINDS);
    if (!read.ok) return read.failure;
    const offer = read.value;
    this.#progress = { at: 'offered', offer };
    this.#tell();
    void this.inOrder(() => this.#publish(signal.sdp, offer));
    return null;
  }

  #candidate(signal: { readonly candidate: unknown }): Failure | null {
    if (this.#progress.at === 'opened') return failure('bad-request', 'Candidates follow the offer.');
    const read = readCandidate(signal.candidate, this.#progress.offer.all);
    if (!read.ok) return read.failure;
    this.#candidates += 1;
    if (this.#candidates > MOST_CANDIDATES)
      return failure('bad-request', 'Too many candidates for one link.');
    const { value } = read;
    // Janus keeps those that overtake the offer.
    this.handle
      .then((handle) => handle.trickle(value.candidate === '' ? null : value))
      .catch(() => undefined);
    return null;
  }

  async #publish(sdp: string, offer: Offered): Promise<void> {
    const handle = await this.handle;
    const { jsep } = await handle.request({ request: 'publish' }, { type: 'offer', sdp });
    if (jsep?.type !== 'answer') throw new JanusError('refused', 'publish was answered without an answer');
    if (!this.over) this.context.sink.signal(this.participant, this.id, { type: 'answer', sdp: jsep.sdp });
    // Born gated: every line is muted before any slot can be switched to this feed.
    await Promise.all(KINDS.map((kind) => this.context.stage.moderate(this.#source(kind, offer), true)));
    this.#progress = { at: 'published', offer, passing: new Set(), flowing: new Set() };
    await this.#raiseNow();
  }

  async #cutNow(): Promise<void> {
    if (this.#progress.at !== 'published') return;
    const { passing, flowing, offer } = this.#progress;
    const excess = this.#excess();
    for (const kind of excess) flowing.delete(kind);
    await Promise.all(excess.map((kind) => this.context.stage.moderate(this.#source(kind, offer), true)));
    for (const kind of excess) passing.delete(kind);
  }

  async #raiseNow(): Promise<void> {
    if (this.#progress.at !== 'published') return;
    const { passing, flowing, offer } = this.#progress;
    const missing = this.#missing();
    if (!missing.length) return;
    for (const kind of missing) passing.add(kind);
    await Promise.all(missing.map((kind) => this.context.stage.moderate(this.#source(kind, offer), false)));
    for (const kind of missing) flowing.add(kind);
    // What was taken away meanwhile is cut before anybody is switched to it.
    await this.#cutNow();
    this.context.changed();
  }

  #excess(): readonly Kind[] {
    const { passing } = this.#progress.at === 'published' ? this.#progress : { passing: new Set<Kind>() };
    return KINDS.filter((kind) => passing.has(kind) && this.#carried(kind) === null);
  }

  #missing(): readonly Kind[] {
    if (this.#progress.at !== 'published') return [];
    const { flowing } = this.#progress;
    return KINDS.filter((kind) => !flowing.has(kind) && this.#carried(kind) !== null);
  }

  #source(kind: Kind, offer: Offered): Source {
    return { feed: this.feed, mid: offer.mids[KINDS.indexOf(kind)] ?? '' };
  }

  #tell(): void {
    if (this.#progress.at === 'opened') return;
    const { mids } = this.#progress.offer;
    this.tellSlots(
      KINDS.map((kind, index) => ({ mid: mids[index] ?? '', publication: this.#carried(kind) })),
    );
  }
}
