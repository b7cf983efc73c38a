import { randomUUID } from 'node:crypto';
import type { Signal } from '../engine.ts';

/*
 * The one file that touches janode, which has no types. Everything is narrowed here. Of janode only the transport,
 * the session and the transactions are used: its VideoRoom class knows neither `moderate` nor slots, and guesses
 * at events, so handles here pass the plugin's own JSON through.
 */

/**
 * A failed request, sorted by what is done about it: `refused` by Janus or its plugin (`code` says why), `hung`
 * without any answer (the server is not to be trusted any more), `lost` with the connection or the handle.
 */
export class JanusError extends Error {
  constructor(
    readonly sort: 'refused' | 'hung' | 'lost',
    message: string,
    readonly code = 0,
  ) {
    super(message);
  }
}

/** Of the plugin's codes the one that we act on. */
export const NO_SUCH_ROOM = 426;

export interface Jsep {
  readonly type: 'offer' | 'answer';
  readonly sdp: string;
}

export interface PluginAnswer {
  readonly data: Readonly<Record<string, unknown>>;
  readonly jsep: Jsep | null;
}

export type CandidateOf = Extract<Signal, { type: 'candidate' }>['candidate'];

/** One VideoRoom handle: at most one PeerConnection at the server. */
export interface PluginHandle {
  /** Rejects with a `JanusError`, for errors that hide in a success envelope too. */
  request(body: Record<string, unknown>, jsep?: Jsep): Promise<PluginAnswer>;
  trickle(candidate: CandidateOf | null): void;
  /** Frees the handle and its PeerConnection; never rejects. */
  detach(): Promise<void>;
}

export interface HandleEvents {
  /** ICE and DTLS are done. A publisher can be listened to from here on; Janus knows no such feed before. */
  readonly connected?: () => void;
  /** The PeerConnection ended at the server: ICE failed, DTLS closed, the handle went. At most once. */
  readonly ended?: (why: string) => void;
  /** Something nobody asked for, or more than was asked for. */
  readonly event?: (event: PluginAnswer) => void;
}

export interface JanusSession {
  readonly id: number;
  attach(events?: HandleEvents): Promise<PluginHandle>;
  /** Ends it, and everything in it. */
  close(): Promise<void>;
  /** Leaves it to the server, which ends it when nobody asks for it: at once, or after `reclaim_session_timeout`. */
  leave(): Promise<void>;
  /** Ends another session, which the server may still keep for somebody to ask for. Never rejects. */
  end(id: number): Promise<void>;
}

/** Milliseconds until a request counts as hung. */
const HUNG = 4_000;
const PLUGIN = 'janus.plugin.videoroom';

// biome-ignore lint/suspicious/noExplicitAny: janode is untyped; nothing of it leaves this file.
type Untyped = any;

let loading: Promise<Untyped> | null = null;
/** Loaded on first use, so that the browser-to-browser engine needs nothing of it. */
async function janode(): Promise<{ Janode: Untyped; Handle: Untyped }> {
  loading ??= (async () => {
    // @ts-expect-error: no declarations
    const { default: Janode } = await import('janode');
    // @ts-expect-error: no declarations
    const { default: BaseHandle } = await import('janode/handle');
    Janode.Logger.setLevel('none');
    return { Janode, Handle: passThrough(BaseHandle) };
  })();
  return loading;
}

/** A handle class that closes its transaction with whatever the plugin said and emits the rest. */
function passThrough(BaseHandle: Untyped): Untyped {
  return class extends BaseHandle {
    /** Transactions of `switch` requests under way. */
    readonly switches = new Set<string>();

    handleMessage(message: Untyped) {
      const { transaction, plugindata } = message;
      // A switch onto a line whose publisher left brings an offer first, under the same transaction.
      const extra = this.switches.has(transaction) && plugindata?.data?.videoroom === 'updated';
      if (!extra && this.ownsTransaction(transaction)) this.closeTransactionWithSuccess(transaction, message);
      else this.emit('plugin', message);
      return true;
    }
  };
}

/**
 * Opens a WebSocket (subprotocol `janus-protocol`) and one session on it. Rejects with a `JanusError` when the
 * server does not answer in time. `lost` is called at most once, when an opened session ends other than by `close`.
 */
