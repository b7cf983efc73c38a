import { amount, lossOf } from './link.ts';
import type { DownReport } from './report.ts';

/*
 * A receiver's budget, found by what its browser measures. The media server sends what it is told to, so this is the
 * only congestion control on the way down. It follows draft-ietf-rmcat-gcc-02, in steps of layers and at the pace of
 * reports: its section 6 for losses, its section 5.5 for the factors of decrease and increase. A trial of more that
 * fails is waited for twice as long the next time, as RFC 8085 section 3.1.1 has it for retransmissions.
 */

/** Section 6: from this loss on, less is sent; beyond the second it is not loss but a line that is full. */
const LOSSY = 0.1;
const FULL = 0.3;
/** Section 6: up to this loss, more may be tried. */
const CLEAN = 0.02;
/** Section 5.5: what is sent after overuse, as a share of what came through. */
const BACK_OFF = 0.85;
/** Section 5.5: 8 % a second, for the five seconds that the first trial waits for. */
const GROWTH = 1.08 ** 5;
/**
 * A line that carries more than when it was full has become another, and is tried as one that nobody knows: RFC 5681
 * section 3.1 doubles in each round trip, this in each of two reports.
 */
const LEAP = 4;
/** Milliseconds that media waits longer than usual when a queue has grown on its way; half of it is a warning. */
const QUEUE_MS = 150;
/** Of the sound that was played, the share made up, from which nobody is understood any more. */
const BROKEN = 0.2;
/** Pictures that came and were not shown, in one report: a machine at its limit is not sent more. */
const MOST_DROPPED = 20;
/** Fewer packets in one report say nothing about a share: sound alone is 50 a second. */
const FEWEST = 40;
/** A change of less than this within one report is not believed of a queue alone. */
const STEEPEST = 0.5;

/** A trial is proven after this, which is two reports or three, milliseconds. */
const PROVEN_MS = 2_900;
/** So long it is calm before a first trial, and before one after many that failed, milliseconds. */
const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 32_000;
/** A cut so soon after more was tried means that it was too much after all. */
const TOO_MUCH_MS = 30_000;
/** What a report says so soon after a cut is still about what was before it, or partly so. */
const LATE_MS = 1_500;
const PARTLY_MS = 3_000;
/** Until a queue has drained, and browsers have measured their round trips anew (RFC 7675: up to 5 s apart). */
const DRAINED_MS = 5_000;
/** Reports that come faster are not listened to; when they come slower, nobody knows what was in between. */
const FASTEST_MS = 500;
const SLOWEST_MS = 10_000;
/** No budget is smaller: sound is sent whatever it is. Bits a second. */
const LEAST = 30_000;
/** So many cuts in a row must have made something better. */
const PATIENCE = 2;
/** By so much two measurements of one delay differ, milliseconds. */
const JITTER_MS = 30;
/** Most of a loss that is taken for the line's own. */
const LOSSIEST = 0.25;

/** What there is to send, bits a second: see `Allotment`. */
export interface Load {
  readonly used: number;
  readonly wanted: number;
  readonly next: number;
}

/** What one viewer's way down is known to carry. */
export interface Downlink {
  /** Bits a second for all that is sent to this viewer; null while nothing limits. */
  readonly budget: number | null;
  readonly heardAt: number | null;
  /** What the line is like whatever is sent: a radio loses packets, another continent is far. */
  readonly usual: Trouble;
  readonly calmSince: number;
  /** How long it must be calm before more is tried, milliseconds. */
  readonly wait: number;
  /** What came through when it was last too much, bits a second; null before that. */
  readonly carried: number | null;
  /** More was tried: from which budget on, and when. */
  readonly raised: { readonly from: number; readonly at: number; readonly proven: boolean } | null;
  /** Less was sent, so many times in a row, for this. */
  readonly cut: { readonly at: number; readonly times: number; readonly trouble: Trouble } | null;
}

