import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import next from 'next';
import { collectDefaultMetrics, Registry as Metrics } from 'prom-client';
import { type Config, ConfigError, readConfig } from './config.ts';
import { prepareDemo } from './demo.ts';
import { createHttp, type DemoRoom, isEndpoint } from './http/app.ts';
import { iceServers } from './identity/ice.ts';
import { createTokens } from './identity/tokens.ts';
import { lockDataDir } from './lock.ts';
import { createLog, type Log } from './log.ts';
import { createEngine } from './media/select.ts';
import { systemClock } from './rooms/ports.ts';
import { createRegistry } from './rooms/registry.ts';
import { createDoor } from './signaling/door.ts';
import { DatabaseError, openDatabase } from './store/database.ts';
import { createRoomStore } from './store/rooms.ts';
import { createUserStore } from './store/users.ts';

type Listener = (request: IncomingMessage, response: ServerResponse) => unknown;

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
    const registry = createRegistry({ store: rooms, engine, outbox, sink, clock: systemClock, log });
    closers.push(() => registry.close());
    closers.push(() => door.close());

    const missing = async () => {
      const status = engine.status();
      if (!status.ready) return `Media: ${status.why}`;
      return (await store.ping()) ? null : 'The database does not answer.';
    };
    const endpoints = getRequestListener(
      createHttp({ adminToken: config.adminToken, demo, metrics, missing }).fetch,
    );
    const pages = await preparePages(http, config, port);
    answer = (request, response) => {
      for (const [name, value] of SECURITY_HEADERS) response.setHeader(name, value);
      const target = request.url ?? '/';
      // What stands in a request line need not be an address at all.
      if (!target.startsWith('/') || !URL.canParse(target, 'http://localhost'))
        return response.writeHead(400).end();
      const { pathname } = new URL(target, 'http://localhost');
      return isEndpoint(pathname) ? endpoints(request, response) : pages(request, response);
    };
    door.open({ registry, tokens, now: Date.now });

    announce(config, port, engine.name, store.kind, demo);
    log.info({ port, media: engine.name, store: store.kind }, 'serving');
    return close;
  } catch (error) {
    await close();
    throw error;
  }
}

const SECURITY_HEADERS = [
  ['X-Content-Type-Options', 'nosniff'],
  ['X-Frame-Options', 'SAMEORIGIN'],
  // Links carry tokens: no page they lead to may learn them.
  ['Referrer-Policy', 'no-referrer'],
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
  const dev = process.env.NODE_ENV === 'development';
  const app = next({ dev, dir: process.cwd(), hostname: host, port, httpServer });
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
