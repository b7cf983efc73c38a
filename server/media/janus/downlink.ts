// Long because its joining, switching and levels work on the same lines, one after the other.
import { type Failure, failure } from '@/lib/core/failure.ts';
import type { Medium } from '@/lib/core/gate/rights.ts';
import { type Level, WHOLE } from '@/lib/core/quality/level.ts';
import type { Signal } from '../engine.ts';
import { MOST_CANDIDATES, midsOf, readAnswer, readCandidate } from '../sdp.ts';
import { JanusError, type Jsep, type PluginAnswer, type PluginHandle } from './connection.ts';
import { JanusLink, type LinkContext } from './link.ts';
import { Seeking } from './seeking.ts';
import {
  type Line,
  levelOf,
  planSlots,
  sameSource,
  settingsFor,
  subscription,
  type Wanted,
} from './slots.ts';
import { listOf, type Source } from './stage.ts';

export interface DownContext extends LinkContext {
  readonly media: readonly Medium[];
  /** What this participant shall receive now, as far as it is published. */
  readonly wanted: () => readonly Wanted[];
  /** Whether the server goes on passing this source's packets, whatever publication they are called. */
  readonly flows: (source: Source) => boolean;
  /** It stands. */
  readonly connected: () => void;
  /** It has stood for long enough to bring the first picture. */
  readonly settled: () => void;
}

/** Lines prepared at first, and added when they do not suffice. */
const STEP: Readonly<Record<Medium, number>> = { audio: 4, video: 6 };
const ALL: Pick<Line, 'sends' | 'layered'> = { sends: WHOLE, layered: false };
/** How long a new link has for its first picture, milliseconds: a keyframe takes 50 to 100. */
const SETTLES = 300;
/** More lines of one medium than any browser would decode. */
const MOST_LINES = 96;

/**
 * Everything one participant receives: what shall be received as it begins, and lines prepared with silence, which are
 * switched to whoever shall be heard and seen later. Only when there are too few lines does it negotiate again.
 *
 * Nothing is switched before the connection stands: a switch asks the publisher for a keyframe, which would be lost, and
 * a browser gives no second one for 300 ms.
 */
export class DownLink extends JanusLink {
  protected readonly handle: Promise<PluginHandle>;
  #lines: Line[] = [];
  /** Asked of the server and not yet answered, by the line's mid: it may be sent already. */
  #switching: ReadonlyMap<string, Wanted | null> = new Map();
  /** What the first offer is being asked to carry. */
  #first: readonly Wanted[] = [];
  #agreed = false;
  #connected = false;
  #settled = false;
  /** The mids of the offer that the browser has yet to answer. */
  #unanswered: readonly string[] | null = null;
  #mids: readonly string[] = [];
  #candidates = 0;
  readonly #seeking = new Seeking((mid) => void this.inOrder(() => this.#askAgain(mid)));

