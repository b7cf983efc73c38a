// Long because every link of a room comes and goes here, and each for the others' sake.
import type { Logger } from 'pino';
import type { Failure } from '@/lib/core/failure.ts';
import { mediumOf } from '@/lib/core/gate/rights.ts';
import type { LinkId, ParticipantId, PublicationId, RoomId } from '@/lib/core/ids.ts';
import type { Level } from '@/lib/core/quality/level.ts';
import type { Limits } from '@/lib/core/quality/limits.ts';
import type { Codec } from '@/lib/core/room/settings.ts';
import { Desired, isMore } from '../desired.ts';
import type { MediaChange, MediaEvents, MediaSink, RoomMedia, Signal } from '../engine.ts';
import { Most } from '../most.ts';
import { closedRoom, REPLACE_PACE, unknownLink } from '../refusals.ts';
import type { JanusError } from './connection.ts';
import { DownLink } from './downlink.ts';
import type { JanusLink } from './link.ts';
import type { JanusServer } from './server.ts';
import type { Wanted } from './slots.ts';
import { type Former, openStage, type Source, type Stage } from './stage.ts';
import { UpLink } from './uplink.ts';

export interface RoomOptions {
  readonly id: RoomId;
  /** What every picture in it is encoded in. */
  readonly codec: Codec;
  readonly server: JanusServer;
  readonly key: Buffer;
  readonly sink: MediaSink;
  readonly events?: MediaEvents | undefined;
  readonly log: Logger;
  /** Milliseconds until a publisher is told that less will do. */
  readonly patience: number;
  /** Milliseconds that what an earlier run forwards may go on beside it. */
  readonly overlap: number;
  readonly gone: () => void;
}

/**
 * One room's media at a Janus. It compares what shall stand with what stands and mends the difference; a server
 * that comes back empty is only a large difference.
 */
export class JanusRoom implements RoomMedia {
  readonly hears = true;
  readonly #desired = new Desired();
  readonly #ups = new Map<ParticipantId, UpLink>();
  readonly #downs = new Map<ParticipantId, DownLink>();
  readonly #links = new Map<LinkId, JanusLink>();
  /** Up links by their numbers at Janus. */
  readonly #feeds = new Map<number, UpLink>();
  /** Replacements under way or held back by the pace, by the link they replace. */
  readonly #timers = new Map<JanusLink, ReturnType<typeof setTimeout>>();
  /** Until when no new link is opened for somebody whose last one broke, in milliseconds since the epoch. */
  readonly #held = new Map<string, number>();
  #stage: Stage | null = null;
  /** The room is being made. */
  #entering: Promise<void> | null = null;
  /** Whether what an earlier run of ours forwards may go on; what of it has been found, and until when. */
  #inherits = false;
  #former: Former | null = null;
  #ending: Promise<void> | null = null;
  #formerEnds: ReturnType<typeof setTimeout> | undefined;
  /** The log has heard once that the room cannot be made. */
  #complained = false;
  #closed = false;
  readonly #unwatch: () => void;

  readonly #most: Most;

