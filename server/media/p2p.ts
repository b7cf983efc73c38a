import { randomUUID } from 'node:crypto';
import { type Failure, failure } from '@/lib/core/failure.ts';
import { KINDS, mediumOf } from '@/lib/core/gate/rights.ts';
import { type LinkId, linkId, type ParticipantId, type PublicationId, type RoomId } from '@/lib/core/ids.ts';
import { type Level, WHOLE } from '@/lib/core/quality/level.ts';
import { type Codec, USUAL_WAY, type Way } from '@/lib/core/room/settings.ts';
import { Desired } from './desired.ts';
import type { Engine, MediaChange, MediaPublication, MediaSink, RoomMedia, Signal, Slot } from './engine.ts';
import { type LineUse, linesFor, sameUse } from './lines.ts';
import { closedRoom, REPLACE_PACE, unknownLink } from './refusals.ts';
import {
  MOST_CANDIDATES,
  type Offered,
  readAnswer,
  readCandidate,
  readOffer,
  readOfferAgain,
} from './sdp.ts';

/**
 * Browser to browser: media never touches this machine. Each publisher has one link to each subscriber that a
 * route joins, and the two ends reach each other only through here, so a route that falls takes both ends with it.
 *
 * What two browsers that both disobey agree on cannot be seen from here; one honest end is enough, because it
 * takes its tracks away, or plays nothing, as `slots` say. Nor can it be heard from here who talks: `MediaEvents`
 * gets nothing, and whoever wants to know asks the browsers.
 */
export function createP2pEngine(): Engine {
  const rooms = new Set<RoomMedia>();
  return {
    name: 'p2p',
    open: (_room: RoomId, sink: MediaSink, { codec }: Way = USUAL_WAY) => {
      const room = new P2pRoom(sink, codec, () => rooms.delete(room));
      rooms.add(room);
      return room;
    },
    status: () => ({ ready: true }),
    close: async () => {
      await Promise.all([...rooms].map((room) => room.close()));
    },
  };
}

interface End {
  readonly link: LinkId;
  readonly participant: ParticipantId;
  candidates: number;
  /** The slots as last told, to tell them only when they change. */
  told: string;
}

/** How far the negotiation of a pair has come. There is one, and another for each restart. */
type Progress =
  | { readonly at: 'opened' }
  | { readonly at: 'offered'; readonly offer: Offered }
  | { readonly at: 'answered'; readonly offer: Offered }
  /** Its publisher has been asked to offer again. */
  | { readonly at: 'restarting'; readonly offer: Offered };

/** Both ends of one connection. Their ids differ, so that what one end knows says nothing at the other. */
interface Pair {
  readonly key: string;
  readonly up: End;
  readonly down: End;
  readonly lines: readonly LineUse[];
  readonly openedAt: number;
  progress: Progress;
  replacing: ReturnType<typeof setTimeout> | null;
  restarting: ReturnType<typeof setTimeout> | null;
  restartedAt: number;
}

interface WantedPair {
  readonly publisher: ParticipantId;
  readonly subscriber: ParticipantId;
  readonly lines: readonly LineUse[];
  /** What is to flow, and how much of it, by the line that the publisher's own list has for it. */
  readonly carries: readonly Carried[];
}

interface Carried extends LineUse, Pick<MediaPublication, 'id'> {
  readonly level: Level;
}

class P2pRoom implements RoomMedia {
  readonly hears = false;
  readonly #desired = new Desired();
  readonly #pairs = new Map<string, Pair>();
  readonly #ends = new Map<LinkId, { readonly pair: Pair; readonly end: End }>();
  #closed = false;

  constructor(
    readonly sink: MediaSink,
    readonly codec: Codec,
    readonly gone: () => void,
  ) {}

