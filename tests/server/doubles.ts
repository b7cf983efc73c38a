import { pino } from 'pino';
import { type Failure, failure } from '@/lib/core/failure.ts';
import type { LinkId, ParticipantId, PublicationId, RoomId } from '@/lib/core/ids.ts';
import type { Level } from '@/lib/core/quality/level.ts';
import type { Message } from '@/lib/core/room/messages.ts';
import type { Way } from '@/lib/core/room/settings.ts';
import type { Log } from '@/server/log.ts';
import type {
  Engine,
  EngineStatus,
  MediaChange,
  MediaEvents,
  MediaSink,
  RoomMedia,
  Signal,
} from '@/server/media/engine.ts';
import { createMessageIds } from '@/server/rooms/message-ids.ts';
import type { Clock, Delivery, KeptMessage, MessageStore, Outbox, RoomStore } from '@/server/rooms/ports.ts';
import { T0 } from './people.ts';

/** What everything under test did, in the order it did it. */
export type Journal = string[];

/** Lets everything go on that waits for nothing but its turn. */
export const settled = async (): Promise<void> => {
  for (let i = 0; i < 10; i++) await new Promise(setImmediate);
};

/** Something that is held until it is let go, with a value or an error. */
export class Held {
  private letGo: () => void = () => {};
  private waiting: Promise<void> | null = null;

  hold(): void {
    this.waiting = new Promise((done) => {
      this.letGo = done;
    });
  }
  release(): void {
    this.waiting = null;
    this.letGo();
  }
  async pass(): Promise<void> {
    await this.waiting;
  }
}

/** Time that passes only when it is told to. */
export class TestClock implements Clock {
  time = T0;
  private timers = new Set<{ readonly at: number; readonly callback: () => void }>();

  now = (): number => this.time;
  at = (time: number, callback: () => void): (() => void) => {
    const timer = { at: time, callback };
    this.timers.add(timer);
    return () => void this.timers.delete(timer);
  };
  /** How many timers are set. */
  get pending(): number {
    return this.timers.size;
  }
  /** Lets time pass; whoever asked to be called by then is called, in order, and has done what they do. */
  async pass(ms: number): Promise<void> {
    const end = this.time + ms;
    for (;;) {
      const [next] = [...this.timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
      if (!next) break;
      this.time = Math.max(this.time, next.at);
      this.timers.delete(next);
      next.callback();
      await settled();
    }
    this.time = end;
    await settled();
  }
  /** Calls the next timer now, before its time, as timers of a real machine may. */
  async early(): Promise<void> {
    const [next] = [...this.timers].sort((a, b) => a.at - b.at);
    if (!next) throw new Error('no timer is set');
    this.timers.delete(next);
    next.callback();
    await settled();
  }
}

/** A store in memory, which can be slow or broken. */
export class TestStore implements RoomStore {
  readonly rooms = new Map<string, Awaited<ReturnType<RoomStore['load']>>>();
  readonly recorded: (Parameters<RoomStore['record']>[1] & { readonly room: RoomId })[] = [];
  readonly held = new Held();
  broken = false;
  loads = 0;

  constructor(private readonly journal: Journal = []) {}

  async load(room: RoomId) {
    this.loads += 1;
    await this.held.pass();
    if (this.broken) throw new Error('the disk is gone');
    return this.rooms.get(room) ?? null;
  }
  async trail(room: RoomId, { after, limit }: Parameters<RoomStore['trail']>[1]) {
    const entries = this.recorded.filter((one) => one.room === room).flatMap(({ entries }) => entries);
    const rows = entries.map((entry, at) => ({ id: at + 1, ...entry })).reverse();
    return rows.filter(({ id }) => after === undefined || id < after).slice(0, limit);
  }
  async record(room: RoomId, altered: Parameters<RoomStore['record']>[1]): Promise<void> {
    const what = altered.entries.map(({ change, cause }) => `${change.on} (${cause})`).join(', ');
    this.journal.push(`store ${what}`);
    await this.held.pass();
    if (this.broken) throw new Error('the disk is gone');
    this.recorded.push({ room, ...altered });
    this.journal.push('stored');
  }
}

/** Messages in memory, in the order they came. */
export class TestMessages implements MessageStore {
  readonly kept: (KeptMessage & { readonly room: RoomId })[] = [];
  /** What was to be told outside, and was kept with a message. */
  readonly told: Delivery[] = [];
  readonly held = new Held();
  broken = false;

