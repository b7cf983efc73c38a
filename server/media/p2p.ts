import { randomUUID } from 'node:crypto';
import { type Failure, failure } from '@/lib/core/failure.ts';
import { KINDS, type Kind, mediumOf } from '@/lib/core/gate/rights.ts';
import { type LinkId, linkId, type ParticipantId, type RoomId } from '@/lib/core/ids.ts';
import { Desired } from './desired.ts';
import type { Engine, MediaChange, MediaSink, RoomMedia, Signal, Slot } from './engine.ts';
import { closedRoom, REPLACE_PACE, unknownLink } from './refusals.ts';
import { MOST_CANDIDATES, type Offered, readAnswer, readCandidate, readOffer } from './sdp.ts';

/**
 * Browser to browser: media never touches this machine. Each publisher has one link to each subscriber that a
 * route joins, and the two ends reach each other only through here, so a route that falls takes both ends with it.
 *
 * What two browsers that both disobey agree on cannot be seen from here; one honest end is enough, because it
 * takes its tracks away, or plays nothing, as `slots` say.
 */
export function createP2pEngine(): Engine {
  const rooms = new Set<RoomMedia>();
  return {
    name: 'p2p',
    open: (_room: RoomId, sink: MediaSink) => {
      const room = new P2pRoom(sink, () => rooms.delete(room));
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
}

/** How far the one negotiation of a pair has come. */
type Progress =
  | { readonly at: 'opened' }
  | { readonly at: 'offered'; readonly offer: Offered }
  | { readonly at: 'answered'; readonly offer: Offered };

/** Both ends of one connection. Their ids differ, so that what one end knows says nothing at the other. */
interface Pair {
  readonly key: string;
  readonly up: End;
  readonly down: End;
  readonly lines: readonly Kind[];
  readonly openedAt: number;
  progress: Progress;
  /** The slots as last told, to tell them only when they change. */
  told: string;
  replacing: ReturnType<typeof setTimeout> | null;
}

interface WantedPair {
  readonly publisher: ParticipantId;
  readonly subscriber: ParticipantId;
  readonly lines: readonly Kind[];
  readonly carries: ReadonlyMap<Kind, Slot['publication']>;
}

class P2pRoom implements RoomMedia {
  readonly #desired = new Desired();
  readonly #pairs = new Map<string, Pair>();
  readonly #ends = new Map<LinkId, { readonly pair: Pair; readonly end: End }>();
  #closed = false;

  constructor(
    readonly sink: MediaSink,
    readonly gone: () => void,
  ) {}

  async apply(change: MediaChange): Promise<void> {
    if (this.#closed) return;
    this.#desired.fold(change);
    this.#reconcile();
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

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    for (const pair of [...this.#pairs.values()]) this.#close(pair);
    this.#desired.clear();
    this.gone();
  }

  #offer(pair: Pair, end: End, signal: { sdp: string }): Failure | null {
    if (end !== pair.up) return failure('bad-request', 'This link answers; it does not offer.');
    if (pair.progress.at !== 'opened') return failure('bad-request', 'This link has made its offer.');
    const read = readOffer(signal.sdp, pair.lines);
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
    const wanted = new Map<string, WantedPair & { carries: Map<Kind, Slot['publication']> }>();
    for (const subscriber of this.#desired.participants()) {
      for (const { id, kind, participant: publisher } of this.#desired.received(subscriber)) {
        const key = `${publisher} ${subscriber}`;
        const pair = wanted.get(key) ?? {
          publisher,
          subscriber,
          lines: this.#lines(publisher, subscriber),
          carries: new Map(),
        };
        pair.carries.set(kind, id);
        wanted.set(key, pair);
      }
    }
    return wanted;
  }

  /** A line for everything this publisher may send and this subscriber may be given, and for nothing else. */
  #lines(publisher: ParticipantId, subscriber: ParticipantId): readonly Kind[] {
    const send = this.#desired.port(publisher)?.send ?? [];
    const receive = this.#desired.port(subscriber)?.receive ?? [];
    return KINDS.filter((kind) => send.includes(kind) && receive.includes(mediumOf(kind)));
  }

  #open(key: string, { publisher, subscriber, lines }: WantedPair): void {
    const end = (participant: ParticipantId): End => ({
      link: linkId(randomUUID()),
      participant,
      candidates: 0,
    });
    const pair: Pair = {
      key,
      up: end(publisher),
      down: end(subscriber),
      lines,
      openedAt: Date.now(),
      progress: { at: 'opened' },
      told: '',
      replacing: null,
    };
    this.#pairs.set(key, pair);
    for (const side of [pair.up, pair.down]) this.#ends.set(side.link, { pair, end: side });
    this.sink.open(pair.down.participant, pair.down.link, { direction: 'down' });
    this.sink.open(pair.up.participant, pair.up.link, { direction: 'up', lines });
  }

  #close(pair: Pair): void {
    if (this.#pairs.get(pair.key) !== pair) return;
    if (pair.replacing) clearTimeout(pair.replacing);
    this.#pairs.delete(pair.key);
    for (const side of [pair.up, pair.down]) {
      this.#ends.delete(side.link);
      this.sink.close(side.participant, side.link);
    }
  }

  #tellSlots(pair: Pair, want: WantedPair): void {
    if (pair.progress.at === 'opened') return;
    const { mids } = pair.progress.offer;
    const slots = pair.lines.map((kind, index) => ({
      mid: mids[index] ?? '',
      publication: want.carries.get(kind) ?? null,
    }));
    const told = JSON.stringify(slots);
    if (told === pair.told) return;
    pair.told = told;
    this.sink.slots(pair.up.participant, pair.up.link, slots);
    this.sink.slots(pair.down.participant, pair.down.link, slots);
  }
}

/** A pair may stay when it has no line that may not be sent any more, and a line for everything routed. */
const fits = (pair: Pair, want: WantedPair): boolean =>
  pair.lines.every((kind) => want.lines.includes(kind)) &&
  [...want.carries.keys()].every((kind) => pair.lines.includes(kind));
