import { io } from 'socket.io-client';
import { type Failure, failure } from '@/lib/core/failure.ts';
import type { Ack } from '@/lib/wire/answers.ts';
import type { EventName, Events } from '@/lib/wire/events.ts';
import type { RequestInput, RequestName } from '@/lib/wire/requests.ts';

/** How long an answer may take before the person is told, milliseconds. */
const PATIENCE_MS = 10_000;

export type Connection =
  | { readonly is: 'connected' }
  /** Lost or not yet reached; tried again by itself. */
  | { readonly is: 'lost' }
  /** The server does not know who we are; trying again would not help. */
  | { readonly is: 'rejected'; readonly failure: Failure };

export interface Signaling {
  /** Sends one request; a failure to reach the server is an answer like any other. */
  request<Name extends RequestName>(name: Name, payload: RequestInput<Name>): Promise<Ack<Name>>;
  on<Name extends EventName>(name: Name, listener: Events[Name]): void;
  close(): void;
}

/** A socket to this page's own server. `watch` hears of every change of the connection. */
export function connect(credentials: () => object, watch: (connection: Connection) => void): Signaling {
  const socket = io({
    transports: ['websocket', 'polling'],
    // Read anew at each attempt: a guest gets an identity meanwhile.
    auth: (give) => give(credentials()),
    timeout: 5000,
    reconnectionDelay: 300,
    reconnectionDelayMax: 3000,
  });

  socket.on('connect', () => watch({ is: 'connected' }));
  socket.on('disconnect', (why) => {
    watch({ is: 'lost' });
    // After a disconnect by the server socket.io does not try again by itself.
    if (why === 'io server disconnect') socket.connect();
  });
  socket.on('connect_error', (error: Error & { data?: Failure }) => {
    const given = error.data;
    if (given?.code !== 'unauthenticated' && given?.code !== 'expired') {
      watch({ is: 'lost' });
      if (given) setTimeout(() => socket.connect(), 2000);
      return;
    }
    socket.disconnect();
    watch({ is: 'rejected', failure: given });
  });

  return {
    async request<Name extends RequestName>(name: Name, payload: RequestInput<Name>): Promise<Ack<Name>> {
      if (!socket.connected) return { ok: false, failure: unreachable };
      try {
        return (await socket.timeout(PATIENCE_MS).emitWithAck(name, payload)) as Ack<Name>;
      } catch {
        return { ok: false, failure: unreachable };
      }
    },
    on: (name, listener) => void socket.on(name as string, listener as (...payload: unknown[]) => void),
    close: () => void socket.disconnect(),
  };
}

export const unreachable = failure('unavailable', 'The server does not answer. Check your connection.');
