/** What one browser measured of its connection since its last report, from `getStats` (W3C webrtc-stats). */
export interface Report {
  /** Milliseconds that it covers. */
  readonly interval: number;
  readonly down: DownReport;
  readonly up: UpReport;
}

export interface DownReport {
  /** Bits a second of everything received. */
  readonly bitrate: number;
  readonly packets: number;
  readonly lost: number;
  /** How long media waited in the jitter buffers on average, milliseconds. */
  readonly delay: number;
  /** Milliseconds; null before it is known. */
  readonly roundTrip: number | null;
  readonly freezes: number;
  readonly framesDropped: number;
  /** Of the audio that was played, the share that was made up because it had not come, 0 to 1. */
  readonly concealed: number;
}

export interface UpReport {
  /** Bits a second of everything sent. */
  readonly bitrate: number;
  /** What the browser's congestion control believes to have, bits a second; null where it does not say. */
  readonly available: number | null;
  /** The share that the far end missed, 0 to 1. */
  readonly lost: number;
  readonly roundTrip: number | null;
  /** Why less is sent than the profile allows. */
  readonly limited: 'none' | 'bandwidth' | 'cpu' | 'other';
}

/** How good somebody's connection is, as others are told. */
export type LinkQuality = 'good' | 'fair' | 'poor';
