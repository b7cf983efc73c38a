import type { LinkOpening, Slot } from '@/lib/wire/events.ts';

/** What only ever grows, so that its growth between two looks is what happened meanwhile. */
interface Counters {
  readonly packetsReceived?: number;
  readonly packetsSent?: number;
  readonly packetsLost?: number;
  readonly bytesReceived?: number;
  readonly bytesSent?: number;
  readonly headerBytesReceived?: number;
  readonly headerBytesSent?: number;
  /** Seconds, summed over everything that left the buffer. */
  readonly jitterBufferDelay?: number;
  readonly jitterBufferEmittedCount?: number;
  readonly freezeCount?: number;
  readonly framesDropped?: number;
  readonly concealedSamples?: number;
  readonly silentConcealedSamples?: number;
  readonly totalSamplesReceived?: number;
}

/**
 * As much of any one statistic of `getStats` as is read here (W3C webrtc-stats); browsers leave out what they do not
 * measure.
 */
export interface Stat extends Counters {
  readonly type: string;
  readonly kind?: string;
  readonly mid?: string;
  readonly rid?: string;
  readonly active?: boolean;
  readonly codecId?: string;
  readonly mimeType?: string;
  readonly frameWidth?: number;
  readonly frameHeight?: number;
  readonly framesPerSecond?: number;
  readonly qualityLimitationReason?: string;
  /** Of what the far end says about something that is sent: which, the share it missed, and seconds there and back. */
  readonly localId?: string;
  readonly fractionLost?: number;
  readonly roundTripTime?: number;
  readonly selectedCandidatePairId?: string;
  readonly state?: string;
  readonly nominated?: boolean;
  /** Seconds there and back, of a pair of candidates. */
  readonly currentRoundTripTime?: number;
  /** Bits a second that congestion control believes to have. */
  readonly availableOutgoingBitrate?: number;
}

/** One answer of `getStats`, by its own ids. */
export type Stats = ReadonlyMap<string, Stat>;

/** What one link had counted at one moment, and which of its lines carried what. */
export interface LinkStats {
  readonly link: string;
  readonly direction: LinkOpening['direction'];
  readonly slots: readonly Slot[];
  readonly stats: Stats;
}

export interface Snapshot {
  /** Milliseconds, by any clock that only goes forward. */
  readonly at: number;
  readonly links: readonly LinkStats[];
}

/** By how much a counter grew; one that began anew counts for nothing. */
export const grown = (now: Stat, before: Stat | undefined, counter: keyof Counters): number =>
  Math.max(0, (now[counter] ?? 0) - (before?.[counter] ?? 0));

/** The statistics of one type, each with what it was before; what is new began at nothing. */
export function* each(
  link: LinkStats,
  before: LinkStats | undefined,
  type: string,
): Generator<{ readonly id: string; readonly now: Stat; readonly before: Stat | undefined }> {
  for (const [id, now] of link.stats) if (now.type === type) yield { id, now, before: before?.stats.get(id) };
}

/** The pair of candidates that carries a link; undefined before there is one. */
export function pairOf({ stats }: LinkStats): Stat | undefined {
  const all = [...stats.values()];
  const selected = all.find(
    ({ type, selectedCandidatePairId }) => type === 'transport' && selectedCandidatePairId,
  );
  // Firefox tells of no transport, and marks the pair instead.
  return selected?.selectedCandidatePairId
    ? stats.get(selected.selectedCandidatePairId)
    : all.find(
        ({ type, state, nominated }) => type === 'candidate-pair' && nominated && state === 'succeeded',
      );
}

/** Milliseconds there and back on a link; null before it is known. */
export function roundTripOf(link: LinkStats): number | null {
  const seconds = pairOf(link)?.currentRoundTripTime;
  return seconds === undefined ? null : seconds * 1000;
}