interface Trouble {
  /** 0 to 1. */
  readonly loss: number;
  /** Milliseconds; null before it is known. */
  readonly delay: number | null;
  readonly roundTrip: number | null;
}

export const UNLIMITED: Downlink = {
  budget: null,
  heardAt: null,
  usual: { loss: 0, delay: null, roundTrip: null },
  calmSince: 0,
  wait: FIRST_WAIT_MS,
  carried: null,
  raised: null,
  cut: null,
};

/**
 * What is known after one more report. It is only ever believed about the way to its own sender, so that who lies
 * spoils or wastes nothing but their own picture.
 *
 * @param now milliseconds since the epoch
 */
export function hear(line: Downlink, report: DownReport, load: Load, now: number): Downlink {
  if (line.heardAt !== null && now - line.heardAt < FASTEST_MS) return line;
  const gap = line.heardAt === null || now - line.heardAt > SLOWEST_MS;
  const heard: Downlink = { ...line, heardAt: now, calmSince: gap ? now : line.calmSince };
  const packets = amount(report.packets) + amount(report.lost);
  // Where nothing came and nothing was missed, nothing was sent: that says nothing. But where all is held back, there
  // will never be anything else to hear: so a trial is all that can tell.
  if (packets === 0) return load.used === 0 ? tryMore(heard, load, now) : { ...heard, calmSince: now };

  const is: Trouble = {
    // A line that is switched to another source counts a few as lost that were never sent.
    loss: packets < FEWEST ? heard.usual.loss : lossOf(report),
    delay: amount(report.delay),
    roundTrip: report.roundTrip === null ? null : amount(report.roundTrip),
  };
  const loss = Math.max(0, is.loss - heard.usual.loss - doubt(heard.usual.loss, packets));
  const queue = queueOf(is, heard.usual);
  const strains = loss > CLEAN || queue > QUEUE_MS / 2;
  const broken = amount(report.concealed) > BROKEN && (loss > LOSSY || queue > QUEUE_MS);
  const full = loss > FULL || broken;
  const since = heard.cut ? now - heard.cut.at : Number.POSITIVE_INFINITY;
  const why =
    full && since >= LATE_MS
      ? 'full'
      : loss > LOSSY && since >= PARTLY_MS
        ? 'lossy'
        : queue > QUEUE_MS && since >= DRAINED_MS
          ? 'queued'
          : null;
  if (why)
    return isFutile(heard, is) ? settled(heard, is, now) : cut(heard, is, why, report.bitrate, load, now);
  const well = { ...heard, usual: learned(heard.usual, is) };
  if (strains || amount(report.freezes) > 0 || amount(report.framesDropped) > MOST_DROPPED)
    return { ...well, calmSince: now };
  return tryMore({ ...well, cut: since < DRAINED_MS ? heard.cut : null }, load, now);
}

/** What may be sent at most; never more than is wanted. Null where nothing limits. */
export const budgetOf = ({ budget }: Downlink, wanted: number): number | null =>
  budget === null || budget >= wanted ? null : budget;

function cut(
  line: Downlink,
  trouble: Trouble,
  why: 'full' | 'queued' | 'lossy',
  came: number,
  { used }: Load,
  now: number,
): Downlink {
  const { budget, raised, cut } = line;
  const base = Math.min(budget ?? used, used);
  const through = Math.min(BACK_OFF * amount(came), BACK_OFF * base);
  const less = {
    full: through,
    queued: Math.max(through, STEEPEST * base),
    lossy: base * (1 - 0.5 * trouble.loss),
  }[why];
  // What was good before a trial is good after it, unless the line became another meanwhile.
  const before = raised && !raised.proven ? Math.min(raised.from, base) : null;
  const still = before !== null && (why !== 'full' || through > STEEPEST * before);
  const hasty = raised !== null && now - raised.at < TOO_MUCH_MS;
  // Trials that failed say nothing of a line that has become another.
  const another = !still && through < STEEPEST * base;
  const wait = hasty ? Math.min(LONGEST_WAIT_MS, 2 * line.wait) : line.wait;
  return {
    ...line,
    budget: Math.max(LEAST, still ? before : less),
    calmSince: now,
    wait: another ? FIRST_WAIT_MS : wait,
    carried: amount(came),
    raised: null,
    cut: { at: now, times: (cut?.times ?? 0) + 1, trouble: cut?.trouble ?? trouble },
  };
}