  async apply(change: MediaChange): Promise<void> {
    if (this.#closed) return;
    this.#desired.fold(change);
    this.#reconcile();
  }

  /** Each pair has encoders of its own: what its subscriber does not want is not sent at all. */
  want(subscriber: ParticipantId, levels: ReadonlyMap<PublicationId, Level>): void {
    if (!this.#closed && this.#desired.want(subscriber, levels).length) this.#reconcile();
  }

  signal(participant: ParticipantId, link: LinkId, signal: Signal): Failure | null {
    if (this.#closed) return closedRoom();
    const found = this.#ends.get(link);
    if (!found || found.end.participant !== participant) return unknownLink();
    const { pair, end } = found;
    switch (signal?.type) {
      case 'offer':
        return this.#offer(pair, end, signal);
      case 'answer':
        return this.#answer(pair, end, signal);
      case 'candidate':
        return this.#candidate(pair, end, signal);
      default:
        return failure('bad-request', 'This is not a signal.');
    }
  }

  restart(participant: ParticipantId, link: LinkId): Failure | null {
    if (this.#closed) return closedRoom();
    const found = this.#ends.get(link);
    if (!found || found.end.participant !== participant) return unknownLink();
    const { pair } = found;
    if (pair.progress.at !== 'answered') return pair.restartedAt ? null : this.failed(participant, link);
    const since = Math.max(pair.openedAt, pair.restartedAt);
    pair.restarting ??= setTimeout(
      () => {
        pair.restarting = null;
        this.#restart(pair);
      },
      Math.max(0, since + REPLACE_PACE - Date.now()),
    ).unref();
    return null;
  }

  failed(participant: ParticipantId, link: LinkId): Failure | null {
    if (this.#closed) return closedRoom();
    const found = this.#ends.get(link);
    if (!found || found.end.participant !== participant) return unknownLink();
    const { pair } = found;
    pair.replacing ??= setTimeout(
      () => {
        this.#close(pair);
        this.#reconcile();
      },
      Math.max(0, pair.openedAt + REPLACE_PACE - Date.now()),
    ).unref();
    return null;
  }

  renew(participant: ParticipantId): void {
    if (this.#closed) return;
    for (const pair of [...this.#pairs.values()])
      if (pair.up.participant === participant || pair.down.participant === participant) this.#close(pair);
    this.#reconcile();
  }

  /** Browsers go on by themselves, and end what they had once a later run opens the same anew. */
  inherit(): void {}

  async bequeath(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    for (const pair of this.#pairs.values()) stopTimers(pair);
    this.gone();
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    for (const pair of [...this.#pairs.values()]) this.#close(pair);
    this.#desired.clear();
    this.gone();
  }

  #restart(pair: Pair): void {
    if (pair.progress.at !== 'answered') return;
    pair.progress = { at: 'restarting', offer: pair.progress.offer };
    pair.restartedAt = Date.now();
    for (const end of [pair.up, pair.down]) end.candidates = 0;
    this.sink.signal(pair.up.participant, pair.up.link, { type: 'restart' });
  }

  #offer(pair: Pair, end: End, signal: { sdp: string }): Failure | null {
    if (end !== pair.up) return failure('bad-request', 'This link answers; it does not offer.');
    const { progress } = pair;
    if (progress.at !== 'opened' && progress.at !== 'restarting')
      return failure('bad-request', 'This link has made its offer.');
    const kinds = pair.lines.map(({ kind }) => kind);
    const read =
      progress.at === 'opened'
        ? readOffer(signal.sdp, kinds)
        : readOfferAgain(signal.sdp, kinds, progress.offer);
    if (!read.ok) return read.failure;
    pair.progress = { at: 'offered', offer: read.value };
    this.sink.signal(pair.down.participant, pair.down.link, { type: 'offer', sdp: signal.sdp });
    this.#reconcile();
    return null;
  }

  #answer(pair: Pair, end: End, signal: { sdp: string }): Failure | null {
    if (end !== pair.down) return failure('bad-request', 'This link offers; it does not answer.');
    if (pair.progress.at !== 'offered') return failure('bad-request', 'There is no offer to answer.');
    const read = readAnswer(signal.sdp, pair.progress.offer.all);
    if (!read.ok) return read.failure;
    pair.progress = { at: 'answered', offer: pair.progress.offer };
    this.sink.signal(pair.up.participant, pair.up.link, { type: 'answer', sdp: signal.sdp });
    return null;
  }

  #candidate(pair: Pair, end: End, signal: { candidate: unknown }): Failure | null {
    if (pair.progress.at === 'opened') return failure('bad-request', 'Candidates follow the offer.');
    const read = readCandidate(signal.candidate, pair.progress.offer.all);
    if (!read.ok) return read.failure;
    end.candidates += 1;
    if (end.candidates > MOST_CANDIDATES) return failure('bad-request', 'Too many candidates for one link.');
    const other = end === pair.up ? pair.down : pair.up;
    this.sink.signal(other.participant, other.link, { type: 'candidate', candidate: read.value });
    return null;
  }

  /** Closes what may not stand, then opens what shall, then tells whose slots changed. */
  #reconcile(): void {
    // A room full of people who only wait costs nothing.
    if (this.#desired.isSilent && !this.#pairs.size) return;
    const wanted = this.#wanted();
    for (const pair of [...this.#pairs.values()]) {
      const want = wanted.get(pair.key);
      if (!want || !fits(pair, want)) this.#close(pair);
    }
    for (const [key, want] of wanted) if (!this.#pairs.has(key)) this.#open(key, want);
    for (const pair of this.#pairs.values()) {
      const want = wanted.get(pair.key);
      if (want) this.#tellSlots(pair, want);
    }
  }

  #wanted(): Map<string, WantedPair> {
    const wanted = new Map<string, WantedPair>();
    for (const subscriber of this.#desired.participants()) {
      const received = this.#desired.received(subscriber);
      for (const publisher of new Set(received.map(({ participant }) => participant))) {
        const lines = this.#lines(publisher, subscriber);
        const carries = lines.flatMap((line) => {
          const id = this.#desired.carried(publisher, line);
          const publication = received.find((one) => one.id === id);
          return publication
            ? [{ ...line, id: publication.id, level: this.#desired.level(subscriber, publication) }]
            : [];
        });
        wanted.set(`${publisher} ${subscriber}`, { publisher, subscriber, lines, carries });
      }
    }
    return wanted;
  }

  /** A line for everything this publisher may send and this subscriber may be given, and for nothing else. */
  #lines(publisher: ParticipantId, subscriber: ParticipantId): readonly LineUse[] {
    const { send = [], screens = 0 } = this.#desired.port(publisher) ?? {};
    const receive = this.#desired.port(subscriber)?.receive ?? [];
    const kinds = KINDS.filter((kind) => send.includes(kind) && receive.includes(mediumOf(kind)));
    return linesFor(kinds, screens);
  }

  #open(key: string, { publisher, subscriber, lines }: WantedPair): void {
    const end = (participant: ParticipantId): End => ({
      link: linkId(randomUUID()),
      participant,
      candidates: 0,
      told: '',
    });
    const pair: Pair = {
      key,
      up: end(publisher),
      down: end(subscriber),
      lines,
      openedAt: Date.now(),
      progress: { at: 'opened' },
      replacing: null,
      restarting: null,
      restartedAt: 0,
    };
    this.#pairs.set(key, pair);
    for (const side of [pair.up, pair.down]) this.#ends.set(side.link, { pair, end: side });
    this.sink.open(pair.down.participant, pair.down.link, { direction: 'down' });
    this.sink.open(pair.up.participant, pair.up.link, {
      direction: 'up',
      lines: lines.map(({ kind }) => kind),
      codec: this.codec,
    });
  }

  #close(pair: Pair): void {
    if (this.#pairs.get(pair.key) !== pair) return;
    stopTimers(pair);
    this.#pairs.delete(pair.key);
    for (const side of [pair.up, pair.down]) {
      this.#ends.delete(side.link);
      this.sink.close(side.participant, side.link);
    }
  }

  #tellSlots(pair: Pair, want: WantedPair): void {
    if (pair.progress.at === 'opened') return;
    const { mids } = pair.progress.offer;
    const slots = pair.lines.map((line, index) => ({
      mid: mids[index] ?? '',
      publication: want.carries.find((carried) => sameUse(carried, line))?.id ?? null,
    }));
    const levels = pair.lines.map(
      (line) => want.carries.find((carried) => sameUse(carried, line))?.level ?? WHOLE,
    );
    this.#tell(
      pair.up,
      slots.map((slot, index) => {
        const level = levels[index] ?? WHOLE;
        return level === WHOLE ? slot : { ...slot, level };
      }),
    );
    this.#tell(pair.down, slots);
  }

  #tell(end: End, slots: readonly Slot[]): void {
    const told = JSON.stringify(slots);
    if (told === end.told) return;
    end.told = told;
    this.sink.slots(end.participant, end.link, slots);
  }
}

function stopTimers({ replacing, restarting }: Pair): void {
  for (const timer of [replacing, restarting]) if (timer) clearTimeout(timer);
}

/** A pair may stay when it has no line that may not be sent any more, and a line for everything routed. */
const fits = (pair: Pair, want: WantedPair): boolean =>
  pair.lines.every((line) => want.lines.some((wanted) => sameUse(wanted, line))) &&
  want.carries.every((carried) => pair.lines.some((line) => sameUse(line, carried)));
