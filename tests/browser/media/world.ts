import { createServer, type Server } from 'node:http';
import { type Browser, expect, type Page } from '@playwright/test';
import type { Failure } from '@/lib/core/failure.ts';
import { type Kind, mediumOf } from '@/lib/core/gate/rights.ts';
import {
  type LinkId,
  linkId,
  type ParticipantId,
  type PublicationId,
  participantId,
  publicationId,
  type RoomId,
  roomId,
} from '@/lib/core/ids.ts';
import type { Level } from '@/lib/core/quality/level.ts';
import type { Excess } from '@/lib/core/quality/limits.ts';
import { type Codec, USUAL_WAY } from '@/lib/core/room/settings.ts';
import type {
  Engine,
  LinkOpening,
  MediaChange,
  MediaSink,
  Port,
  RoomMedia,
  Signal,
  Slot,
} from '@/server/media/engine.ts';
import { eventually } from '../support/eventually.ts';
import { type Camera, installBrowsers, type Letter, type LinkStats, type Manners } from './browser.ts';

/** One refusal that a page's own browser met. */
export interface Refusal {
  readonly participant: string;
  readonly link: string;
  readonly failure: Failure;
}

/** What the engine said of who talks, and when, in milliseconds since the epoch. */
export interface Talk {
  readonly publication: PublicationId;
  readonly talking: boolean;
  readonly at: number;
}

/** A port that sends nothing, may be given everything, and is not short of room. */
const IDLE: Port = {
  send: [],
  warm: false,
  screens: 1,
  receive: ['audio', 'video'],
  limits: { width: 3840, height: 2160, bitrate: 20_000_000 },
};
const SMALL: Camera = { width: 320, layered: false };

/**
 * A room of an engine and a page in which its participants' browsers live, with everything between them written
 * down. What the page cannot prove: real capture devices, several machines, and networks that lose packets.
 */
export class World {
  readonly letters: Letter[] = [];
  readonly refusals: Refusal[] = [];
  readonly talks: Talk[] = [];
  readonly excesses: { readonly publication: PublicationId; readonly excess: Excess }[] = [];
  /** What no engine may say of who talks: the same twice, or that something talks which does not stand. */
  readonly lies: Talk[] = [];
  readonly #open = new Set<PublicationId>();
  /** Participants whose letters never reach the page: the test itself plays their browser. */
  readonly raw = new Set<string>();
  room: RoomMedia;
  readonly #id: RoomId;
  #outbox: Letter[] = [];
  #flushing = false;
  #closed = false;
  static #count = 0;

  private constructor(
    engine: Engine,
    readonly page: Page,
    readonly codec: Codec,
  ) {
    World.#count += 1;
    this.#id = roomId(`room-${process.pid}-${World.#count}`);
    this.room = this.#openAt(engine);
  }

