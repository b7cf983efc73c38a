import type { Context } from 'hono';
import type { AppTokens } from '../../identity/app-tokens.ts';
import type { Principal } from '../../identity/principal.ts';
import type { Log } from '../../log.ts';
import type { Administration, Backend } from '../../rooms/administration.ts';
import type { Messaging } from '../../rooms/messaging.ts';
import type { Clock } from '../../rooms/ports.ts';
import type { IdempotencyStore } from '../../store/idempotency.ts';
import type { RoomStore } from '../../store/rooms.ts';
import type { UserStore } from '../../store/users.ts';
import type { Webhooks } from '../../webhooks/webhooks.ts';

/** How often something may be done; the duration is in seconds. */
export interface Rate {
  readonly points: number;
  readonly duration: number;
}

export interface ApiParts {
  readonly administration: Administration;
  readonly rooms: RoomStore;
  readonly users: UserStore;
  readonly messaging: Messaging;
  readonly webhooks: Webhooks;
  readonly appTokens: AppTokens;
  readonly idempotency: IdempotencyStore;
  readonly adminToken: string;
  /** Signs and seals; the same as for tokens. */
  readonly secret: string;
  /** Where people reach this server; null when it is wherever they ask. */
  readonly publicUrl: string | null;
  readonly clock: Clock;
  readonly log: Log;
  /** Whether a bearer is a token that we gave to a user: it is never good here. */
  readonly isUserToken: (token: string) => Promise<boolean>;
  /** The network address at the other end. */
  readonly addressOf: (request: Request) => string;
  /**
   * Who is signed in to the console by a cookie; null for nobody. May refuse with a Problem a request that another
   * site sent.
   */
  readonly sessions?: { find(context: Context): Promise<Principal | null> } | undefined;
  /** How often a quiet stream is kept open and its token asked for again, milliseconds; 15 seconds by itself. */
  readonly heartbeatMs?: number | undefined;
  readonly rates?: { readonly reads: Rate; readonly writes: Rate; readonly wrong: Rate } | undefined;
}

export interface ApiEnv {
  Variables: {
    principal: Principal;
    /** Whether the principal still stands: an answer that takes long asks again. */
    stillValid: () => Promise<boolean>;
  };
}

/** As whom commands are carried out. */
export const actorOf = (c: Context): Backend => ({
  type: 'api',
  name: (c as Context<ApiEnv>).get('principal').name,
});
