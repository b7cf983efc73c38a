import { type Level, WHOLE } from '@/lib/core/quality/level.ts';
import { type Excess, exceeds, isNarrower, type Limits } from '@/lib/core/quality/limits.ts';
import { isMore } from '../desired.ts';
import type { Copy } from './stage.ts';
import type { Size, VideoPacket } from './video.ts';

export interface GuardParts {
  readonly kind: 'camera' | 'screen';
  readonly limits: () => Limits;
  /** Whether the line is to carry anything, were it not shut. */
  readonly carries: () => boolean;
  /** Whether the publisher is told to send anything of it. */
  readonly sends: () => boolean;
  /** Has copies of the line's packets sent to us, each layer by itself. Rejects where this Janus sends none. */
  readonly copy: (take: (layer: number, packet: VideoPacket) => void) => Promise<Copy>;
  /** Whether copies have ever arrived from this Janus. */
  readonly fed: () => boolean;
  /** Asks the publisher for a keyframe. */
  readonly refresh: () => void;
  /** Whether it may be shown, or may pass at all, is another than it was. */
  readonly changed: () => void;
  readonly exceeded: (excess: Excess) => void;
  /** This Janus cannot be looked into. */
  readonly blind: () => void;
}

/** Milliseconds. */
export const PACE = {
  /** How long one look lasts from its first packet, and where the bit rate is too high, before that is believed. */
  look: 1_000,
  longLook: 3_000,
  /** Between two looks, give or take a fifth. */
  between: 10_000,
  /** Between two keyframes that are asked for: Chrome answers none within 300 ms of the one before. */
  keyframe: 320,
  /** From letting a line be switched to, until it surely is: only a keyframe after that begins its picture. */
  switching: 40,
  /** Until a line that was shut is looked into again. */
  again: 500,
  /** How long somebody may go on before it counts as persistent, and how long an encoder has to follow a lower rate. */
  grace: 6_000,
  following: 3_000,
  /** How long to wait for a first copy from a Janus that never sent any. */
  blind: 2_000,
} as const;

/** Of the bit rate, and of one keyframe in a look: no encoder hits its target to the bit. */
const TOLERANCE = { factor: 1.25, bits: 250_000 };
const LAYERS = [0, 1, 2] as const;

/**
 * `still`: muted by others, nothing passes. `looking`: it passes, and to us alone. `clear`: whoever is routed to it may
 * be switched to it. `shut`: it was too much, and is muted until it is looked into again.
 */
type State = 'still' | 'looking' | 'clear' | 'shut';

type Timer = 'judge' | 'keyframe' | 'next' | 'blind';

/**
 * Watches over one line of one publisher: that no more of it is forwarded than its port's limits allow, whatever the
 * page at the other end does. It looks at copies of the packets, for a moment when the line begins and then rarely. A
 * layer that has not been seen yet stays watched until its first keyframe: it costs nothing before there is any.
 */
export class Guard {
  #state: State = 'still';
  #copy: Promise<Copy | null>;
  /** Since the current look began. */
  #sizes = new Map<number, Size>();
  /** The highest layer that was seen and fits, since the line began; null before any was. */
  #highest: Level | null = null;
  #arrived = new Map<number, { readonly bytes: number; readonly last: number }>();
  #began: number | null = null;
  /** How many there were: copies of an earlier one may still be on their way. */
  #looks = 0;
  #judged: Limits;
  #narrowedAt = Number.NEGATIVE_INFINITY;
  #askedAt = Number.NEGATIVE_INFINITY;
  /** When the last keyframe came. */
  #keyAt = Number.NEGATIVE_INFINITY;
  #switchedAt = Number.NEGATIVE_INFINITY;
  #over: { readonly since: number; readonly excess: Excess } | null = null;
  /** This Janus refused to send copies. */
  #refused = false;
  readonly #timers = new Map<Timer, ReturnType<typeof setTimeout>>();
  #stopped = false;
  #blind = false;

  constructor(private readonly parts: GuardParts) {
    this.#judged = parts.limits();
    this.#copy = this.#arm();
  }

  /** Whether slots may be switched to it. */
  get clear(): boolean {
    return this.#state === 'clear';
  }