  #openAt(engine: Engine): RoomMedia {
    const sink: MediaSink = {
      open: (to, link, how) => this.#post(to, link, { do: 'open', how }),
      signal: (to, link, signal) => this.#post(to, link, { do: 'signal', signal }),
      slots: (to, link, slots) => this.#post(to, link, { do: 'slots', slots }),
      close: (to, link) => this.#post(to, link, { do: 'close' }),
    };
    return engine.open(
      this.#id,
      sink,
      { ...USUAL_WAY, codec: this.codec },
      {
        talking: (id, talking) => this.#hear({ publication: id, talking, at: Date.now() }),
        exceeded: (id, excess) => this.excesses.push({ publication: id, excess }),
      },
    );
  }

  static async create(
    engine: Engine,
    browser: Browser,
    origin: string,
    camera = SMALL,
    codec = USUAL_WAY.codec,
  ): Promise<World> {
    const page = await browser.newPage();
    await page.goto(origin);
    const world = new World(engine, page, codec);
    await page.exposeFunction('toEngine', (participant: string, link: string, signal: Signal | null) =>
      world.#fromPage(participant, link, signal),
    );
    await page.evaluate(installBrowsers, camera);
    return world;
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.room.close();
    await this.page.close();
  }

  /** The room is open at the engine of another run of the program from here on. No browser hears of it. */
  moveTo(engine: Engine): void {
    this.room = this.#openAt(engine);
  }

  // What the test changes.

  apply(change: Partial<MediaChange>): Promise<void> {
    for (const id of change.closed ?? []) this.#open.delete(id);
    for (const { id } of change.opened ?? []) this.#open.add(id);
    return this.room.apply({ ports: [], opened: [], closed: [], added: [], removed: [], ...change });
  }

  /** Ports for several participants at once: what they may send, and that they receive everything. */
  ports(ports: Readonly<Record<string, Partial<Port> | null>>): Promise<void> {
    return this.apply({
      ports: Object.entries(ports).map(([name, port]) => ({
        participant: participantId(name),
        port: port && { ...IDLE, ...port },
      })),
    });
  }

  /** A publication named `participant/kind`, routed to those given. */
  publish(participant: string, what: What, ...subscribers: string[]): Promise<void> {
    const id = publication(participant, what);
    return this.apply({
      opened: [{ id, participant: participantId(participant), kind: kindOf(what) }],
      added: subscribers.map((subscriber) => ({ publication: id, subscriber: participantId(subscriber) })),
    });
  }

  unpublish(participant: string, what: What): Promise<void> {
    return this.apply({ closed: [publication(participant, what)] });
  }

  route(participant: string, what: What, subscriber: string): Promise<void> {
    const route = { publication: publication(participant, what), subscriber: participantId(subscriber) };
    return this.apply({ added: [route] });
  }

  unroute(participant: string, what: What, subscriber: string): Promise<void> {
    const route = { publication: publication(participant, what), subscriber: participantId(subscriber) };
    return this.apply({ removed: [route] });
  }

  /** What a subscriber has use for, by `publisher/kind`. */
  want(subscriber: string, levels: Readonly<Record<string, Level>>): void {
    const wanted = Object.entries(levels).map(([id, level]) => [publicationId(id), level] as const);
    this.room.want(participantId(subscriber), new Map(wanted));
  }

  manners(participant: string, manners: Manners): Promise<void> {
    return this.page.evaluate(([who, what]) => window.browsers.manners(who, what), [
      participant,
      manners,
    ] as const);
  }

  /** From now on the participant's microphone is a steady tone, or silence. Returns when it became so. */
  async voice(participant: string, loud: boolean): Promise<number> {
    await this.page.evaluate(([who, on]) => window.browsers.voice(who, on), [participant, loud] as const);
    return Date.now();
  }

  signal(participant: string, link: string, signal: unknown): Failure | null {
    return this.room.signal(participantId(participant), linkId(link), signal as Signal);
  }

  restart(participant: string, link: string): Failure | null {
    return this.room.restart(participantId(participant), linkId(link));
  }

  failed(participant: string, link: string): Failure | null {
    return this.room.failed(participantId(participant), linkId(link));
  }

  // What the test sees.

  /** The user fragments that a link's two ends check each other with now (RFC 8445, section 5.3); null before both. */
  way(participant: string, link: string): Promise<string | null> {
    return this.page.evaluate(([who, id]) => window.browsers.way(who, id), [participant, link] as const);
  }

  /** The offer that a link's browser would make now. */
  offered(participant: string, link: string): Promise<{ readonly sdp: string }> {
    return this.page.evaluate(([who, id]) => window.browsers.offered(who, id), [participant, link] as const);
  }

  stats(participant: string): Promise<LinkStats[]> {
    return this.page.evaluate((who) => window.browsers.stats(who), participant);
  }

  nextPacket(participant: string): Promise<number> {
    return this.page.evaluate((who) => window.browsers.nextPacket(who), participant);
  }

  nextFrame(participant: string): Promise<number> {
    return this.page.evaluate((who) => window.browsers.nextFrame(who), participant);
  }

  /** Packets counted by a subscriber on the lines that carry a publication now, by the slots it was told. */
  async packets(subscriber: string, publisher: string, what: What): Promise<number> {
    return sum((await this.lines(subscriber, publisher, what)).map((line) => line.packets));
  }

  async frames(subscriber: string, publisher: string, what: What): Promise<number> {
    return sum((await this.lines(subscriber, publisher, what)).map((line) => line.frames));
  }

  /** How wide the pictures are that a subscriber decodes now; 0 while there is none. */
  async width(subscriber: string, publisher: string): Promise<number> {
    return Math.max(0, ...(await this.lines(subscriber, publisher, 'camera')).map((line) => line.width));
  }

  /** Bytes a participant has sent so far of what it publishes, by kind and layer. */
  async sent(publisher: string): Promise<Record<string, number>> {
    const sent: Record<string, number> = {};
    for (const { publication, rid, bytes } of (await this.stats(publisher)).flatMap((link) => link.sent)) {
      if (!publication) continue;
      const name = [publication.split('/')[1], rid].filter(Boolean).join(' ');
      sent[name] = (sent[name] ?? 0) + bytes;
    }
    return sent;
  }

  /** Waits until a publisher sends these of its kinds and layers, and no other. */
  async sends(publisher: string, ...names: string[]): Promise<void> {
    let before = await this.sent(publisher);
    const growing = async () => {
      const now = await this.sent(publisher);
      const grown = Object.keys(now).filter((name) => (now[name] ?? 0) > (before[name] ?? 0));
      before = now;
      return grown.sort();
    };
    const message = `what ${publisher} sends`;
    await eventually(growing, { message, every: 1_000 }).toEqual([...names].sort());
  }

  async lines(subscriber: string, publisher: string, what: What) {
    const wanted = publication(publisher, what);
    return (await this.stats(subscriber))
      .flatMap((link) => link.lines)
      .filter((line) => line.publication === wanted);
  }

  /** Every packet on any line of a participant's down links, by line, routed or not. */
  async everything(subscriber: string): Promise<Record<string, number>> {
    const lines = (await this.stats(subscriber)).flatMap((link) => link.lines);
    return Object.fromEntries(lines.map((line) => [`${line.link} ${line.mid}`, line.packets]));
  }

  /** Waits until media of this publication is arriving: new packets, and for video new decoded frames. */
  async flows(subscriber: string, publisher: string, what: What): Promise<void> {
    const video = mediumOf(kindOf(what)) === 'video';
    const count = () =>
      video ? this.frames(subscriber, publisher, what) : this.packets(subscriber, publisher, what);
    const before = await count();
    const message = `${publisher}'s ${what} at ${subscriber}`;
    await eventually(count, message).toBeGreaterThan(before + (video ? 1 : 4));
  }

  /**
   * Proves that a subscriber gets nothing although a witness, whose media takes the same way at the same time,
   * does: their count of packets on every line stands still while the witness counts 60 more.
   */
  async silent(subscriber: string, witness: () => Promise<number>): Promise<void> {
    const before = await this.everything(subscriber);
    const start = await witness();
    await eventually(witness).toBeGreaterThan(start + 60);
    expect(await this.everything(subscriber)).toEqual(before);
  }

  /** Waits until packets that were on their way have been counted: a witness, sent to later, has its own. */
  async drained(witness: () => Promise<number>): Promise<void> {
    const start = await witness();
    await eventually(witness, { every: 20 }).toBeGreaterThan(start + 5);
  }

  /** Link ids as opened, newest last, that were not closed since. */
  standing(participant: string, direction: 'up' | 'down'): string[] {
    const links: string[] = [];
    for (const { to, link, told } of this.letters) {
      if (to !== participant) continue;
      if (told.do === 'open' && told.how.direction === direction) links.push(link);
      if (told.do === 'close' && links.includes(link)) links.splice(links.indexOf(link), 1);
    }
    return links;
  }

  /**
   * The one link of a participant in a direction, once it is connected in the page. What the engine said last
   * counts: the page hears of it a moment later, and may still show the link before.
   */
  async link(participant: string, direction: 'up' | 'down'): Promise<string> {
    const connected = async () => {
      const inPage = (await this.stats(participant)).filter((link) => link.direction === direction);
      return inPage.map(({ link, state }) => `${link} ${state}`);
    };
    const wanted = () => this.standing(participant, direction).map((link) => `${link} connected`);
    await eventually(async () => (await connected()).join() === wanted().join() && wanted().length === 1, {
      message: `${participant}'s one ${direction} link`,
      every: 50,
    }).toBe(true);
    return this.standing(participant, direction)[0] ?? '';
  }

  /** How many remote descriptions each standing link of these participants has seen. */
  async negotiations(...participants: string[]): Promise<Record<string, number>> {
    const all = await Promise.all(participants.map((participant) => this.stats(participant)));
    return Object.fromEntries(all.flat().map((link) => [link.link, link.negotiations]));
  }

  /** What a participant was told last about every standing down link: mid -> publication. */
  slots(participant: string): string[] {
    const standing = this.standing(participant, 'down');
    const last = new Map<string, readonly Slot[]>();
    for (const { to, link, told } of this.letters)
      if (to === participant && told.do === 'slots' && standing.includes(link)) last.set(link, told.slots);
    return [...last.values()].flat().flatMap((slot) => slot.publication ?? []);
  }

  /** What the engine said of one publication, oldest first. */
  talked(id: PublicationId): boolean[] {
    return this.talks.flatMap((talk) => (talk.publication === id ? [talk.talking] : []));
  }

  /** How often a link's browser was asked to offer once more, or was sent an offer. */
  offers(link: string): number {
    return this.letters.filter(
      ({ link: id, told }) =>
        id === link &&
        told.do === 'signal' &&
        (told.signal.type === 'restart' || told.signal.type === 'offer'),
    ).length;
  }

  opening(link: string): LinkOpening | null {
    const letter = this.letters.find((one) => one.link === link && one.told.do === 'open');
    return letter?.told.do === 'open' ? letter.told.how : null;
  }

  #fromPage(participant: string, link: string, signal: Signal | null): Failure | null {
    if (this.#closed) return null;
    const who = participantId(participant);
    const failure = signal
      ? this.room.signal(who, linkId(link), signal)
      : this.room.failed(who, linkId(link));
    if (failure) this.refusals.push({ participant, link, failure });
    return failure;
  }

  #hear(talk: Talk): void {
    const before = this.talked(talk.publication).at(-1) ?? false;
    this.talks.push(talk);
    if (before === talk.talking || (talk.talking && !this.#open.has(talk.publication))) this.lies.push(talk);
  }

  #post(to: ParticipantId, link: LinkId, told: Letter['told']): void {
    const letter = { to, link, told };
    this.letters.push(letter);
    if (this.raw.has(to)) return;
    this.#outbox.push(letter);
    void this.#flush();
  }

  async #flush(): Promise<void> {
    if (this.#flushing) return;
    this.#flushing = true;
    // Letters of one turn travel together.
    await Promise.resolve();
    while (this.#outbox.length && !this.#closed) {
      const letters = this.#outbox;
      this.#outbox = [];
      await this.page.evaluate((batch) => window.browsers.deliver(batch), letters).catch(() => undefined);
    }
    this.#flushing = false;
  }
}

/** What somebody publishes, by its kind; a screen besides the first with its number. */
export type What = Kind | 'screen 2' | 'screen 3';
const kindOf = (what: What): Kind => (what === 'screen 2' || what === 'screen 3' ? 'screen' : what);

export const publication = (participant: string, what: What): PublicationId =>
  publicationId(`${participant}/${what}`);

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

/** A page to live in: `getUserMedia` needs a secure context, which 127.0.0.1 is. */
export async function servePage(): Promise<{ origin: string; close: () => Promise<void> }> {
  const server: Server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html');
    response.end('<!doctype html><title>media</title>');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    origin: `http://127.0.0.1:${port}/`,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
