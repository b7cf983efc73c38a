import type { Logger } from 'pino';
import {
  connectJanus,
  type HandleEvents,
  JanusError,
  type JanusSession,
  type PluginHandle,
} from './connection.ts';
import { Inlet } from './inlet.ts';
import type { JanusAddress } from './supervisor.ts';

/** Milliseconds between two attempts to connect: at first, and at most. */
const RETRY = { first: 40, longest: 5_000 };

/** Who wants to know that a server came or went; both are called in pairs, `up` first. */
export interface ServerListener {
  up(): void;
  down(): void;
}

/**
 * One Janus, its connection kept up. `address` says where it is at the moment (a managed child changes its port
 * with every start), or null while it is nowhere.
 */
export class JanusServer {
  /** Where it sends copies of what it receives. */
  readonly inlet = new Inlet(() => this.address()?.url ?? null);
  readonly #listeners = new Set<ServerListener>();
  #session: JanusSession | null = null;
  /** The session before, whose connection was lost: what stands in it may go on there until somebody ends it. */
  #lostSession: number | null = null;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #pause = RETRY.first;
  #why = 'Janus is starting.';
  #closed = false;
  #blind = false;

  constructor(
    readonly address: () => JanusAddress | null,
    /** What to do about a server that hangs, besides connecting anew. */
    readonly hung: (why: string) => void,
    readonly log: Logger,
  ) {
    this.#connectLater(0);
  }

  get ready(): boolean {
    return this.#session !== null;
  }

  /** Why it is not ready, as one sentence. */
  get why(): string {
    return this.#why;
  }

  /** Tells `up` at once if it is up. */
  watch(listener: ServerListener): () => void {
    this.#listeners.add(listener);
    if (this.#session) listener.up();
    return () => this.#listeners.delete(listener);
  }

  /** A new VideoRoom handle; rejects with a `JanusError` when there is no server. */
  async attach(events?: HandleEvents): Promise<PluginHandle> {
    if (!this.#session) throw new JanusError('lost', this.#why);
    return this.#session.attach(events);
  }

  /** It sends no copies of what it receives. Said once: it is how it was set up, or the network between us. */
  blind(): void {
    if (this.#blind) return;
    this.#blind = true;
    this.log.warn('janus sends no copies of packets: resolution and bit rate are not enforced');
  }

  /** Something asked of it was never answered: whatever it still does, it does not obey. */
  fault(why: string): void {
    const session = this.#session;
    if (!session) return;
    this.#lost(session, why);
    this.hung(why);
    void session.close();
  }

  /** Rooms are closed by now, or shall outlive us. */
  async close(): Promise<void> {
    this.#closed = true;
    if (this.#timer) clearTimeout(this.#timer);
    const session = this.#session;
    this.#session = null;
    this.#why = 'The server is stopping.';
    await this.inlet.close();
    await session?.leave();
  }

  #connectLater(pause: number): void {
    if (this.#closed) return;
    this.#timer = setTimeout(() => void this.#connect(), pause);
  }

  async #connect(): Promise<void> {
    const address = this.address();
    if (!address) return this.#connectLater(RETRY.first);
    try {
      let lostEarly: string | null = null;
      let session: JanusSession | null = null;
      session = await connectJanus(address.url, address.apiSecret, (why) => {
        lostEarly = why;
        if (session) this.#lost(session, why);
      });
      if (this.#lostSession !== null) await session.end(this.#lostSession);
      if (lostEarly !== null) throw new JanusError('lost', lostEarly);
      if (this.#closed) return void (await session.close());
      this.#lostSession = null;
      this.#session = session;
      this.#pause = RETRY.first;
      this.log.info({ url: publicUrl(address.url) }, 'janus connected');
      for (const listener of [...this.#listeners]) listener.up();
    } catch (error) {
      this.#why = `Janus at ${publicUrl(address.url)} cannot be reached.`;
      // It takes connections and answers nothing.
      if (error instanceof JanusError && error.sort === 'hung') this.hung(error.message);
      // The first refusals of a child that is just starting are no news.
      if (this.#pause > 1_000) this.log.warn({ err: error }, this.#why);
      this.#connectLater(this.#pause);
      this.#pause = Math.min(RETRY.longest, this.#pause * 1.5);
    }
  }

  #lost(session: JanusSession, why: string): void {
    if (this.#session !== session) return;
    this.#session = null;
    this.#lostSession = session.id;
    this.#why = `Janus was lost: ${why}.`;
    this.log.warn({ why }, 'janus lost');
    for (const listener of [...this.#listeners]) listener.down();
    this.#connectLater(RETRY.first);
  }
}

/** Without the secret that a URL may carry. */
const publicUrl = (url: string) => url.replace(/\/\/[^@/]*@/, '//').replace(/\?.*$/, '');
