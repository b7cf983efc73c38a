// Over 300 lines: the lines of one link, what may pass of each and what guards it change together, in one order.
import { type Failure, failure } from '@/lib/core/failure.ts';
import { KINDS, type Kind } from '@/lib/core/gate/rights.ts';
import type { PublicationId } from '@/lib/core/ids.ts';
import { type Level, WHOLE } from '@/lib/core/quality/level.ts';
import type { Excess, Limits } from '@/lib/core/quality/limits.ts';
import type { Codec } from '@/lib/core/room/settings.ts';
import type { Signal, Slot } from '../engine.ts';
import { type LineUse, linesFor } from '../lines.ts';
import { MOST_CANDIDATES, type Offered, readCandidate, readOffer, readOfferAgain } from '../sdp.ts';
import { JanusError, type PluginAnswer, type PluginHandle } from './connection.ts';
import { Ear } from './ear.ts';
import { Guard } from './guard.ts';
import { JanusLink, type LinkContext } from './link.ts';
import { randomFeed, type Source } from './stage.ts';

export interface UpContext extends LinkContext {
  readonly codec: Codec;
  /** How many lines for screens it is to have. */
  readonly screens: number;
  /** The publication whose media a line of this participant's carries now; null means nothing may flow. */
  readonly carried: (line: LineUse) => PublicationId | null;
  /** The most of a publication that anybody is sent. */
  readonly most: (publication: PublicationId) => Level;
  /** Something can be listened to now that could not before, or the other way round. */
  readonly changed: () => void;
  readonly talking: (publication: PublicationId, talking: boolean) => void;
  /** The most that this participant may send. */
  readonly limits: () => Limits;
  /** Resolves when nobody is switched to a source any more. */
  readonly vacate: (source: Source) => Promise<void>;
  readonly exceeded: (publication: PublicationId, excess: Excess) => void;
  /** What this Janus receives cannot be looked into. */
  readonly blind: () => void;
}

type Picture = 'camera' | 'screen';
const pictureOf = ({ kind }: LineUse): Picture | null =>
  kind === 'camera' || kind === 'screen' ? kind : null;

/**
 * What a browser's congestion control is asked to keep to: somewhat more than its pictures may have, so that it never
 * slows an encoder that keeps to that by itself, and less than what would be cut off; and its sound, bits a second.
 */
const asked = (pictures: number, { bitrate }: Limits) => Math.round(pictures * bitrate * 1.1) + 100_000;

type Progress =
  | { readonly at: 'opened' }
  | { readonly at: 'offered'; readonly offer: Offered }
  /**
   * Everything was muted before anybody could have listened. `passing`: the lines the server may be passing on,
   * from before it is asked to until it has said that it stopped; `flowing`: those it surely passes.
   */
  | {
      readonly at: 'published';
      readonly offer: Offered;
      readonly passing: Set<LineUse>;
      readonly flowing: Set<LineUse>;
    };

/**
 * Everything one participant publishes. It always has a line for each kind, for screens several, and the gate is
 * Janus's moderation of each line, so that a right given or taken away is one message and no negotiation.
 */
