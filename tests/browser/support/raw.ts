import { type Browser, expect, type Page } from '@playwright/test';
import { io, type Socket } from 'socket.io-client';
import { fold, type Notice, type View } from '@/lib/core/roster/view.ts';
import type { Ack } from '@/lib/wire/answers.ts';
import type { RequestName } from '@/lib/wire/requests.ts';
import type { Signal } from '@/server/media/engine.ts';
import type { TestServer } from '../../support/server.ts';
import { installBrowsers, type LinkStats, type Manners, type Told } from '../media/browser.ts';
import { eventually } from './eventually.ts';

/**
 * Clients without our page: raw sockets, and raw peer connections that live together in one blank page. They do
 * what they are told, or whatever a test has them do instead.
 */
export class RawWorld {
  readonly #clients = new Map<string, RawClient>();

  private constructor(
    readonly server: TestServer,
    readonly page: Page,
  ) {}

  static async create(browser: Browser, server: TestServer): Promise<RawWorld> {
    const page = await browser.newPage();
    // Any address of the server is a secure context; this one has no page of ours on it.
    await page.goto(`${server.url}/healthz`);
    const world = new RawWorld(server, page);
    await page.exposeFunction('toEngine', async (name: string, link: string, signal: Signal | null) => {
      const client = world.#clients.get(name);
      if (!client) return null;
      return signal ? client.ask('link.signal', { link, signal }) : client.ask('link.failed', { link });
    });
    await page.evaluate(installBrowsers, { width: 320, layered: false });
    return world;
  }

  /** A connected socket that has not joined. Without an address, a guest. */
  async connect(name: string, address?: string): Promise<RawClient> {
    const auth = address ? { token: await this.server.token(address) } : {};
    const socket = io(this.server.url, { auth, transports: ['websocket'], reconnection: false });
    await new Promise<void>((done, fail) => {
      socket.once('connect', () => done());
      socket.once('connect_error', fail);
    });
    const client = new RawClient(name, socket, this.page);
    this.#clients.set(name, client);
    return client;
  }

  async enter(name: string, room: string, address?: string): Promise<RawClient> {
    const client = await this.connect(name, address);
    const joined = await client.ask('room.join', { room, name });
    if (!joined.ok) throw new Error(`${name} could not join: ${joined.failure.message}`);
    return client;
  }

  async close(): Promise<void> {
    for (const client of this.#clients.values()) client.socket.disconnect();
    await this.page.close();
  }
}

export class RawClient {
  /** Everything this client was ever sent, acknowledgements too, as text. */
  readonly heard: string[] = [];
  /** The ids of links opened to it, newest last, and those closed since. */
  readonly opened: string[] = [];
  readonly closed: string[] = [];
  view: View | null = null;

  constructor(
    readonly name: string,
    readonly socket: Socket,
    readonly page: Page,
  ) {
    socket.onAny((event: string, payload: unknown) => {
      this.heard.push(`${event} ${JSON.stringify(payload)}`);
      if (event === 'notices') {
        for (const notice of payload as Notice[]) {
          if (notice.is === 'view') this.view = notice.view;
          else if (this.view) this.view = fold(this.view, notice);
        }
      }
      this.#toPage(event, payload as { link: string });
    });
  }

  /** Sends anything at all, under any name. */
  async ask(name: RequestName | (string & {}), payload: unknown): Promise<Ack<RequestName>> {
    const answer = (await this.socket.timeout(10_000).emitWithAck(name, payload)) as Ack<RequestName>;
    this.heard.push(`ack ${JSON.stringify(answer)}`);
    return answer;
  }

  /** The failure code of a request that must not succeed. */
  async refusedCode(name: string, payload: unknown): Promise<string> {
    const answer = await this.ask(name, payload);
    return answer.ok ? 'ok' : answer.failure.code;
  }

  get participant(): string {
    return this.view?.self.participant ?? '';
  }

  manners(manners: Manners): Promise<void> {
    return this.page.evaluate(([who, what]) => window.browsers.manners(who, what), [
      this.name,
      manners,
    ] as const);
  }

  stats(): Promise<LinkStats[]> {
    return this.page.evaluate((who) => window.browsers.stats(who), this.name);
  }

  /** Packets on every line of every link, whatever the slots say about it. */
  async packets(): Promise<number> {
    const lines = (await this.stats()).flatMap((link) => link.lines);
    return lines.reduce((sum, line) => sum + line.packets, 0);
  }

  #toPage(event: string, payload: { link: string; [key: string]: unknown }): void {
    const { link } = payload;
    const told = asTold(event, payload);
    if (!told) return;
    if (told.do === 'open') this.opened.push(link);
    if (told.do === 'close') this.closed.push(link);
    const letter = { to: this.name, link, told };
    this.page.evaluate((one) => window.browsers.deliver([one]), letter).catch(() => undefined);
  }
}

function asTold(event: string, payload: Record<string, unknown>): Told | null {
  switch (event) {
    case 'link.open': {
      const { direction, lines, codec } = payload;
      return {
        do: 'open',
        how:
          direction === 'up'
            ? { direction, lines: lines as never, codec: codec as never }
            : { direction: 'down' },
      };
    }
    case 'link.signal':
      return { do: 'signal', signal: payload.signal as Signal };
    case 'link.slots':
      return { do: 'slots', slots: payload.slots as never };
    case 'link.close':
      return { do: 'close' };
    default:
      return null;
  }
}

/** Publishing and listening by raw clients, as packets counted at one listener. */
export function publishing(listener: () => RawClient) {
  const lines = async () => (await listener().stats()).flatMap((link) => link.lines);
  const count = async (publication: string) =>
    (await lines()).find((line) => line.publication === publication)?.packets ?? 0;
  return {
    packets: {
      count,
      async publish(client: RawClient, kind = 'microphone'): Promise<string> {
        const answer = await client.ask('media.publish', { kind });
        if (!answer.ok) throw new Error(answer.failure.message);
        return (answer.value as { publication: string }).publication;
      },
    },
    /** Waits until a voice arrives and goes on arriving. */
    async heard(publication: string): Promise<void> {
      const before = await count(publication);
      await eventually(() => count(publication)).toBeGreaterThan(before + 20);
    },
    /**
     * Nothing arrives on any line but the named ones, while each of these does for a second (50 packets of 20 ms): the
     * time is part of what is measured.
     */
    async silent(but: readonly string[]): Promise<void> {
      const others = async () =>
        (await lines())
          .filter((line) => !but.includes(line.publication ?? ''))
          .reduce((sum, line) => sum + line.packets, 0);
      let before = -1;
      const standstill = async () => {
        const last = before;
        before = await others();
        return before - last;
      };
      // Ten packets' time: Chromium itself counts anew only every 50 ms.
      await eventually(standstill, { every: 200 }).toBe(0);
      const standing = await others();
      for (const publication of but) {
        const now = await count(publication);
        await eventually(() => count(publication)).toBeGreaterThan(now + 50);
      }
      expect(await others()).toBe(standing);
    },
  };
}