export async function connectJanus(
  url: string,
  apiSecret: string | null,
  lost: (why: string) => void,
): Promise<JanusSession> {
  const { Janode, Handle } = await janode();
  const address = apiSecret === null ? { url } : { url, apisecret: apiSecret };
  const connection: Untyped = await within(
    Janode.connect({ address: [address], max_retries: 0, ws_options: { handshakeTimeout: HUNG } }),
    'connect',
  );
  let over = false;
  const end = (why: string) => {
    if (over) return;
    over = true;
    lost(why);
  };
  connection.on(Janode.EVENT.CONNECTION_ERROR, () => end('the connection was lost'));
  connection.on(Janode.EVENT.CONNECTION_CLOSED, () => end('the connection was closed'));
  let session: Untyped;
  try {
    session = await within(connection.create(15), 'create a session');
  } catch (error) {
    over = true;
    await connection.close().catch(() => undefined);
    throw error;
  }
  session.on(Janode.EVENT.SESSION_DESTROYED, () => end('the session ended'));
  // A hung server answers nothing; the socket is then left to its own time-out.
  const hangUp = () =>
    within(connection.close(), 'close', 1_000).catch(() => connection._transport?._ws?.terminate?.());
  return {
    id: Number(session.id),
    attach: async (events = {}) =>
      wrap(await within(session.attach({ id: PLUGIN, Handle }), 'attach'), Janode.EVENT, events),
    close: async () => {
      over = true;
      await within(session.destroy(), 'destroy', 1_000).catch(() => undefined);
      await hangUp();
    },
    leave: async () => {
      over = true;
      await hangUp();
    },
    end: async (id) => {
      const request = connection.sendRequest({ janus: 'destroy', session_id: id });
      await within(request, 'destroy').catch(() => undefined);
    },
  };
}

function wrap(handle: Untyped, EVENT: Untyped, events: HandleEvents): PluginHandle {
  let over = false;
  const end = (why: string) => {
    if (over) return;
    over = true;
    events.ended?.(why);
  };
  handle.on(EVENT.HANDLE_WEBRTCUP, () => events.connected?.());
  handle.on(EVENT.HANDLE_HANGUP, ({ reason }: Untyped) => end(String(reason ?? 'hangup')));
  handle.on(EVENT.HANDLE_ICE_FAILED, () => end('ICE failed'));
  handle.on(EVENT.HANDLE_DETACHED, () => end('detached'));
  handle.on('plugin', (message: Untyped) =>
    events.event?.({ data: message.plugindata?.data ?? {}, jsep: message.jsep ?? null }),
  );
  return {
    request: async (body, jsep) => {
      const transaction = randomUUID();
      const message = { janus: 'message', transaction, body, ...(jsep ? { jsep } : {}) };
      if (body.request === 'switch') handle.switches.add(transaction);
      const answer: Untyped = await handle
        .sendRequest(message, HUNG)
        .catch((error: unknown) => {
          throw asJanusError(error, String(body.request));
        })
        .finally(() => handle.switches.delete(transaction));
      const data = answer.plugindata?.data ?? {};
      if (data.error_code) throw new JanusError('refused', String(data.error), Number(data.error_code));
      return { data, jsep: answer.jsep ?? null };
    },
    trickle: (candidate) => {
      const message = { janus: 'trickle', candidate: candidate ?? { completed: true } };
      // A candidate that is lost is not worth a reconnect: others follow, and ICE failing is noticed by itself.
      handle.sendRequest(message, HUNG).catch(() => undefined);
    },
    detach: async () => {
      over = true;
      await within(handle.detach(), 'detach').catch(() => undefined);
    },
  };
}

async function within<Value>(promise: Promise<Value>, what: string, ms = HUNG): Promise<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new JanusError('hung', `no answer to ${what} within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([promise, late]);
  } catch (error) {
    throw asJanusError(error, what);
  } finally {
    clearTimeout(timer);
  }
}

/** janode's errors are text: `458 No such session`, `Transaction timed out!`, `handle detached`. */
function asJanusError(error: unknown, what: string): JanusError {
  if (error instanceof JanusError) return error;
  const text = error instanceof Error ? error.message : String(error);
  const code = Number(/^(\d+) /.exec(text)?.[1] ?? 0);
  const sort = code > 0 ? 'refused' : /timed out|timeout/i.test(text) ? 'hung' : 'lost';
  return new JanusError(sort, `${what}: ${text}`, code);
}
