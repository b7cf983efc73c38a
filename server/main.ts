// Over 300 lines: every part is built, joined and closed here, in an order that is read best in one place.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import path from 'node:path';
import next from 'next';
import { collectDefaultMetrics, Registry as Metrics } from 'prom-client';
import { type Config, ConfigError, readConfig } from './config.ts';
import { prepareDemo } from './demo.ts';
import { createHttp, type DemoRoom, isEndpoint } from './http/app.ts';
import { createAssets, isAsset } from './http/assets.ts';
import { listenerOf } from './http/listener.ts';
import { createApi } from './http/v1/api.ts';
import { consoleSessions, session } from './http/v1/session.ts';
import { createAppTokens } from './identity/app-tokens.ts';
import { createConsoleSessions } from './identity/console.ts';
import { iceServers } from './identity/ice.ts';
import { createTokens } from './identity/tokens.ts';
import { lockDataDir } from './lock.ts';
import { createLog, type Log } from './log.ts';
import { createEngine } from './media/select.ts';
import { createAdministration } from './rooms/administration.ts';
import { createMessageIds } from './rooms/message-ids.ts';
import { createMessaging } from './rooms/messaging.ts';
import { systemClock } from './rooms/ports.ts';
import { createRegistry } from './rooms/registry.ts';
import { createDoor } from './signaling/door.ts';
import { createAppTokenStore } from './store/app-tokens.ts';
import { DatabaseError, openDatabase } from './store/database.ts';
import { createIdempotencyStore } from './store/idempotency.ts';
import { createLiveStore } from './store/live.ts';
import { createMessageStore } from './store/messages.ts';
import { createRoomStore } from './store/rooms.ts';
import { createSessionStore } from './store/sessions.ts';
import { createUserStore } from './store/users.ts';
import { createWebhookStore } from './store/webhooks.ts';
import { createDispatcher } from './webhooks/dispatcher.ts';
import { createWebhooks } from './webhooks/webhooks.ts';

type Listener = (request: IncomingMessage, response: ServerResponse) => unknown;

const DEVELOPS = process.env.NODE_ENV === 'development';

/** Longest that closing may take before the process ends anyway, milliseconds. */
const CLOSING_MS = 15_000;

