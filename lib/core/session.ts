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

/**
 * Why a participant's stay ended, told to them as it ends. `disconnected`: by a host or a backend, not kept out.
 * `membership-over` (R24): what they had here was theirs until a time, which has come. `denied` (R27): who waited was
 * not let in. `no-place` (R27): nobody needs to wait any more, but the room is full or locked. `time-over` (R29): their
 * time in this call is used up. `call-ended` (R33): a host ended the call for everybody.
 */
export const END_REASONS = [
  'left',
  'lost',
  'removed',
  'disconnected',
  'room-closed',
  'no-right',
  'membership-over',
  'denied',
  'no-place',
  'time-over',
  'call-ended',
] as const;
export interface EndReason {
  readonly why: (typeof END_REASONS)[number];
}

/** How long a lost socket keeps its place, milliseconds. */
export const AWAY_MS = 20_000;