  async add(
    room: RoomId,
    { sender, senderName, to, text, at }: Message,
    told: (number: number) => readonly Delivery[],
  ): Promise<number> {
    await this.held.pass();
    if (this.broken) throw new Error('the disk is gone');
    const number = this.kept.length + 1;
    this.told.push(...told(number));
    this.kept.push({ room, number, sender, senderName, to, text, at });
    return number;
  }
  async find(room: RoomId, number: number): Promise<KeptMessage | null> {
    return this.kept.find((one) => one.room === room && one.number === number) ?? null;
  }
  async page(room: RoomId, { person, before, limit }: Parameters<MessageStore['page']>[1]) {
    const found = this.kept
      .filter((one) => one.room === room && (before === undefined || one.number < before))
      .filter(
        ({ sender, to }) => to === null || (person !== undefined && (to === person || sender === person)),
      )
      .slice(-limit);
    await this.held.pass();
    return found;
  }
}

export const testIds = createMessageIds('a secret for tests only');

/** An engine that moves nothing, remembers everything, and speaks to browsers when a test says so. */
export class TestEngine implements Engine {
  readonly name = 'p2p';
  readonly media = new Map<RoomId, TestMedia>();
  /** How its rooms were opened, in order. */
  readonly ways: (Way | undefined)[] = [];
  state: EngineStatus = { ready: true };

  constructor(private readonly journal: Journal = []) {}

  open(room: RoomId, sink: MediaSink, way?: Way, events?: MediaEvents): TestMedia {
    this.ways.push(way);
    const media = new TestMedia(this.journal, sink, events);
    this.media.set(room, media);
    return media;
  }
  status(): EngineStatus {
    return this.state;
  }
  async close(): Promise<void> {}
}

export class TestMedia implements RoomMedia {
  readonly changes: MediaChange[] = [];
  readonly held = new Held();
  /** Whose links there are. */
  readonly links = new Map<LinkId, ParticipantId>();
  readonly signals: {
    readonly participant: ParticipantId;
    readonly link: LinkId;
    readonly signal: Signal;
  }[] = [];
  /** Subscriber and publication of every route that stands, as `subscriber<publication`. */
  readonly routes = new Set<string>();
  readonly publications = new Set<string>();
  throws: Error | null = null;
  closed = false;
  /** What each subscriber last had use for. */
  readonly wants = new Map<ParticipantId, ReadonlyMap<PublicationId, Level>>();

  constructor(
    private readonly journal: Journal,
    readonly sink: MediaSink,
    readonly events?: MediaEvents,
  ) {}

  want(subscriber: ParticipantId, levels: ReadonlyMap<PublicationId, Level>): void {
    this.wants.set(subscriber, levels);
  }

  async apply(change: MediaChange): Promise<void> {
    const losses = change.closed.length + change.removed.length;
    const gains = change.opened.length + change.added.length;
    this.journal.push(`media -${losses} +${gains}`);
    if (this.throws) throw this.throws;
    await this.held.pass();
    this.changes.push(change);
    for (const { publication, subscriber } of change.removed)
      this.routes.delete(`${subscriber}<${publication}`);
    for (const id of change.closed) this.publications.delete(id);
    for (const { id } of change.opened) this.publications.add(id);
    for (const { publication, subscriber } of change.added) this.routes.add(`${subscriber}<${publication}`);
    this.journal.push('in force');
  }
  signal(participant: ParticipantId, link: LinkId, signal: Signal): Failure | null {
    if (this.links.get(link) !== participant) return failure('not-found', 'You have no such media link.');
    this.signals.push({ participant, link, signal });
    return null;
  }
  restart(participant: ParticipantId, link: LinkId): Failure | null {
    return this.failed(participant, link);
  }
  failed(participant: ParticipantId, link: LinkId): Failure | null {
    return this.links.get(link) === participant ? null : failure('not-found', 'You have no such media link.');
  }
  hears = false;
  renew(): void {}
  inherits = false;
  inherit(): void {
    this.inherits = true;
  }
  async bequeath(): Promise<void> {
    this.closed = true;
    this.journal.push('media bequeathed');
  }
  async close(): Promise<void> {
    this.closed = true;
    this.journal.push('media closed');
  }
}

/** Tells nobody, and writes down who would have been told. */
export const testOutbox = (journal: Journal): Outbox => ({
  tell: (to, notices) => void journal.push(`tell ${to}: ${notices.map((notice) => notice.is).join(' ')}`),
  tellClass: (_room, cls, notices) =>
    void journal.push(`tell class ${cls}: ${notices.map((notice) => notice.is).join(' ')}`),
  assign: () => {},
  expect: () => {},
  end: (participant, reason) => void journal.push(`end ${participant}: ${reason.why}`),
});

/** A log whose lines a test can read. */
export function testLog(): { readonly log: Log; readonly lines: Record<string, unknown>[] } {
  const lines: Record<string, unknown>[] = [];
  const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(JSON.parse(line)) });
  return { log, lines };
}