  constructor(protected override readonly context: DownContext) {
    super(context);
    context.sink.open(context.participant, this.id, { direction: 'down' });
    let joined: (handle: PluginHandle) => void = () => undefined;
    let refused: (error: unknown) => void = () => undefined;
    this.handle = new Promise((done, fail) => {
      joined = done;
      refused = fail;
    });
    this.handle.catch(() => undefined);
    void this.inOrder(() =>
      this.#join(joined).catch((error: unknown) => {
        refused(error);
        throw error;
      }),
    );
  }

  get media(): readonly Medium[] {
    return this.context.media;
  }

  get agreed(): boolean {
    return this.#agreed;
  }

  get connected(): boolean {
    return this.#connected;
  }

  /** Whether it has stood for long enough to bring the first picture. */
  get settled(): boolean {
    return this.#settled;
  }

  protected mend(): void {
    void this.inOrder(async () => {
      if (this.#unanswered) return;
      const handle = await this.handle;
      this.#candidates = 0;
      const { jsep } = await handle.request({ request: 'configure', restart: true });
      if (jsep) this.#send(jsep);
    });
  }

  signal(signal: Signal): Failure | null {
    switch (signal?.type) {
      case 'answer':
        return this.#answer(signal);
      case 'candidate':
        return this.#candidate(signal);
      default:
        return failure('bad-request', 'This link takes an answer and its candidates.');
    }
  }

  /**
   * Switches away what this participant alone has lost; resolves when it is in force. Where a publication was
   * stopped at its source nobody receives it, and the line is tidied up later, by `raise`.
   */
  cut(): Promise<void> | null {
    if (!this.#lost().length) return null;
    return this.inOrder(() => this.#switch(new Map(this.#lost().map((line) => [line.mid, null]))));
  }

  /** Brings about everything wanted; resolves when what could be switched is. */
  raise(): Promise<void> | null {
    const { switches, missing } = this.#plan();
    const grows = !this.#unanswered && (missing.audio > 0 || missing.video > 0);
    if (!switches.size && !grows && !this.#askew().size) return null;
    return this.inOrder(() => this.#raiseNow());
  }

  /** Resolves when nothing of a source comes here any more; null where nothing does. */
  leave({ feed, mid }: Source): Promise<void> | null {
    const sent = (to: Wanted | null | undefined) => to?.feed === feed && to.mid === mid;
    const on = () =>
      this.#lines.filter((line) => sent(line.carries)).map((line) => [line.mid, null] as const);
    const busy = [...this.#switching.values(), ...this.#first].some(sent);
    return busy || on().length ? this.inOrder(() => this.#switch(new Map(on()))) : null;
  }

  /** A publisher is gone from the server, and with it whatever its lines carried. */
  bereave(feed: number): void {
    if (!this.#lines.some((line) => line.carries?.feed === feed)) return;
    this.#lines = this.#lines.map((line) =>
      line.carries?.feed === feed ? { ...line, carries: null, gone: true } : line,
    );
    this.#tell();
  }

  protected ended(): void {
    this.#seeking.stop();
  }

  async #join(joined: (handle: PluginHandle) => void): Promise<void> {
    const { stage, settled } = this.context;
    const handle = await stage.attach({
      connected: () => {
        this.#connected = true;
        if (!this.over) this.context.connected();
        void this.inOrder(() => this.#begin());
        setTimeout(() => {
          this.#settled = true;
          if (!this.over) settled();
        }, SETTLES).unref();
      },
      ended: (why) => void this.trouble(new JanusError('lost', why)),
      event: (event) => {
        const { videoroom, mid, substream } = event.data;
        if (videoroom === 'updated' && event.jsep) this.#offer(event);
        if (typeof substream === 'number') this.#seeking.found(String(mid), substream);
      },
    });
    joined(handle);
    if (this.over) return;
    const answer = await this.#subscribe(handle);
    this.#take(answer);
    this.#first = [];
    // What was lost meanwhile, or may be sent less of, before there is anybody to send it to.
    const { switches } = this.#plan();
    if (switches.size) await this.#switch(switches);
    const askew = this.#askew();
    if (askew.size) await this.#level(askew);
    this.#offer(answer);
  }

  /** Janus asks for the keyframes of what is there from the beginning once the connection stands. */
  async #subscribe(handle: PluginHandle): Promise<PluginAnswer> {
    const { stage, media, wanted } = this.context;
    const { missing } = this.#plan();
    const join = () =>
      handle.request({
        request: 'join',
        ptype: 'subscriber',
        room: stage.room,
        private_id: stage.privateId,
        // A publisher's coming and going must not negotiate here; slots do that work.
        autoupdate: false,
        use_msid: false,
        streams: media.flatMap((medium) => {
          const first = this.#first.filter((want) => want.medium === medium);
          return [...first.map(subscription), ...this.#silences(medium, missing[medium]).slice(first.length)];
        }),
      });
    this.#first = media.flatMap((medium) =>
      wanted()
        .filter((want) => want.medium === medium && want.level !== 'none')
        .slice(0, MOST_LINES),
    );
    try {
      return await join();
    } catch (error) {
      if (!(error instanceof JanusError) || error.sort !== 'refused' || !this.#first.length) throw error;
      // One of the publishers left in this very moment, and all was refused with them.
      this.#first = [];
      return join();
    }
  }

  /** Placeholders for a whole number of steps. */
  #silences(medium: Medium, needed: number) {
    const silence = this.context.stage.silence[medium];
    const have = this.#lines.filter((line) => line.medium === medium).length;
    const count = Math.max(1, Math.ceil(needed / STEP[medium])) * STEP[medium];
    return Array.from({ length: Math.min(count, MOST_LINES - have) }, () => ({ ...silence }));
  }

  /** The lines as the server has them now. */
  #take({ data }: PluginAnswer): void {
    const known = new Map(this.#lines.map((line) => [line.mid, line]));
    this.#lines = listOf(data.streams).flatMap((stream): Line[] => {
      const medium = stream.type;
      if (medium !== 'audio' && medium !== 'video') return [];
      const mid = String(stream.mid);
      const gone = stream.active === false;
      const line = known.get(mid);
      if (line) return [{ ...line, gone }];
      const carries = this.#first.find((one) => isOn(stream, one)) ?? null;
      const added: Line = { mid, medium, ready: false, carries, ...ALL, gone };
      if (!carries) return [added];
      return [{ ...added, sends: levelOf(stream, carries.kind), layered: stream.simulcast !== undefined }];
    });
  }

  #offer(answer: PluginAnswer): void {
    if (answer.jsep?.type !== 'offer') throw new JanusError('refused', 'no offer came with the streams');
    this.#take(answer);
    this.#send(answer.jsep);
    this.#tell();
  }

  #send({ sdp }: Jsep): void {
    this.#mids = midsOf(sdp);
    this.#unanswered = this.#mids;
    if (!this.over) this.context.sink.signal(this.participant, this.id, { type: 'offer', sdp });
  }

  #answer(signal: { readonly sdp: string }): Failure | null {
    if (!this.#unanswered) return failure('bad-request', 'There is no offer to answer.');
    const read = readAnswer(signal.sdp, this.#unanswered);
    if (!read.ok) return read.failure;
    this.#unanswered = null;
    void this.inOrder(() => this.#start({ type: 'answer', sdp: signal.sdp }));
    return null;
  }

  #candidate(signal: { readonly candidate: unknown }): Failure | null {
    if (!this.#mids.length) return failure('bad-request', 'Candidates follow the offer.');
    const read = readCandidate(signal.candidate, this.#mids);
    if (!read.ok) return read.failure;
    this.#candidates += 1;
    if (this.#candidates > MOST_CANDIDATES)
      return failure('bad-request', 'Too many candidates for one link.');
    const { value } = read;
    this.handle
      .then((handle) => handle.trickle(value.candidate === '' ? null : value))
      .catch(() => undefined);
    return null;
  }

  async #start(answer: Jsep): Promise<void> {
    const handle = await this.handle;
    await handle.request({ request: 'start' }, answer);
    this.#agreed = true;
    await this.#begin();
  }

  /** Lines can be switched once their browser has agreed to them and can be reached. */
  async #begin(): Promise<void> {
    if (!this.#agreed || !this.#connected) return;
    for (const line of this.#lines) if (!line.ready) this.#seek(line);
    this.#lines = this.#lines.map((line) => ({ ...line, ready: true }));
    await this.#raiseNow();
  }

  async #raiseNow(): Promise<void> {
    // What is wanted changes while the server is busy; a few rounds, and the rest comes with the next change.
    for (let round = 0; round < 4 && !this.over; round += 1) {
      const { switches } = this.#plan();
      if (switches.size) await this.#switch(switches);
      const askew = this.#askew();
      if (askew.size) await this.#level(askew);
      if (!switches.size && !askew.size) break;
    }
    const { missing } = this.#plan();
    if (this.over || this.#unanswered || !this.#lines.some((line) => line.ready)) return;
    const more = this.context.media.flatMap((medium) =>
      missing[medium] > 0 ? this.#silences(medium, missing[medium]) : [],
    );
    if (!more.length) return;
    const handle = await this.handle;
    const answer = await handle.request({ request: 'update', subscribe: more });
    // Without an offer, Janus waits for an answer to one that is on its way to us, and offers all of it then.
    if (answer.jsep) this.#offer(answer);
  }

  /** One request for any number of lines. */
  async #switch(switches: ReadonlyMap<string, Wanted | null>): Promise<void> {
    this.#switching = switches;
    try {
      await this.#request(switches);
    } catch (error) {
      const sources = [...switches].filter(([, to]) => to !== null);
      if (!(error instanceof JanusError) || error.sort !== 'refused' || !sources.length) throw error;
      // One of the publishers left in this very moment, and the whole list was refused with them.
      await this.#request(new Map([...switches.keys()].map((mid) => [mid, null])));
      for (const source of sources) await this.#request(new Map([source])).catch(ignoreRefusal);
    } finally {
      this.#switching = new Map();
    }
    this.#tell();
  }

  /** Asks for it and believes the answer, which says what the server sends on each line now. */
  async #request(switches: ReadonlyMap<string, Wanted | null>): Promise<void> {
    const { silence } = this.context.stage;
    const handle = await this.handle;
    const lines = this.#lines.filter((line) => switches.has(line.mid));
    if (!lines.length) return;
    const { data } = await handle.request({
      request: 'switch',
      streams: lines.map(({ mid, medium }) => {
        const to = switches.get(mid) ?? silence[medium];
        return { feed: to.feed, mid: to.mid, sub_mid: mid };
      }),
    });
    const now = new Map(listOf(data.streams).map((stream) => [String(stream.mid), stream]));
    this.#lines = this.#lines.map((line) => {
      if (!switches.has(line.mid)) return line;
      const to = switches.get(line.mid) ?? null;
      const at = to ?? silence[line.medium];
      const stream = now.get(line.mid);
      const done = stream !== undefined && isOn(stream, at);
      if (!done && to === null) throw new JanusError('refused', 'a slot could not be switched to silence');
      const switched: Line = {
        ...line,
        carries: done ? to : null,
        sends: levelOf(stream, to?.kind),
        layered: stream?.simulcast !== undefined,
        gone: line.gone && !done,
      };
      this.#seek(switched);
      return switched;
    });
  }

  /** Sends as much of what each of these lines carries as is wanted now. */
  async #level(levels: ReadonlyMap<string, Level>): Promise<void> {
    const handle = await this.handle;
    const lines = this.#lines.filter(({ mid }) => levels.has(mid));
    await handle.request({
      request: 'configure',
      streams: lines.map((line) => ({ mid: line.mid, ...settingsFor(line, levels.get(line.mid) ?? WHOLE) })),
    });
    this.#lines = this.#lines.map((line) => {
      const levelled = { ...line, sends: levels.get(line.mid) ?? line.sends };
      if (levels.has(line.mid)) this.#seek(levelled);
      return levelled;
    });
  }

  #seek({ mid, carries, sends, layered }: Line): void {
    const seeks = this.#connected && layered && carries !== null && sends !== 'none';
    this.#seeking.seek(mid, seeks ? (carries.kind === 'camera' ? sends : 'any') : null);
  }

  async #askAgain(mid: string): Promise<void> {
    const line = this.#lines.find((one) => one.mid === mid);
    if (!line?.carries || line.sends === 'none') return;
    const handle = await this.handle;
    await handle.request({ request: 'configure', streams: [{ mid, send: true }] });
  }

  /** The levels of lines that carry what is wanted, but not as much of it. */
  #askew(): ReadonlyMap<string, Level> {
    const wanted = this.context.wanted();
    const askew = new Map<string, Level>();
    for (const { mid, carries, sends, layered } of this.#lines) {
      const want = carries && wanted.find((one) => sameSource(one, carries));
      if (!want || want.level === sends) continue;
      // Of what has no layers there is all or nothing.
      if (layered || want.level === 'none' || sends === 'none') askew.set(mid, want.level);
    }
    return askew;
  }

  #plan = () => planSlots(this.#lines, this.context.wanted());

  /** Lines on which something is sent, or is about to be, that this participant alone has lost. */
  #lost(): readonly Line[] {
    const wanted = new Set(this.context.wanted().map((want) => want.publication));
    return this.#lines.filter(({ mid, carries }) =>
      [carries, this.#switching.get(mid) ?? null].some(
        (sent) => sent && !wanted.has(sent.publication) && this.context.flows(sent),
      ),
    );
  }

  #tell(): void {
    this.tellSlots(
      this.#lines.map(({ mid, carries }) => ({ mid, publication: carries?.publication ?? null })),
    );
  }
}

/** Whether a line, as the server describes it, carries a source. */
const isOn = (stream: Readonly<Record<string, unknown>>, { feed, mid }: Source): boolean =>
  Number(stream.feed_id) === feed && String(stream.feed_mid) === mid;

/** The line stays silent; the publisher's own link tells when there is something to switch to again. */
function ignoreRefusal(error: unknown): void {
  if (!(error instanceof JanusError) || error.sort !== 'refused') throw error;
}
