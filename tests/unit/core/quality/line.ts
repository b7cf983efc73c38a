import { publicationId } from '@/lib/core/ids.ts';
import { DEFAULT_PROFILE } from '@/lib/core/profile.ts';
import { type Allotment, allot, SOUND_BITRATE, type Source } from '@/lib/core/quality/allot.ts';
import { budgetOf, type Downlink, hear, UNLIMITED } from '@/lib/core/quality/downlink.ts';
import { layersOf } from '@/lib/core/quality/layers.ts';
import type { DownReport } from '@/lib/core/quality/report.ts';
import type { Viewing } from '@/lib/core/quality/viewing.ts';

/*
 * A viewer's way down as a small model: a bottleneck with a queue of its own before it, after it a share of packets
 * lost at random; every two seconds, and every second while pictures are held back, the browser at its end reports, and
 * the controller decides what is sent from then on. Nothing of it knows how the controller comes to its mind.
 */

/** What the line is like at a second of the story. */
export interface Weather {
  /** Bits a second. */
  readonly capacity: number;
  /** Random loss, 0 to 1. */
  readonly loss?: number;
  /** Milliseconds there and back with an empty queue. */
  readonly roundTrip?: number;
}

export interface Story {
  readonly seconds: number;
  readonly weather: (second: number) => Weather;
  /** What the queue holds at most, milliseconds at the capacity of the moment; a policer holds nothing. */
  readonly buffer?: number;
  readonly viewing?: Viewing;
  readonly sources?: readonly Source[];
  /** The share of reports that never arrive, and how late the others may be, milliseconds. */
  readonly missing?: number;
  readonly late?: number;
  readonly seed?: number;
}

/** What was so between two reports. */
export interface Moment {
  readonly second: number;
  readonly capacity: number;
  readonly sent: Allotment;
  /** Bits a second of pictures and sound that were really put on the line. */
  readonly offered: number;
  /** The share of everything that did not arrive, sound included: the line knows no difference. */
  readonly lost: number;
  readonly line: Downlink;
  /** Whether other pictures were sent than before. */
  readonly changed: boolean;
}

const camera = (name: string, rank: Source['rank'] = 'rest'): Source => ({
  publication: publicationId(name),
  kind: 'camera',
  layers: layersOf('camera', DEFAULT_PROFILE, 'vp8'),
  rank,
  open: true,
});
const microphone = (name: string): Source => ({ ...camera(name), kind: 'microphone', layers: [] });

/** One large picture, four small ones, one open microphone: 2.4 Mbit/s in all. */
export const CALL: readonly Source[] = [
  camera('large', 'speaker'),
  ...['b', 'c', 'd', 'e'].map((name) => camera(name)),
  microphone('voice'),
];
export const STAGE: Viewing = {
  lowData: false,
  tiles: [
    { publication: publicationId('large'), width: 1280, height: 720 },
    ...['b', 'c', 'd', 'e'].map((name) => ({ publication: publicationId(name), width: 240, height: 135 })),
  ],
};

const START = 1_700_000_000_000;
const TICK_MS = 100;
const REPORT_MS = 2_000;
const NARROW_REPORT_MS = 1_000;
/** Bits of a packet of pictures, and of one of sound: 20 ms of it. */
const PACKET = 8_000;
const SOUND_PACKET = SOUND_BITRATE / 50;

export function play(story: Story): Moment[] {
  const { seconds, weather, buffer = 400, viewing = STAGE, sources = CALL, missing = 0, late = 0 } = story;
  const random = generator(story.seed ?? 1);
  const moments: Moment[] = [];
  const underway: { at: number; report: DownReport }[] = [];
  let line = UNLIMITED;
  let sent = allot(sources, viewing, null);
  let shown = textOf(sent);
  let queue = 0;
  let sums = { offered: 0, arrived: 0, lost: 0, waited: 0, ticks: 0 };
  let reported = 0;
  for (let ms = 0; ms < seconds * 1000; ms += TICK_MS) {
    const { capacity, loss = 0, roundTrip = 40 } = weather(ms / 1000);
    const offered = sent.used * (0.85 + 0.3 * random()) * (TICK_MS / 1000);
    const room = capacity * (TICK_MS / 1000);
    const most = (capacity * buffer) / 1000;
    const through = Math.min(queue + offered, room);
    const waits = Math.min(most, queue + offered - through);
    const dropped = queue + offered - through - waits;
    let radio = 0;
    for (let left = loss ? through : 0; left > 0; left -= PACKET)
      if (random() < loss) radio += Math.min(left, PACKET);
    queue = waits;
    sums = {
      offered: sums.offered + offered,
      arrived: sums.arrived + through - radio,
      lost: sums.lost + dropped + radio,
      waited: sums.waited + (1000 * queue) / capacity,
      ticks: sums.ticks + 1,
    };
    while (underway[0] && underway[0].at <= ms) {
      const { report } = underway.shift() as { report: DownReport };
      line = hear(line, report, sent, START + ms);
      sent = allot(sources, viewing, budgetOf(line, sent.wanted));
    }
    const since = ms + TICK_MS - reported;
    if (since < (line.budget === null ? REPORT_MS : NARROW_REPORT_MS)) continue;
    reported = ms + TICK_MS;
    const sound = SOUND_BITRATE / sent.used;
    const packets = (bits: number) => Math.round(bits * (sound / SOUND_PACKET + (1 - sound) / PACKET));
    const lost = sums.lost / (sums.lost + sums.arrived);
    const report: DownReport = {
      bitrate: (sums.arrived * 1000) / since,
      packets: packets(sums.arrived),
      lost: packets(sums.lost),
      delay: 30 + 0.5 * (sums.waited / sums.ticks) + 20 * random(),
      roundTrip: roundTrip + (1000 * queue) / capacity + 10 * random(),
      freezes: lost > 0.15 ? 1 : 0,
      framesDropped: 0,
      concealed: Math.max(0, lost - 0.05),
    };
    if (random() >= missing) underway.push({ at: ms + TICK_MS + late * random(), report });
    underway.sort((a, b) => a.at - b.at);
    const now = textOf(sent);
    moments.push({
      second: (ms + TICK_MS) / 1000,
      capacity,
      sent,
      offered: (sums.offered * 1000) / since,
      lost,
      line,
      changed: now !== shown,
    });
    shown = now;
    sums = { offered: 0, arrived: 0, lost: 0, waited: 0, ticks: 0 };
  }
  return moments;
}

const textOf = ({ sent }: Allotment) => [...sent].map(([id, { level }]) => `${id} ${level}`).join(', ');

/** A small generator of numbers from 0 to 1, so that every story is told again the same way (mulberry32). */
export function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
