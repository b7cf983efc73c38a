/** One entry of a room's trail, as the API sends it. What `before` and `after` hold depends on what it was on. */
export interface ApiAuditEntry {
  readonly id: number;
  /** RFC 3339. */
  readonly at: string;
  /** The person is null for a backend and for the clock. */
  readonly actor: { readonly person: string | null; readonly name: string };
  /** Why it came about: `asked`, `time`, `left`, `answered`, `revoked`. */
  readonly cause: string;
  readonly on: string;
  /** Whom it is about; null when it is about the room. */
  readonly person: string | null;
  /** How that person is called, where it is known. */
  readonly name?: string | null | undefined;
  readonly right: string | null;
  readonly before?: unknown;
  readonly after?: unknown;
}

/** What a change may be on, in words: for the filter, and for the mark beside each entry. */
export const KINDS_OF_CHANGE = {
  created: 'Room made',
  membership: 'Membership',
  override: 'Right',
  grant: 'Floor',
  ban: 'Removal',
  mute: 'Microphone lock',
  silence: 'Mute',
  exceeded: 'Limit exceeded',
  publication: 'Stopped',
  admission: 'Lobby',
  spotlight: 'Spotlight',
  'call-ended': 'Call ended',
  message: 'Message removed',
  hand: 'Hand',
  pin: 'PIN',
  redeemed: 'PIN used',
  audience: 'Audience',
  settings: 'Settings',
} as const;

export const titleOfChange = (on: string): string =>
  Object.hasOwn(KINDS_OF_CHANGE, on) ? KINDS_OF_CHANGE[on as keyof typeof KINDS_OF_CHANGE] : on;
