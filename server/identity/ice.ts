import { createHmac } from 'node:crypto';

export interface IceServer {
  readonly urls: string;
  readonly username?: string;
  readonly credential?: string;
}

/** How long TURN credentials are good for, seconds: a long working day. */
const TURN_LIFE_S = 12 * 3600;

/**
 * The ICE servers one person is given. TURN with short-lived credentials by coturn's shared-secret scheme
 * (draft-uberti-behave-turn-rest-00): the user name is the expiry, the password its HMAC-SHA1.
 */
export function iceServers(
  stunUrl: string | null,
  turn: { readonly url: string; readonly secret: string } | null,
  now: number,
): IceServer[] {
  const servers: IceServer[] = stunUrl ? [{ urls: stunUrl }] : [];
  if (turn) {
    const username = `${Math.floor(now / 1000) + TURN_LIFE_S}:rostrum`;
    servers.push({
      urls: turn.url,
      username,
      credential: createHmac('sha1', turn.secret).update(username).digest('base64'),
    });
  }
  return servers;
}