  constructor(readonly options: RoomOptions) {
    this.#most = new Most({
      now: (publication) =>
        this.#desired.most(publication, (subscriber) => this.#awaits(subscriber, publication)),
      changed: (publications) => {
        for (const publisher of new Set(publications.map((id) => this.#desired.publisher(id))))
          if (publisher) this.#ups.get(publisher)?.raise();
      },
      patience: options.patience,
    });
    this.#unwatch = options.server.watch({ up: () => this.#enter(), down: () => this.#leave() });
  }

  async apply(change: MediaChange): Promise<void> {
    if (this.#closed) return;
    const loses = this.#desired.loses(change);
    const { participants, publications } = this.#desired.fold(change);
    await Promise.all([this.#cut(participants), loses && this.#disinherit()]);
    this.#most.update(publications);
    this.#raise(participants);
  }

  want(subscriber: ParticipantId, levels: ReadonlyMap<PublicationId, Level>): void {
    if (this.#closed) return;
    const altered = this.#desired.want(subscriber, levels);
    if (!altered.length) return;
    for (const publication of altered)
      this.#most.altered(publication.id, this.#desired.level(subscriber, publication));
    void this.#downs.get(subscriber)?.raise();
  }

  signal(participant: ParticipantId, link: LinkId, signal: Signal): Failure | null {
    if (this.#closed) return closedRoom();
    const found = this.#find(participant, link);
    return found ? found.signal(signal) : unknownLink();
  }

  restart(participant: ParticipantId, link: LinkId): Failure | null {
    if (this.#closed) return closedRoom();
    const found = this.#find(participant, link);
    if (!found) return unknownLink();
    if (found.agreed) found.restart();
    else this.#replaceLater(found);
    return null;
  }

  failed(participant: ParticipantId, link: LinkId): Failure | null {
    if (this.#closed) return closedRoom();
    const found = this.#find(participant, link);
    if (!found) return unknownLink();
    this.#replaceLater(found);
    return null;
  }

  renew(participant: ParticipantId): void {
    if (this.#closed) return;
    for (const link of [this.#ups.get(participant), this.#downs.get(participant)])
      if (link) void this.#end(link);
    this.#raise([participant]);
  }

  inherit(): void {
    if (!this.#closed && !this.#stage) this.#inherits = true;
  }

  async bequeath(): Promise<void> {
    if (!this.#stop()) return;
    for (const link of this.#links.values()) link.abandon();
    this.options.gone();
  }

  async close(): Promise<void> {
    if (!this.#stop()) return;
    const stage = this.#stage;
    this.#stage = null;
    const links = [...this.#links.values()].map((link) => this.#end(link));
    await Promise.all([stage?.close(), this.#disinherit()]);
    await Promise.all(links);
    this.#desired.clear();
    this.options.gone();
  }

  /** From here on nothing is begun any more. False where that was so already. */
  #stop(): boolean {
    if (this.#closed) return false;
    this.#closed = true;
    this.#unwatch();
    this.#most.stop();
    clearTimeout(this.#formerEnds);
    for (const timer of this.#timers.values()) clearTimeout(timer);
    return true;
  }

  /** Nothing of an earlier run may flow any more; resolves when nothing does. */
  async #disinherit(): Promise<void> {
    if (this.#inherits) {
      this.#inherits = false;
      clearTimeout(this.#formerEnds);
      // What is being looked for at this moment ends as soon as it is found.
      this.#ending = Promise.resolve(this.#entering).then(() => this.#endFormer());
    }
    await this.#ending;
  }

  async #endFormer(): Promise<void> {
    const { server, id, log } = this.options;
    const former = this.#former;
    this.#former = null;
    await former?.end().catch((error: JanusError) => {
      // Without a connection it is ended as soon as there is one, before anything else.
      log.warn({ err: error, room: id }, 'what an earlier run forwards could not be ended');
      if (error.sort === 'hung') server.fault('a room could not be ended');
    });
  }

  #find(participant: ParticipantId, link: LinkId): JanusLink | null {
    const found = this.#links.get(link);
    return found?.participant === participant ? found : null;
  }

  /** The server is there: make the room, then everything in it. */
  #enter(): void {
    if (this.#closed || this.#stage) return;
    this.#entering ??= this.#make().finally(() => {
      this.#entering = null;
      this.#raise();
    });
  }

  async #make(): Promise<void> {
    const { server, key, id, codec, log, overlap } = this.options;
    let lost = false;
    try {
      const { stage, former } = await openStage(
        server,
        key,
        { id, codec },
        () => this.#inherits,
        (why) => {
          log.warn({ room: id, why }, 'the room was lost at janus');
          lost = true;
          this.#leave();
          this.#enterLater();
        },
      );
      if (this.#closed) {
        // For good, and not for a later run to find.
        if (!this.#inherits) await former?.end();
        return void (await stage.close());
      }
      if (lost) return;
      this.#stage = stage;
      this.#former = former;
      if (former) this.#formerEnds = setTimeout(() => void this.#disinherit(), overlap).unref();
      this.#complained = false;
    } catch (error) {
      if (!this.#complained) log.warn({ err: error, room: id }, 'the room could not be made at janus');
      this.#complained = true;
      if ((error as JanusError).sort === 'hung') server.fault('a room could not be made');
      this.#enterLater();
    }
  }

  #enterLater(): void {
    setTimeout(() => {
      if (this.options.server.ready) void this.#enter();
    }, 500).unref();
  }

  /** The server is gone, and everything in it: browsers drop their ends and wait. */
  #leave(): void {
    this.#stage = null;
    this.#former = null;
    this.#inherits = false;
    this.#held.clear();
    for (const link of [...this.#links.values()]) {
      this.#forget(link);
      link.drop();
    }
  }

  /** Losses. Resolves when they are in force where packets flow. */
  async #cut(concerned: Iterable<ParticipantId>): Promise<void> {
    const losses: (Promise<void> | null)[] = [];
    // What everybody loses at its source is lost before what each listener loses.
    for (const participant of concerned) {
      const link = this.#ups.get(participant);
      if (link) losses.push(this.#needsUp(participant) ? link.cut() : this.#end(link));
    }
    for (const participant of concerned) {
      const link = this.#downs.get(participant);
      if (link) losses.push(this.#fits(link) ? link.cut() : this.#end(link));
    }
    await Promise.all(losses);
  }

  /** Everything that shall stand and does not yet: started here, finished when the server and browsers have. */
  #raise(concerned: Iterable<ParticipantId> = this.#desired.participants()): void {
    const stage = this.#stage;
    if (!stage || this.#closed) return;
    const all = [...concerned];
    for (const participant of all) {
      const link = this.#ups.get(participant);
      if (link && link.screens < this.#desired.screens(participant)) void this.#end(link);
    }
    for (const participant of all) if (this.#desired.port(participant)) this.#open(stage, participant);
    for (const participant of all) this.#ups.get(participant)?.raise();
    for (const participant of all) this.#downs.get(participant)?.raise();
  }

  /**
   * What somebody receives goes first: an up link that has nothing to carry yet would only be in the way of the first
   * picture.
   */
  #open(stage: Stage, participant: ParticipantId): void {
    const receives = this.#media(participant).length > 0;
    if (receives && !this.#downs.has(participant) && !this.#isHeld('down', participant))
      this.#openDown(stage, participant);
    if (!this.#needsUp(participant) || this.#ups.has(participant) || this.#isHeld('up', participant)) return;
    const waits = receives && !this.#downs.get(participant)?.settled;
    if (!waits || this.#desired.sends(participant)) this.#openUp(stage, participant);
  }

  #openUp(stage: Stage, participant: ParticipantId): void {
    const link = new UpLink({
      stage,
      participant,
      codec: this.options.codec,
      sink: this.options.sink,
      broken: (broken, error) => this.#broken(broken, error),
      most: (publication) => this.#most.of(publication),
      screens: Math.max(1, this.#desired.port(participant)?.screens ?? 1),
      carried: (line) => this.#desired.carried(participant, line),
      changed: () => {
        for (const subscriber of this.#desired.subscribersOf(participant))
          this.#downs.get(subscriber)?.raise();
      },
      talking: (publication, talking) => this.options.events?.talking(publication, talking),
      limits: () => this.#desired.port(participant)?.limits ?? NOTHING,
      vacate: async (source) => {
        await Promise.all([...this.#downs.values()].map((down) => down.leave(source)));
      },
      exceeded: (publication, excess) => this.options.events?.exceeded(publication, excess),
      blind: () => this.options.server.blind(),
    });
    this.#ups.set(participant, link);
    this.#feeds.set(link.feed, link);
    this.#links.set(link.id, link);
  }

  #openDown(stage: Stage, participant: ParticipantId): void {
    const link = new DownLink({
      stage,
      participant,
      sink: this.options.sink,
      broken: (broken, error) => this.#broken(broken, error),
      media: this.#media(participant),
      wanted: () => this.#wanted(participant),
      flows: (source) => this.#flows(source),
      connected: () => this.#most.update(this.#desired.received(participant).map(({ id }) => id)),
      settled: () => {
        if (this.#stage === stage && !this.#closed) this.#open(stage, participant);
      },
    });
    this.#downs.set(participant, link);
    this.#links.set(link.id, link);
  }

  #wanted(subscriber: ParticipantId): readonly Wanted[] {
    return this.#desired.received(subscriber).flatMap((publication) => {
      const { id, kind, participant } = publication;
      const up = this.#ups.get(participant);
      const source = up?.source(id);
      if (!up || !source) return [];
      const level = lesser(this.#desired.level(subscriber, publication), up.ceiling(id));
      return [{ ...source, publication: id, kind, medium: mediumOf(kind), level }];
    });
  }

  /**
   * Whether pictures are to be made for somebody by now. A publisher that begins makes a keyframe, and browsers make no
   * second one for 300 ms: the one that is asked for when a link stands would be missed. What nobody has looked at yet
   * is begun before, because the look needs pictures.
   */
  #awaits(subscriber: ParticipantId, id: PublicationId): boolean {
    const publisher = this.#desired.publisher(id);
    const known = publisher !== null && this.#ups.get(publisher)?.source(id);
    return !known || (this.#downs.get(subscriber)?.connected ?? false);
  }

  /** Whether the server goes on passing this source's packets to whoever is switched to it. */
  #flows({ feed, mid }: Source): boolean {
    return this.#feeds.get(feed)?.passes(mid) ?? false;
  }

  #needsUp(participant: ParticipantId): boolean {
    const port = this.#desired.port(participant);
    return port !== null && (port.warm || port.send.length > 0);
  }

  #media = (participant: ParticipantId) => this.#desired.port(participant)?.receive ?? [];

  /** A down link stays while it has lines for all its participant may be given; fewer need no new link. */
  #fits(link: DownLink): boolean {
    const media = this.#media(link.participant);
    return media.length > 0 && media.every((medium) => link.media.includes(medium));
  }

  #forget(link: JanusLink): void {
    this.#links.delete(link.id);
    if (link instanceof UpLink) this.#feeds.delete(link.feed);
    for (const links of [this.#ups, this.#downs])
      if (links.get(link.participant) === link) links.delete(link.participant);
    clearTimeout(this.#timers.get(link));
    this.#timers.delete(link);
  }

  /**
   * Closes a link in good order. A publisher's listeners are switched away before it leaves: Janus negotiates
   * with every listener whose publisher left without that.
   */
  async #end(link: JanusLink): Promise<void> {
    this.#forget(link);
    if (link instanceof UpLink) {
      await link.retire();
      await Promise.all([...this.#downs.values()].map((down) => down.raise()));
    }
    await link.close();
  }

  /** A link that broke by itself is closed at once, and its successor keeps the pace. */
  async #broken(link: JanusLink, error: JanusError): Promise<void> {
    if (this.#links.get(link.id) !== link) return;
    this.options.log.info({ room: this.options.id, link: link.id, why: error.message }, 'a media link broke');
    if (error.sort === 'hung') return this.options.server.fault(error.message);
    this.#forget(link);
    if (link instanceof UpLink) for (const down of this.#downs.values()) down.bereave(link.feed);
    const wait = link.openedAt + REPLACE_PACE - Date.now();
    if (wait > 0) {
      this.#held.set(holdKey(link instanceof UpLink ? 'up' : 'down', link.participant), Date.now() + wait);
      setTimeout(() => this.#raise(), wait + 1).unref();
    }
    await link.close();
    this.#raise();
  }

  /** A link that a browser calls failed is replaced, but not before the pace allows. */
  #replaceLater(link: JanusLink): void {
    if (this.#timers.has(link)) return;
    const replace = () => {
      void this.#end(link);
      this.#raise();
    };
    this.#timers.set(
      link,
      setTimeout(replace, Math.max(0, link.openedAt + REPLACE_PACE - Date.now())).unref(),
    );
  }

  #isHeld(direction: 'up' | 'down', participant: ParticipantId): boolean {
    const key = holdKey(direction, participant);
    const until = this.#held.get(key);
    if (until === undefined) return false;
    if (until > Date.now()) return true;
    this.#held.delete(key);
    return false;
  }
}

const NOTHING: Limits = { width: 0, height: 0, bitrate: 0 };
const lesser = (one: Level, other: Level): Level => (isMore(one, other) ? other : one);

const holdKey = (direction: 'up' | 'down', participant: ParticipantId) => `${direction} ${participant}`;