/** After a while of calm, a little more than is held back now: what fails then costs one report. */
function tryMore(line: Downlink, load: Load, now: number): Downlink {
  const { budget, calmSince, raised, wait } = line;
  const calm = now - calmSince;
  if (budget === null) return line;
  if (raised && !raised.proven) {
    if (calm < PROVEN_MS) return line;
    // What was tried may be in no tile any more: then nothing was learned.
    if (load.used <= raised.from) return { ...line, budget: raised.from, raised: null };
    const all = budget >= load.wanted;
    const proven = { ...line, raised: { ...raised, proven: true }, wait: Math.max(FIRST_WAIT_MS, wait / 2) };
    if (all) return { ...proven, budget: null };
    return raise(
      proven,
      budget,
      line.carried !== null && load.used > line.carried ? LEAP : GROWTH,
      load,
      now,
    );
  }
  return budget < load.wanted && calm >= wait ? raise(line, budget, GROWTH, load, now) : line;
}

const raise = (
  line: Downlink,
  from: number,
  growth: number,
  { wanted, next }: Load,
  now: number,
): Downlink => ({
  ...line,
  budget: Math.min(wanted, Math.max(next, from * growth)),
  calmSince: now,
  raised: { from, at: now, proven: false },
});

/** Whether less was sent again and again and nothing got better: then it is not made by what is sent. */
function isFutile({ cut }: Downlink, is: Trouble): boolean {
  if (!cut || cut.times < PATIENCE) return false;
  const { trouble } = cut;
  const asLong = (one: number | null, other: number | null) => (one ?? 0) + JITTER_MS >= 0.8 * (other ?? 0);
  return (
    is.loss >= 0.8 * trouble.loss &&
    asLong(is.delay, trouble.delay) &&
    asLong(is.roundTrip, trouble.roundTrip)
  );
}

const settled = (line: Downlink, is: Trouble, now: number): Downlink => ({
  ...line,
  usual: { ...is, loss: Math.min(LOSSIEST, is.loss) },
  calmSince: now,
  cut: null,
});

/** By how much the loss of so few packets differs by chance: two standard deviations. */
const doubt = (usual: number, packets: number): number => 2 * Math.sqrt((usual * (1 - usual)) / packets);

/** The best of it at once, the rest little by little: a line is what it is when little is sent. */
const learned = (usual: Trouble, is: Trouble): Trouble => ({
  loss: Math.min(LOSSIEST, usual.loss + (is.loss < usual.loss ? 0.3 : 0.1) * (is.loss - usual.loss)),
  delay: lowest(usual.delay, is.delay),
  roundTrip: lowest(usual.roundTrip, is.roundTrip),
});

const lowest = (usual: number | null, is: number | null): number | null =>
  usual === null || is === null ? (is ?? usual) : is < usual ? is : usual + 0.05 * (is - usual);

/**
 * How long a queue is on the way, milliseconds, as far as both measures say so. A round trip is up to 5 s old; a jitter
 * buffer stays large for a while after what made it so; and a busy machine is late with either, seldom with both.
 */
function queueOf(is: Trouble, usual: Trouble): number {
  const delay = grown(is.delay, usual.delay);
  return is.roundTrip === null || usual.roundTrip === null
    ? delay
    : Math.min(delay, grown(is.roundTrip, usual.roundTrip));
}

const grown = (is: number | null, usual: number | null): number =>
  is === null || usual === null ? 0 : Math.max(0, is - usual);