export class UpLink extends JanusLink {
  protected readonly handle: Promise<PluginHandle>;
  /** Its number at Janus. */
  readonly feed = randomFeed();
  /** In the order of the offer. */
  readonly #lines: readonly LineUse[];
  #progress: Progress = { at: 'opened' };
  #candidates = 0;
  #connected = false;
  /** A restart was granted: one more offer is taken. */
  #restarts = false;
  #retired = false;
  /** The microphone was told to rest. */
  #rests = false;
  readonly #ear = new Ear({
    carried: () => {
      const line = this.#microphone;
      return line && this.#flows(line) ? this.#heard(line) : null;
    },
    tell: (publication, talking) => this.context.talking(publication, talking),
    tune: (level) => void this.inOrder(() => this.#tune(level)),
  });

  /** The bit rate that the browser was last asked to keep to. */
  #asked = 0;
  /** One for each line with pictures, from before anything of it may pass. */
  readonly #guards = new Map<LineUse, Guard>();

  constructor(protected override readonly context: UpContext) {
    super(context);
    this.#lines = linesFor(KINDS, context.screens);
    this.handle = this.#join();
    this.handle.catch((error: unknown) => void this.trouble(error));
    const { participant, sink, codec } = context;
    sink.open(participant, this.id, { direction: 'up', lines: this.#kinds, codec });
  }

  get screens(): number {
    return this.context.screens;
  }

  /** What a slot is switched to for this publication; null unless the server passes its packets on. */
  source(publication: PublicationId): Source | null {
    const line = this.#lines.find((one) => this.#carried(one) === publication);
    if (!line || !this.#connected || !this.#flows(line)) return null;
    if (this.#guards.get(line)?.clear === false) return null;
    return this.#progress.at === 'published' ? this.#source(line, this.#progress.offer) : null;
  }

  /** The highest layer of a publication that is known to be within its limits. */
  ceiling(publication: PublicationId): Level {
    const line = this.#lines.find((one) => this.#carried(one) === publication);
    return (line && this.#guards.get(line)?.ceiling) ?? WHOLE;
  }

  /** Whether the server passes the packets of a line, and may go on with it. */
  passes(mid: string): boolean {
    if (this.#progress.at !== 'published') return false;
    const line = this.#lines[this.#progress.offer.mids.indexOf(mid)];
    return line !== undefined && this.#progress.passing.has(line) && this.#mayPass(line);
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
    this.#ear.update();
    for (const guard of this.#guards.values()) guard.review();
    return this.#excess().length ? this.inOrder(() => this.#cutNow()) : null;
  }

  /** Lets pass what may, and tells the browser what to attach. */
  raise(): void {
    this.#tell();
    this.#ear.update();
    for (const guard of this.#guards.values()) guard.review();
    if (this.#missing().length) void this.inOrder(() => this.#raiseNow());
    if (this.#wantsAsking()) void this.inOrder(() => this.#ask());
  }

  /** It will be closed: nothing passes any more when this resolves, and nothing will. */
  async retire(): Promise<void> {
    this.#retired = true;
    await this.cut();
  }

  protected ended(): void {
    this.#ear.update();
    for (const guard of this.#guards.values()) guard.stop();
  }

  get #microphone(): LineUse | undefined {
    return this.#lines.find(({ kind }) => kind === 'microphone');
  }

  get #kinds(): readonly Kind[] {
    return this.#lines.map(({ kind }) => kind);
  }

  /** What a line carries; null means nothing may pass. */
  #carried = (line: LineUse) => (this.#retired ? null : this.context.carried(line));

  #mayPass = (line: LineUse) => this.#carried(line) !== null && !this.#guards.get(line)?.shut;

  /** What a browser really sends of a line with pictures is measured, from before anybody could see it. */
  #guard(line: LineUse, kind: Picture, source: Source): Guard {
    const { stage, limits, exceeded, blind } = this.context;
    return new Guard({
      kind,
      limits,
      carries: () => this.#carried(line) !== null,
      sends: () => {
        const publication = this.#carried(line);
        return publication !== null && this.context.most(publication) !== 'none';
      },
      blind,
      copy: (take) => stage.copy(source, take),
      fed: stage.fed,
      refresh: () => void this.inOrder(() => this.#refresh(source)),
      changed: () => {
        void this.cut();
        this.raise();
        this.context.changed();
      },
      exceeded: (excess) => {
        const publication = this.#carried(line);
        if (publication) exceeded(publication, excess);
      },
    });
  }

  /** The bit rate that the browser should be asked to keep to, where it was not yet. */
  #wantsAsking(): number | null {
    if (this.#progress.at !== 'published') return null;
    const { flowing } = this.#progress;
    const pictures = this.#lines.filter((line) => pictureOf(line) && flowing.has(line)).length;
    const bitrate = asked(pictures, this.context.limits());
    return pictures > 0 && bitrate !== this.#asked ? bitrate : null;
  }

  /** By REMB, which whoever obeys it is spared by; it is measured all the same. */
  async #ask(): Promise<void> {
    const bitrate = this.#wantsAsking();
    if (bitrate === null) return;
    this.#asked = bitrate;
    const handle = await this.handle;
    await handle.request({ request: 'configure', bitrate });
  }

  async #refresh({ mid }: Source): Promise<void> {
    const handle = await this.handle;
    await handle.request({ request: 'configure', streams: [{ mid, keyframe: true }] });
  }

  /** The microphone, unless its browser was told that nobody is sent it: then the last that was heard is no news. */
  #heard(line: LineUse): PublicationId | null {
    const publication = this.#carried(line);
    return publication !== null && this.context.most(publication) !== 'none' ? publication : null;
  }

  async #join(): Promise<PluginHandle> {
    const { stage } = this.context;
    const handle = await stage.attach({
      connected: () => {
        this.#connected = true;
        this.context.changed();
      },
      ended: (why) => void this.trouble(new JanusError('lost', why)),
      event: ({ data }) => this.#hear(data),
    });
    await handle.request({ request: 'join', ptype: 'publisher', room: stage.room, id: this.feed });
    return handle;
  }

  get agreed(): boolean {
    return this.#progress.at === 'published';
  }

  protected mend(): void {
    this.#restarts = true;
    this.context.sink.signal(this.participant, this.id, { type: 'restart' });
  }

  #offer(signal: { readonly sdp: string }): Failure | null {
    if (this.#progress.at === 'published' && this.#restarts)
      return this.#offerAgain(signal, this.#progress.offer);
    if (this.#progress.at !== 'opened') return failure('bad-request', 'This link has made its offer.');
    const read = readOffer(signal.sdp, this.#kinds);
    if (!read.ok) return read.failure;
    const offer = read.value;
    this.#progress = { at: 'offered', offer };
    this.#tell();
    void this.inOrder(() => this.#publish(signal.sdp, offer));
    return null;
  }

  #offerAgain({ sdp }: { readonly sdp: string }, before: Offered): Failure | null {
    const read = readOfferAgain(sdp, this.#kinds, before);
    if (!read.ok) return read.failure;
    this.#restarts = false;
    this.#candidates = 0;
    void this.inOrder(() => this.#republish(sdp));
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
    const trickle = async () => (await this.handle).trickle(value.candidate === '' ? null : value);
    // Janus keeps those that overtake the first offer; those of a restart it would forget by the next.
    if (this.#progress.at === 'published') void this.inOrder(trickle);
    else trickle().catch(() => undefined);
    return null;
  }

  async #publish(sdp: string, offer: Offered): Promise<void> {
    const handle = await this.handle;
    const { jsep } = await handle.request({ request: 'publish' }, { type: 'offer', sdp });
    if (jsep?.type !== 'answer') throw new JanusError('refused', 'publish was answered without an answer');
    if (!this.over) this.context.sink.signal(this.participant, this.id, { type: 'answer', sdp: jsep.sdp });
    // Born gated: every line is muted before any slot can be switched to this feed.
    await Promise.all(
      this.#lines.map((line) => this.context.stage.moderate(this.#source(line, offer), true)),
    );
    this.#progress = { at: 'published', offer, passing: new Set(), flowing: new Set() };
    if (this.over) return;
    for (const line of this.#lines) {
      const kind = pictureOf(line);
      if (kind) this.#guards.set(line, this.#guard(line, kind, this.#source(line, offer)));
    }
    await this.#raiseNow();
  }

  /** The same lines with new ICE credentials. Janus keeps who is muted; it is said again, because all rests on it. */
  async #republish(sdp: string): Promise<void> {
    const handle = await this.handle;
    const { jsep } = await handle.request({ request: 'configure' }, { type: 'offer', sdp });
    if (jsep?.type !== 'answer') throw new JanusError('refused', 'a restart was answered without an answer');
    if (!this.over) this.context.sink.signal(this.participant, this.id, { type: 'answer', sdp: jsep.sdp });
    if (this.#progress.at !== 'published') return;
    const { offer, passing } = this.#progress;
    const closed = this.#lines.filter((line) => !passing.has(line));
    await Promise.all(closed.map((line) => this.context.stage.moderate(this.#source(line, offer), true)));
  }

  async #cutNow(): Promise<void> {
    if (this.#progress.at !== 'published') return;
    const { passing, flowing, offer } = this.#progress;
    const excess = this.#excess();
    for (const line of excess) flowing.delete(line);
    await Promise.all(excess.map((line) => this.context.stage.moderate(this.#source(line, offer), true)));
    for (const line of excess) passing.delete(line);
    for (const line of excess) this.#guards.get(line)?.rests();
  }

  async #raiseNow(): Promise<void> {
    if (this.#progress.at !== 'published') return;
    const { passing, flowing, offer } = this.#progress;
    const missing = this.#missing();
    if (!missing.length) return;
    // What is to be looked at first is seen from its first packet, and by nobody else.
    const unseen = missing.filter((line) => this.#guards.get(line)?.clear === false);
    await Promise.all(unseen.map((line) => this.#guards.get(line)?.ready()));
    await Promise.all(unseen.map((line) => this.context.vacate(this.#source(line, offer))));
    for (const line of missing) {
      passing.add(line);
      this.#guards.get(line)?.passes();
    }
    await Promise.all(missing.map((line) => this.context.stage.moderate(this.#source(line, offer), false)));
    if (missing.some(({ kind }) => kind === 'microphone')) this.#ear.open();
    for (const line of missing) flowing.add(line);
    // What was taken away meanwhile is cut before anybody is switched to it.
    await this.#cutNow();
    this.context.changed();
    await this.#ask();
  }

  /** Janus tells every publisher of a room who talks there. */
  #hear({ videoroom, id, mid }: PluginAnswer['data']): void {
    if (id !== this.feed || this.#progress.at !== 'published') return;
    const line = this.#microphone;
    if (!line || mid !== this.#source(line, this.#progress.offer).mid) return;
    if (videoroom === 'talking' || videoroom === 'stopped-talking') this.#ear.hear(videoroom === 'talking');
  }

  async #tune(level: number): Promise<void> {
    const handle = await this.handle;
    await handle.request({ request: 'configure', audio_level_average: level });
  }

  /** Whether the server surely passes the packets of a line. */
  #flows(line: LineUse): boolean {
    return !this.over && this.#progress.at === 'published' && this.#progress.flowing.has(line);
  }

  #excess(): readonly LineUse[] {
    if (this.#progress.at !== 'published') return [];
    const { passing } = this.#progress;
    return this.#lines.filter((line) => passing.has(line) && !this.#mayPass(line));
  }

  #missing(): readonly LineUse[] {
    if (this.#progress.at !== 'published') return [];
    const { flowing } = this.#progress;
    return this.#lines.filter((line) => !flowing.has(line) && this.#mayPass(line));
  }

  #source(line: LineUse, offer: Offered): Source {
    return { feed: this.feed, mid: offer.mids[this.#lines.indexOf(line)] ?? '' };
  }

  #tell(): void {
    if (this.#progress.at === 'opened') return;
    const { mids } = this.#progress.offer;
    const slots = this.#lines.map((line, index): Slot => {
      const publication = this.#carried(line);
      const slot = { mid: mids[index] ?? '', publication };
      const level = publication === null ? WHOLE : this.context.most(publication);
      return level === WHOLE ? slot : { ...slot, level };
    });
    const rests = slots[this.#kinds.indexOf('microphone')]?.level === 'none';
    if (this.#rests && !rests) this.#ear.open();
    this.#rests = rests;
    this.tellSlots(slots);
  }
}
