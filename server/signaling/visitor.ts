import type { Socket } from 'socket.io';
import type { ParticipantId } from '@/lib/core/ids.ts';
import type { Ack } from '@/lib/wire/answers.ts';
import type { Events } from '@/lib/wire/events.ts';
import type { RequestName } from '@/lib/wire/requests.ts';
import type { GuestToken, Identity } from '../identity/tokens.ts';
import type { RoomHost } from '../rooms/host.ts';

/** Where one socket stands; each state carries only its own data. */
export type Standing =
  | { readonly at: 'outside' }
  | { readonly at: 'entering' }
  | { readonly at: 'inside'; readonly host: RoomHost; readonly participant: ParticipantId };

/** One connected socket, and who is at its other end. */
export interface Visitor {
  readonly socket: VisitorSocket;
  readonly identity: Identity;
  /** Where the socket comes from, as the network says. */
  readonly address: string;
  /** To be kept by a guest's browser; null for users. */
  readonly guestToken: GuestToken;
  standing: Standing;
}

/** The door takes requests by `onAny`, which has no types to declare; what it sends is typed. */
// biome-ignore lint/complexity/noBannedTypes: socket.io's own way to say "no declared events"
export type VisitorSocket = Socket<{}, Events>;
export type Answer = (ack: Ack<RequestName>) => void;
