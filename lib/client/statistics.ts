import type { PublicationId } from '@/lib/core/ids.ts';
import type { DownReport, Report, UpReport } from '@/lib/core/quality/report.ts';
import { each, grown, type LinkStats, pairOf, roundTripOf, type Snapshot, type Stat } from './snapshot.ts';

/** One publication as it comes or goes now, all its layers and links together. */
export interface Stream {
  readonly publication: PublicationId;
  readonly way: 'down' | 'up';
  readonly medium: 'audio' | 'video';
  /** As its MIME type names it, for example `VP8`; null before it is known. */
  readonly codec: string | null;
  /** Pixels of the largest picture; null of a voice, and before there is one. */
  readonly size: { readonly width: number; readonly height: number } | null;
  readonly framesPerSecond: number | null;
  /** Bits a second. */
  readonly bitrate: number;
  /** The share of packets that did not arrive, 0 to 1; null where nothing is known of it. */
  readonly lost: number | null;
  /** Milliseconds there and back. */
  readonly roundTrip: number | null;
  readonly freezes: number;
  /** What is sent of its layers, highest first, by `rid`; empty where there is but one, and of what is received. */
  readonly layers: readonly string[];
}

export interface Measured {
  readonly report: Report;
  readonly streams: readonly Stream[];
}

type Link = readonly [LinkStats, LinkStats | undefined];

/** What happened between two looks at all links of this browser. One pass over each; nothing is asked of them again. */
export function measure(before: Snapshot, now: Snapshot): Measured {
  const interval = now.at - before.at;
  const links = now.links.map((link): Link => [link, before.links.find((one) => one.link === link.link)]);
  const down = links.filter(([{ direction }]) => direction === 'down');
  const up = links.filter(([{ direction }]) => direction === 'up');
  return {
    report: {
      interval: Math.round(interval),
      down: downReport(down, interval),
      up: upReport(up, interval),
    },
    streams: [...received(down, interval), ...sent(up, interval)],
  };
}

const perSecond = (bytes: number, interval: number) => Math.round((bytes * 8000) / interval);
/** Of what was measured several times, what is worst for the person. */
const longest = (times: readonly (number | null)[]): number | null =>
  times.reduce((most, time) => (time === null ? most : Math.max(most ?? 0, time)), null);
const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);
const arrived = (now: Stat, before: Stat | undefined) =>
  grown(now, before, 'bytesReceived') + grown(now, before, 'headerBytesReceived');
const gone = (now: Stat, before: Stat | undefined) =>
  grown(now, before, 'bytesSent') + grown(now, before, 'headerBytesSent');

/** What a line carries now; an unused one counts for nothing, whatever its buffers make up meanwhile. */
const carried = ({ slots }: LinkStats, { mid }: Stat): PublicationId | null =>
  slots.find((slot) => slot.mid === mid)?.publication ?? null;

function downReport(links: readonly Link[], interval: number): DownReport {
  const lines = links.flatMap(([link, before]) =>
    [...each(link, before, 'inbound-rtp')].filter(({ now }) => carried(link, now)),
  );
  const total = (counter: Parameters<typeof grown>[2]) =>
    sum(lines.map(({ now, before }) => grown(now, before, counter)));
  const delays = lines.flatMap(({ now, before }) => {
    const emitted = grown(now, before, 'jitterBufferEmittedCount');
    return emitted ? [(grown(now, before, 'jitterBufferDelay') / emitted) * 1000] : [];
  });
  const played = total('totalSamplesReceived');
  return {
    bitrate: perSecond(sum(lines.map(({ now, before }) => arrived(now, before))), interval),
    packets: total('packetsReceived'),
    lost: total('packetsLost'),
    delay: delays.length ? Math.round(sum(delays) / delays.length) : 0,
    roundTrip: longest(links.map(([link]) => roundTripOf(link))),
    freezes: total('freezeCount'),
    framesDropped: total('framesDropped'),
    // Silence in the place of silence is not missed.
    concealed: played ? shareOf(total('concealedSamples') - total('silentConcealedSamples'), played) : 0,
  };
}

const shareOf = (part: number, whole: number) => Math.min(1, Math.max(0, part / whole));

