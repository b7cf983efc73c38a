import type { Server } from 'node:http';
import { Counter, type Registry as Metrics } from 'prom-client';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { Server as SocketServer } from 'socket.io';
import { type Failure, FailureError, failure } from '@/lib/core/failure.ts';
import type { Events } from '@/lib/wire/events.ts';
import { REQUESTS, type RequestName } from '@/lib/wire/requests.ts';
import type { Log } from '../log.ts';
import { createPinGuard } from './guessing.ts';
import { createPost, type Post } from './mailbox.ts';
import { type DoorParts, HANDLERS } from './requests.ts';
import type { Answer, Visitor } from './visitor.ts';

/** Largest message taken, in characters of its JSON text. */
const LARGEST = 64 * 1024;
const LONGEST_TOKEN = 4096;
/** What a socket may send: enough for ten browser-to-browser links opening at once, far below a flood. */
const RATE = { points: 400, duration: 5 };
/** What of that may change a room, and so reach everybody in it: nobody presses buttons faster. */
const ACTS = { points: 60, duration: 5 };
/**
 * What a page says of itself again and again: what it shows, at most every 150 ms while a window is dragged, and what
 * it measured. It is counted by itself, so that it takes nothing from what somebody does.
 */
const REPORTS = { points: 40, duration: 5 };
const REPORTING: ReadonlySet<unknown> = new Set(['media.viewing', 'media.measured'] satisfies RequestName[]);
/** A socket that goes on after so many refusals for its rate is closed. */
const FLOOD = 2000;

const INTERNAL = failure('internal', 'Something went wrong on our side. Please try again.');

export interface Door {
  readonly post: Post;
  /** Begins to answer; until then every message waits. */
  open(parts: Omit<DoorParts, 'post' | 'pins'>): void;
  close(): Promise<void>;
}

/**
 * The only way in from a socket: identify -> limit -> parse -> handler -> acknowledgement. Whatever comes is
 * answered with a success or a failure; nothing that comes can end the process.
 */