/** Builds the parts, listens, and gives back how to close everything in order. */
async function start(config: Config, log: Log): Promise<() => Promise<void>> {
  const closers: (() => unknown)[] = [];
  const close = async () => {
    for (const closer of closers.reverse()) await closer();
  };
  try {
    closers.push(lockDataDir(config.dataDir));
    let answer: Listener = starting;
    const http = createServer((request, response) => void answer(request, response));
    // The port is taken first: when it is occupied, nothing else should have begun.
    const port = await listen(http, config);
    closers.push(() => closeServer(http));

    const store = await openDatabase(config.databaseUrl, config.dataDir);
    closers.push(() => store.close());
    const rooms = createRoomStore(store.database);
    const users = createUserStore(store.database);
    const tokens = createTokens(config.secret, users);
    const demo = config.demo ? await prepareDemo({ rooms, users }, tokens, Date.now()) : [];

    const outgoing = createWebhookStore(store.database);
    const webhooks = await createWebhooks({ store: outgoing, clock: systemClock }, config.webhook);
    const { hooks } = webhooks;
    const dispatcher = createDispatcher({
      webhooks,
      store: outgoing,
      clock: systemClock,
      log,
      random: Math.random,
    });
    // After the rooms, which store what is still to be told as they close.
    closers.push(() => dispatcher.close());
    await dispatcher.start();

    const engine = await createEngine(mediaConfig(config), log).catch((error: unknown) => {
      const why = error instanceof Error ? error.message : String(error);
      throw new ConfigError(`MEDIA ${config.media} cannot be had: ${why}`);
    });
    closers.push(() => engine.close());

    const metrics = new Metrics();
    collectDefaultMetrics({ register: metrics });
    const ice = () => iceServers(config.stunUrl, config.turn, Date.now());
    const door = createDoor(http, log, metrics, ice);
    const { outbox, sink } = door.post;
    const messages = createMessageStore(store.database);
    const ids = createMessageIds(config.secret);
    const registry = createRegistry({
      store: rooms,
      messages,
      ids,
      live: createLiveStore(config.dataDir, (error) => log.warn({ err: error }, 'a call could not be kept')),
      engine,
      outbox,
      sink,
      hooks,
      clock: systemClock,
      log,
    });
    closers.push(forgetMessages(messages, log));
    closers.push(() => registry.close());
    closers.push(() => door.close());

    const missing = async () => {
      const status = engine.status();
      if (!status.ready) return `Media: ${status.why}`;
      return (await store.ping()) ? null : 'The database does not answer.';
    };
    const administration = createAdministration({
      hooks,
      registry,
      rooms,
      users,
      clock: systemClock,
      sign: (address, expiresAt, id) => tokens.user(address, Math.floor(expiresAt / 1000), id),
    });
    const messaging = createMessaging({ registry, users });
    const appTokens = createAppTokens({ store: createAppTokenStore(store.database), now: Date.now });
    const addresses = new WeakMap<Request, string>();
    const addressOf = (request: Request) => addresses.get(request) ?? '';
    const sessions = createConsoleSessions({
      secret: config.secret,
      adminToken: config.adminToken,
      store: createSessionStore(store.database),
      now: systemClock.now,
    });
    const signedIn = { sessions, publicUrl: config.publicUrl };
    const api = createApi({
      administration,
      rooms,
      users,
      webhooks,
      appTokens,
      idempotency: createIdempotencyStore(store.database),
      messaging,
      adminToken: config.adminToken,
      secret: config.secret,
      publicUrl: config.publicUrl,
      clock: systemClock,
      log,
      isUserToken: tokens.isUser,
      addressOf,
      sessions: consoleSessions(signedIn),
    });
    const web = createHttp({
      adminToken: config.adminToken,
      demo,
      meetings: config.meetings,
      metrics,
      missing,
      administration,
      mesibo: { rooms, users, messaging, appTokens, now: Date.now },
      corsOrigins: config.corsOrigins,
      api,
      session: session({ ...signedIn, addressOf }),
      log,
      addressOf,
    });
    const endpoints = listenerOf(web, (request, address) => addresses.set(request, address));
    const pages = await preparePages(http, config, port);
    // While developing they are made as they are asked for.
    const assets = DEVELOPS ? null : listenerOf(createAssets(path.resolve('.next/static')), () => {});
    answer = (request, response) => {
      for (const [name, value] of SECURITY_HEADERS) response.setHeader(name, value);
      const target = request.url ?? '/';
      // What stands in a request line need not be an address at all.
      if (!target.startsWith('/') || !URL.canParse(target, 'http://localhost'))
        return response.writeHead(400).end();
      const { pathname } = new URL(target, 'http://localhost');
      if (/^\/console(\/|$)/.test(pathname))
        for (const [name, value] of CONSOLE_HEADERS) response.setHeader(name, value);
      if (isEndpoint(pathname)) return endpoints(request, response);
      return assets && isAsset(pathname) ? assets(request, response) : pages(request, response);
    };
    await registry.revive();
    door.open({ registry, tokens, now: Date.now });

    announce(config, port, engine.name, store.kind, demo);
    log.info({ port, media: engine.name, store: store.kind }, 'serving');
    return close;
  } catch (error) {
    await close();
    throw error;
  }
}

/** How often messages go that were to be kept for a time only, milliseconds. They are shown to nobody before that. */
const FORGET_MS = 600_000;

function forgetMessages(messages: ReturnType<typeof createMessageStore>, log: Log): () => void {
  const forget = () =>
    void messages
      .prune(Date.now())
      .catch((error: unknown) => log.warn({ err: error }, 'could not forget old messages'));
  forget();
  const timer = setInterval(forget, FORGET_MS);
  timer.unref();
  return () => clearInterval(timer);
}

const SECURITY_HEADERS = [
  ['X-Content-Type-Options', 'nosniff'],
  ['X-Frame-Options', 'SAMEORIGIN'],
  // Links carry tokens: no page they lead to may learn them.
  ['Referrer-Policy', 'no-referrer'],
] as const;

