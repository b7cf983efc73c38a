/**
 * A participant's life, as the room knows it. Each state carries only its own data; moving on replaces the value.
 *
 *   (join) -> present -> away -> present ...
 *                |         |
 *                +---------+--> ended (the participant is no longer in the room)
 */
export type Session =
  | { readonly state: 'present' }
  /** The socket was lost; the place, the hand and the media stay until `until` (milliseconds since the epoch). */
  | { readonly state: 'away'; readonly until: number };

/** Why a participant's stay ended, told to them as it ends. */
export type EndReason =
  | { readonly why: 'left' }
  | { readonly why: 'lost' }
  | { readonly why: 'removed' }
  | { readonly why: 'room-closed' }
  | { readonly why: 'no-right' };

/** How long a lost socket keeps its place, milliseconds. */
export const AWAY_MS = 20_000;