export function createDoor(
  http: Server,
  log: Log,
  metrics: Metrics,
  ice: Parameters<typeof createPost>[1],
): Door {
  let opened = false;
  // biome-ignore lint/complexity/noBannedTypes: requests are taken by `onAny`, see visitor.ts
  const io = new SocketServer<{}, Events>(http, {
    serveClient: false,
    maxHttpBufferSize: 4 * LARGEST,
    pingInterval: 10_000,
    pingTimeout: 10_000,
    allowRequest: (_request, decide) => decide(null, opened),
  });
  const refused = new Counter({
    name: 'rostrum_refused_messages_total',
    help: 'Socket messages that were not carried out, by failure code.',
    labelNames: ['code'],
    registers: [metrics],
  });
  const limiter = new RateLimiterMemory(RATE);
  const acts = new RateLimiterMemory(ACTS);
  const reports = new RateLimiterMemory(REPORTS);
  const post = createPost(
    (group, except, event, ...payload) =>
      io
        .to(group)
        .except([...except])
        .emit(event, ...payload),
    ice,
  );

  function open(rest: Omit<DoorParts, 'post' | 'pins'>): void {
    const parts: DoorParts = { ...rest, post, pins: createPinGuard() };
    opened = true;
    io.use((socket, next) => {
      const { token, guest } = socket.handshake.auth as Record<string, unknown>;
      parts.tokens
        .identify({ token: presented(token), guest: presented(guest) })
        .then((who) => {
          if (!who.ok) return next(asConnectError(who.failure));
          socket.data = { identity: who.identity, guestToken: who.guestToken };
          next();
        })
        .catch((error: unknown) => {
          log.error({ err: error }, 'could not identify');
          next(
            asConnectError(failure('unavailable', 'We cannot check who you are just now. Please try again.')),
          );
        });
    });

    io.on('connection', (socket) => {
      const visitor: Visitor = {
        socket,
        ...(socket.data as Pick<Visitor, 'identity' | 'guestToken'>),
        address: socket.handshake.address,
        standing: { at: 'outside' },
      };
      const logged = new Set<string>();
      const inFlight = new Set<Promise<void>>();
      let floods = 0;

      socket.onAny((name: unknown, ...rest: unknown[]) => {
        const last = rest.at(-1);
        const answer: Answer = typeof last === 'function' ? (last as Answer) : () => {};
        const handling = handle(name, typeof rest[0] === 'function' ? undefined : rest[0])
          .then((value) => answer({ ok: true, value }))
          .catch((error: unknown) => {
            const failed = error instanceof FailureError ? error.failure : INTERNAL;
            refused.inc({ code: failed.code });
            const message = String(name).slice(0, 40);
            // Once for each socket and code: a hostile client must not be able to fill the log.
            const key = failed === INTERNAL ? `${failed.code} ${message}` : failed.code;
            if (failed.code !== 'refused' && !logged.has(key)) {
              logged.add(key);
              const { person } = visitor.identity;
              if (failed === INTERNAL) log.error({ err: error, message, person }, 'message failed');
              else log.info({ code: failed.code, message, person }, 'message not carried out');
            }
            answer({ ok: false, failure: failed });
          })
          .finally(() => inFlight.delete(handling));
        inFlight.add(handling);
      });

      async function limit(by: RateLimiterMemory): Promise<void> {
        if (await by.consume(socket.id).catch(() => null)) return;
        floods += 1;
        if (floods > FLOOD) socket.disconnect(true);
        throw new FailureError(failure('rate-limited', 'Too many messages at once. Wait a few seconds.'));
      }

      async function handle(name: unknown, payload: unknown) {
        const reporting = REPORTING.has(name);
        await limit(reporting ? reports : limiter);
        if (typeof name !== 'string' || !Object.hasOwn(REQUESTS, name)) {
          throw new FailureError(
            failure('unknown-message', 'This server does not know such a message. Reload the page.'),
          );
        }
        const known = name as RequestName;
        if (!reporting && !known.startsWith('link.')) await limit(acts);
        if (size(payload) > LARGEST)
          throw new FailureError(failure('too-large', 'This message is too large.'));
        const parsed = REQUESTS[known].safeParse(payload ?? {});
        if (!parsed.success) {
          const [issue] = parsed.error.issues;
          const where = issue?.path.join('.');
          throw new FailureError(
            failure('bad-request', `${where ? `${where}: ` : ''}${issue?.message ?? 'wrong shape'}`),
          );
        }
        return (HANDLERS[known] as (visitor: Visitor, payload: unknown, parts: DoorParts) => Promise<never>)(
          visitor,
          parsed.data,
          parts,
        );
      }

      socket.on('disconnect', () => {
        void limiter.delete(socket.id);
        void acts.delete(socket.id);
        void reports.delete(socket.id);
        // What was sent before the socket closed still counts: a goodbye and the closing may come at one moment.
        void Promise.all(inFlight).then(goAway);
      });

      function goAway(): void {
        if (visitor.standing.at !== 'inside') return;
        const { host, participant } = visitor.standing;
        visitor.standing = { at: 'outside' };
        parts.registry.rest(host.state.id);
        if (post.detach(participant, socket))
          void host.run({ type: 'participant', id: participant }, { do: 'away' });
      }
    });
  }

  return { post, open, close: () => new Promise((done) => void io.close(() => done())) };
}

/** A token as it was presented. What cannot be one is a wrong one, not none: nobody is made a guest by it. */
function presented(value: unknown): string | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  return typeof value === 'string' && value.length <= LONGEST_TOKEN ? value : 'not a token';
}

const asConnectError = (failed: Failure) => Object.assign(new Error(failed.message), { data: failed });

/** The length of a payload's JSON text; binary attachments and cycles count as endless. */
function size(payload: unknown): number {
  try {
    return payload === undefined ? 0 : JSON.stringify(payload).length;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}