/** The console acts with its own authority: nothing may frame it, or make it load or send to another place. */
const CONSOLE_HEADERS = [
  ['X-Frame-Options', 'DENY'],
  ['Cache-Control', 'no-store'],
  [
    'Content-Security-Policy',
    [
      "default-src 'self'",
      // Next writes small scripts into its pages; while developing it also evaluates.
      `script-src 'self' 'unsafe-inline'${DEVELOPS ? " 'unsafe-eval'" : ''}`,
      "style-src 'self' 'unsafe-inline'",
      "img-src 'self' data: blob:",
      "object-src 'none'",
      "base-uri 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
    ].join('; '),
  ],
] as const;

const starting: Listener = (_request, response) => {
  response
    .writeHead(503, { 'content-type': 'application/json', 'retry-after': '2' })
    .end('{"ready":false,"why":"starting"}');
};

function listen(http: Server, { port, host }: Config): Promise<number> {
  return new Promise((done, fail) => {
    http.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') fail(new ConfigError(`PORT ${port} is in use by another program.`));
      else if (error.code === 'EACCES') fail(new ConfigError(`PORT ${port} may not be used by this user.`));
      else fail(new ConfigError(`HOST ${host} cannot be listened on (${error.code}).`));
    });
    http.listen(port, host, () => {
      const address = http.address();
      done(typeof address === 'object' && address ? address.port : port);
    });
  });
}

function closeServer(http: Server): Promise<void> {
  return new Promise((done) => {
    http.close(() => done());
    http.closeAllConnections();
  });
}

const mediaConfig = ({ media, janusUrls, publicIp, rtpPorts, stunUrl, dataDir }: Config) => ({
  mode: media,
  janusUrls,
  dataDir,
  ...(publicIp !== null && { publicIp }),
  ...(rtpPorts !== null && { rtpPorts }),
  ...(stunUrl !== null && { stunUrl }),
});

async function preparePages(httpServer: Server, { host }: Config, port: number): Promise<Listener> {
  const app = next({ dev: DEVELOPS, dir: process.cwd(), hostname: host, port, httpServer });
  await app.prepare();
  const handle = app.getRequestHandler();
  return handle;
}

/** For the person at the terminal; everything else goes to the log. */
function announce(
  config: Config,
  port: number,
  media: string,
  store: string,
  demo: readonly DemoRoom[],
): void {
  const host = ['0.0.0.0', '::'].includes(config.host)
    ? 'localhost'
    : config.host.includes(':')
      ? `[${config.host}]`
      : config.host;
  const base = config.publicUrl ?? `http://${host}:${port}`;
  const lines = [
    '',
    `  Rostrum is ready at ${base}`,
    '',
    `  Media: ${media === 'janus' ? 'through Janus' : 'from browser to browser'}. Data: ${store === 'pglite' ? config.dataDir : 'PostgreSQL'}.`,
  ];
  for (const room of demo) {
    lines.push('', `  ${room.title}: ${room.about}`);
    for (const { label, href } of room.links) lines.push(`    ${label}: ${base}${href}`);
  }
  process.stdout.write(`${lines.join('\n')}\n\n`);
}

async function main(): Promise<void> {
  let log: Log | undefined;
  try {
    const config = readConfig(process.env);
    log = createLog(config.logLevel);
    const started = start(config, log);
    let closing = false;
    // From here on, and not only once everything runs: what was begun is ended in order.
    const stop = (signal: string) => {
      if (closing) return;
      closing = true;
      log?.info({ signal }, 'closing');
      started
        .then((close) => {
          setTimeout(() => process.exit(1), CLOSING_MS).unref();
          return close();
        })
        .then(
          () => process.exit(0),
          (error: unknown) => {
            log?.error({ err: error }, 'could not close in order');
            process.exit(1);
          },
        );
    };
    process.on('SIGTERM', stop);
    process.on('SIGINT', stop);
    await started;
  } catch (error) {
    const plain = error instanceof ConfigError || error instanceof DatabaseError;
    const text = error instanceof Error ? error.message : String(error);
    process.stderr.write(`Rostrum cannot start: ${text}\n`);
    if (!plain) log?.fatal({ err: error }, 'cannot start');
    process.exit(1);
  }
}

await main();
