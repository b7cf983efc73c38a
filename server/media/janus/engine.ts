import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { RoomId } from '@/lib/core/ids.ts';
import { USUAL_WAY, type Way } from '@/lib/core/room/settings.ts';
import type { Engine, EngineStatus, MediaEvents, MediaSink } from '../engine.ts';
import { PATIENCE } from '../most.ts';
import { JanusRoom } from './room.ts';
import { JanusServer } from './server.ts';
import type { JanusNetwork } from './settings.ts';
import { type JanusAddress, type Supervisor, superviseJanus } from './supervisor.ts';

export interface JanusOptions {
  readonly dataDir: string;
  /** Servers of somebody else's keeping, `ws[s]://[:apisecret@]host:port`; empty means a child of our own. */
  readonly urls: readonly string[];
  /** The program to run as a child. */
  readonly program: string;
  readonly network: JanusNetwork;
  /** Milliseconds until a publisher is told that less of what it sends will do. */
  readonly patience?: number;
  /** Milliseconds that what an earlier run forwards may stand beside what takes its place. */
  readonly overlap?: number;
}

/** Browsers are back within five seconds, and have their new links within one or two. */
const OVERLAP = 10_000;

/** What only the Janus engine can say of itself. */
export interface JanusEngine extends Engine {
  /** Process id of the managed child, null without one. */
  pid(): number | null;
}

/** Media over Janus's VideoRoom: on a child process of ours, or on the servers that are given. */
export function createJanusEngine(options: JanusOptions, log: Logger): JanusEngine {
  const key = loadKey(options.dataDir, log);
  const supervisor: Supervisor | null = options.urls.length
    ? null
    : superviseJanus({ program: options.program, dataDir: options.dataDir, network: options.network }, log);
  const servers = supervisor
    ? [
        new JanusServer(
          () => supervisor.address(),
          (why) => supervisor.restart(why),
          log,
        ),
      ]
    : options.urls.map((url) => new JanusServer(fixedAddress(url), () => undefined, log));
  const rooms = new Set<JanusRoom>();

  const serverOf = (room: RoomId): JanusServer => {
    const hash = createHash('sha256').update(room).digest().readUInt32BE(0);
    const server = servers[hash % servers.length];
    if (!server) throw new Error('The Janus engine has no server.');
    return server;
  };

  return {
    name: 'janus',
    pid: () => supervisor?.pid() ?? null,
    open: (id: RoomId, sink: MediaSink, { codec }: Way = USUAL_WAY, events?: MediaEvents) => {
      const room: JanusRoom = new JanusRoom({
        id,
        codec,
        server: serverOf(id),
        key,
        sink,
        events,
        log,
        patience: options.patience ?? PATIENCE,
        overlap: options.overlap ?? OVERLAP,
        gone: () => rooms.delete(room),
      });
      rooms.add(room);
      return room;
    },
    status: (): EngineStatus => {
      const down = servers.find((server) => !server.ready);
      return down ? { ready: false, why: down.why } : { ready: true };
    },
    close: async () => {
      await Promise.all([...rooms].map((room) => room.close()));
      await Promise.all(servers.map((server) => server.close()));
      await supervisor?.close();
    },
  };
}

/** A server's address with the API secret taken out of it. */
function fixedAddress(text: string): () => JanusAddress {
  const url = new URL(text);
  const apiSecret = url.password === '' ? null : decodeURIComponent(url.password);
  url.username = '';
  url.password = '';
  const address = { url: url.href, apiSecret };
  return () => address;
}

/**
 * What room numbers and secrets are derived from; kept, so that a later run knows its own rooms. Without it they cannot
 * be found any more, and go on until their sessions end by themselves.
 */
function loadKey(dataDir: string, log: Logger): Buffer {
  const folder = join(dataDir, 'janus');
  const file = join(folder, 'key');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (existsSync(file)) {
    const key = readFileSync(file);
    if (key.length === 32) return key;
    log.error({ file }, 'the key of rooms at janus is damaged, a new one is made');
  }
  const key = randomBytes(32);
  writeFileSync(`${file}.new`, key, { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return key;
}