  /** The highest layer that may be asked for: of one that nobody has looked at, not a picture is forwarded. */
  get ceiling(): Level {
    return this.parts.kind === 'screen' || this.#blind ? WHOLE : (this.#highest ?? 0);
  }

  /** Whether nothing of it may pass. */
  get shut(): boolean {
    return this.#state === 'shut';
  }

  /** Resolves when the line's first packet would be seen. */
  async ready(): Promise<void> {
    await this.#copy;
  }

  /** The server is about to pass the line's packets. */
  passes(): void {
    if (this.#state === 'looking' || this.#state === 'clear') return;
    this.#state = 'looking';
    // Janus asks for a keyframe as it begins to pass them.
    this.#askedAt = Date.now();
    // A screen is as large as it is: nothing need be known before it is shown.
    if ((this.parts.kind === 'screen' && !this.#over) || this.#refused) this.#enter('clear');
    this.#awaitFirst();
  }

  /** A Janus that copies nothing of what it surely receives cannot be looked into. */
  #awaitFirst(): void {
    this.#at('blind', PACE.blind, () => {
      if (this.parts.fed()) return;
      if (this.parts.sends()) this.#giveUp();
      else this.#awaitFirst();
    });
  }

  /** The server passes nothing of it any more. */
  rests(): void {
    this.#clearTimers();
    this.#lookAnew();
    if (this.#state === 'shut') this.#at('next', PACE.again, () => this.#enter('still'));
    else this.#forget();
  }

  /** The limits may be others. */
  review(): void {
    const limits = this.parts.limits();
    if (isNarrower(limits, this.#judged)) {
      this.#narrowedAt = Date.now();
      if (this.#state === 'clear') this.#at('next', PACE.following, () => this.#look());
    }
    this.#judged = limits;
    if (this.#state === 'shut' && !this.parts.carries()) this.#forget();
    if (this.#state === 'looking' || this.#state === 'clear') this.#judgeSizes();
  }

  stop(): void {
    this.#stopped = true;
    this.#clearTimers();
    void this.#copy.then((copy) => copy?.end());
  }

  /** What comes next on the line is somebody's next publication, and nothing is held against it. */
  #forget(): void {
    this.#clearTimers();
    this.#highest = null;
    this.#state = 'still';
    this.#over = null;
  }

  #enter(state: State): void {
    if (this.#state === state || this.#stopped) return;
    this.#state = state;
    this.parts.changed();
  }

  async #arm(): Promise<Copy | null> {
    this.#looks += 1;
    const look = this.#looks;
    try {
      const copy = await this.parts.copy(
        (layer, packet) => look === this.#looks && this.#take(layer, packet),
      );
      this.#refused = false;
      if (this.#stopped) copy.end();
      return copy;
    } catch {
      this.#refused = true;
      this.#giveUp();
      return null;
    }
  }

  /** What cannot be seen is let through: the kinds and the mutes hold all the same. */
  #giveUp(): void {
    if (this.#stopped) return;
    this.#blind = true;
    this.parts.blind();
    if (this.#state === 'looking') this.#enter('clear');
  }

  #look(): void {
    if (this.#state !== 'clear') return;
    this.#lookAnew();
    if (this.parts.kind === 'camera') void this.#copy.then(() => this.#askSoon());
  }

  #lookAnew(): void {
    this.#sizes = new Map();
    this.#arrived = new Map();
    this.#began = null;
    const before = this.#copy;
    this.#copy = this.#arm();
    void this.#copy.then(() => before).then((copy) => copy?.end());
  }

  #take(layer: number, { bytes, size }: VideoPacket): void {
    if (this.#stopped || this.#state === 'still' || this.#state === 'shut') return;
    this.#arrived.set(layer, { bytes: bytes + (this.#arrived.get(layer)?.bytes ?? 0), last: Date.now() });
    if (this.#began === null) {
      this.#began = Date.now();
      this.#at('judge', PACE.look, () => this.#judgeRate());
      if (this.parts.kind === 'camera') this.#askSoon(() => !this.#sized());
    }
    if (!size) return;
    this.#sizes.set(layer, size);
    this.#keyAt = Date.now();
    if (!this.#judgeSizes()) return;
    this.#raise(layer);
    if (this.#state !== 'looking') return;
    if (this.#over?.excess.what !== 'bitrate' && this.#sized()) this.#show();
  }

  #raise(layer: number): void {
    const level = LAYERS[Math.min(layer, WHOLE)] ?? WHOLE;
    if (this.#highest !== null && !isMore(level, this.#highest)) return;
    this.#highest = level;
    if (this.#state === 'clear') this.parts.changed();
  }

  /** Every layer that goes on arriving has shown how large it is. */
  #sized = () =>
    [...this.#arrived].every(([layer, { last }]) => this.#sizes.has(layer) || last < Date.now() - PACE.again);

  /**
   * Lets it be switched to, which asks for a keyframe: in vain, where one was given just now. Without one a listener
   * whose line carried something before waits for 3 seconds, so it is asked for until it is there.
   */
  #show(): void {
    if (this.#state === 'clear') return;
    this.#switchedAt = Date.now() + PACE.switching;
    if (this.parts.kind === 'camera') this.#askSoon(this.#owed);
    this.#enter('clear');
  }

  /** Listeners have had no keyframe since they were switched to it. */
  #owed = () => this.parts.kind === 'camera' && this.#keyAt < this.#switchedAt;

  /** Asks for a keyframe as soon as one would be given, and again for as long as there is need. */
  #askSoon(needed?: () => boolean): void {
    this.#at('keyframe', Math.max(0, this.#askedAt + PACE.keyframe - Date.now()), () => {
      if (needed?.() === false) return;
      this.#askedAt = Date.now();
      this.parts.refresh();
      if (needed) this.#askSoon(needed);
    });
  }

  /** Whether all that was seen fits; shuts the line where it does not. */
  #judgeSizes(): boolean {
    for (const size of this.#sizes.values()) {
      const excess: Excess = { what: 'resolution', ...size };
      if (!exceeds(this.#judged, this.parts.kind, excess)) continue;
      this.#exceed(excess);
      return false;
    }
    return true;
  }

  #judgeRate(): void {
    if (this.#began === null) return;
    const seconds = (Date.now() - this.#began) / 1000;
    const bits = 8 * [...this.#arrived.values()].reduce((sum, { bytes }) => sum + bytes, 0);
    const most = this.#judged.bitrate * TOLERANCE.factor * seconds;
    const following = Date.now() - this.#narrowedAt < PACE.following;
    const wait = PACE.longLook - seconds * 1000;
    if (bits > most && !following && wait > 0) this.#at('judge', wait, () => this.#judgeRate());
    else if (bits > most + TOLERANCE.bits && !following)
      this.#exceed({ what: 'bitrate', bitrate: Math.round(bits / seconds) });
    else if (this.#sized() || this.parts.kind === 'screen') {
      this.#over = null;
      this.#show();
      if (this.#owed() && wait > 0) this.#at('judge', PACE.keyframe, () => this.#judgeRate());
      else this.#rest();
    } else {
      // Asked again and again, it has not shown how large it is: nobody is shown what that may be.
      if (wait <= 0) this.#enter('looking');
      this.#askSoon(() => !this.#sized());
      this.#at('judge', PACE.again, () => this.#judgeRate());
    }
  }

  /** Seen enough: only layers that have not shown how large they are stay watched. */
  #rest(): void {
    clearTimeout(this.#timers.get('keyframe'));
    const screen = this.parts.kind === 'screen';
    const seen = LAYERS.filter((layer) => (screen ? this.#arrived : this.#sizes).has(layer));
    void this.#copy.then((copy) => copy?.end(seen));
    this.#began = null;
    this.#arrived = new Map();
    const apart = PACE.between * (0.8 + 0.4 * Math.random());
    this.#at('next', apart, () => this.#look());
  }

  #exceed(excess: Excess): void {
    this.#clearTimers();
    const since = this.#over?.since ?? Date.now();
    this.#over = { since, excess };
    this.#enter('shut');
    if (Date.now() - since >= PACE.grace) this.parts.exceeded(excess);
  }

  #at(what: Timer, wait: number, then: () => void): void {
    clearTimeout(this.#timers.get(what));
    if (!this.#stopped) this.#timers.set(what, setTimeout(then, wait).unref());
  }

  #clearTimers(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
  }
}