function upReport(links: readonly Link[], interval: number): UpReport {
  const lines = links.flatMap(([link, before]) => [...each(link, before, 'outbound-rtp')]);
  // A link that carries nothing believes in the rate with which it would begin.
  const used = links.filter(([link, before]) =>
    [...each(link, before, 'outbound-rtp')].some((line) => grown(line.now, line.before, 'packetsSent') > 0),
  );
  const available = used.flatMap(([link]) => pairOf(link)?.availableOutgoingBitrate ?? []);
  return {
    bitrate: perSecond(sum(lines.map(({ now, before }) => gone(now, before))), interval),
    available: available.length ? Math.round(sum(available)) : null,
    lost: lostOf(links) ?? 0,
    roundTrip: longest(used.map(([link]) => roundTripOf(link))),
    limited: limitOf(lines.map(({ now }) => now)),
  };
}

/** The share that the far ends missed of what was sent to them, each line counting by its packets. */
function lostOf(links: readonly Link[], of: (line: Stat) => boolean = () => true): number | null {
  let [lost, packets] = [0, 0];
  for (const [link, before] of links)
    for (const { now } of each(link, before, 'remote-inbound-rtp')) {
      const line = now.localId ? link.stats.get(now.localId) : undefined;
      if (!line || !of(line)) continue;
      const share = grown(line, before?.stats.get(now.localId ?? ''), 'packetsSent');
      packets += share;
      lost += share * (now.fractionLost ?? 0);
    }
  return packets ? shareOf(lost, packets) : null;
}

/** What holds the pictures back; a layer that rests by choice is not held back. */
function limitOf(lines: readonly Stat[]): UpReport['limited'] {
  const reasons = lines.flatMap(({ kind, active, qualityLimitationReason }) =>
    kind === 'video' && active !== false ? (qualityLimitationReason ?? []) : [],
  );
  return (['bandwidth', 'cpu', 'other'] as const).find((reason) => reasons.includes(reason)) ?? 'none';
}

const codecOf = ({ stats }: LinkStats, { codecId }: Stat): string | null =>
  stats.get(codecId ?? '')?.mimeType?.split('/')[1] ?? null;
const mediumOf = ({ kind }: Stat) => (kind === 'video' ? 'video' : 'audio');
const sizeOf = ({ frameWidth, frameHeight }: Stat) =>
  frameWidth && frameHeight ? { width: frameWidth, height: frameHeight } : null;

function received(links: readonly Link[], interval: number): Stream[] {
  return links.flatMap(([link, old]) =>
    [...each(link, old, 'inbound-rtp')].flatMap(({ now, before }): Stream[] => {
      const publication = carried(link, now);
      if (!publication) return [];
      const [came, lost] = [grown(now, before, 'packetsReceived'), grown(now, before, 'packetsLost')];
      return [
        {
          publication,
          way: 'down',
          medium: mediumOf(now),
          codec: codecOf(link, now),
          size: sizeOf(now),
          framesPerSecond: now.framesPerSecond ?? null,
          bitrate: perSecond(arrived(now, before), interval),
          lost: came + lost ? lost / (came + lost) : null,
          roundTrip: roundTripOf(link),
          freezes: grown(now, before, 'freezeCount'),
          layers: [],
        },
      ];
    }),
  );
}

/** What one sends goes out in layers, and browser to browser over a link for each of the others: told as one. */
function sent(links: readonly Link[], interval: number): Stream[] {
  const lines = links.flatMap(([link, before]) =>
    [...each(link, before, 'outbound-rtp')].map((line) => ({
      ...line,
      link,
      publication: carried(link, line.now),
    })),
  );
  const publications = [...new Set(lines.flatMap(({ publication }) => publication ?? []))];
  return publications.map((publication): Stream => {
    const own = lines.filter((line) => line.publication === publication);
    const flowing = own
      .filter(({ now, before }) => grown(now, before, 'packetsSent') > 0)
      .sort((a, b) => (b.now.frameHeight ?? 0) - (a.now.frameHeight ?? 0));
    const [largest] = flowing;
    const mids = new Set(own.map(({ now }) => now.mid));
    return {
      publication,
      way: 'up',
      medium: own.some(({ now }) => now.kind === 'video') ? 'video' : 'audio',
      codec: largest ? codecOf(largest.link, largest.now) : null,
      size: largest ? sizeOf(largest.now) : null,
      framesPerSecond: largest?.now.framesPerSecond ?? null,
      bitrate: perSecond(sum(own.map(({ now, before }) => gone(now, before))), interval),
      lost: lostOf(links, ({ mid }) => mids.has(mid)),
      roundTrip: longest(own.map(({ link }) => roundTripOf(link))),
      freezes: 0,
      layers: [...new Set(flowing.flatMap(({ now }) => now.rid ?? []))],
    };
  });
}
