import type { DownReport, LinkQuality, Report } from './report.ts';

/**
 * From where a connection is no longer good, and from where it is poor.
 * - `loss`: the shares below which draft-ietf-rmcat-gcc-02 section 6 sends more, and above which it sends less.
 * - `roundTrip`, milliseconds: twice the one-way delays of ITU-T G.114, 150 (unnoticed) and 400 (unacceptable).
 * - `concealed`: of the sound that was played, the share made up; a twentieth is heard as gaps.
 */
const LIMITS = {
  loss: { fair: 0.02, poor: 0.1 },
  roundTrip: { fair: 300, poor: 800 },
  concealed: { fair: 0.05, poor: 0.15 },
} as const;

/**
 * Bits a second that a browser may send: below what it begins with (libwebrtc: 300 kbit/s) pictures suffer, and further
 * down not even the smallest gets out beside a voice.
 */
const SLOW = { fair: 250_000, poor: 150_000 } as const;

/** Fewer packets than this say nothing about their loss. */
const FEWEST = 30;

/** How many reports in a row it takes to be thought worse of, and better: nobody's mark flickers. */
const WORSE_AFTER = 2;
const BETTER_AFTER = 5;

/** What is thought of a connection, and what speaks against it. */
export interface Judgement {
  readonly quality: LinkQuality;
  /** How many reports in a row said so. */
  readonly doubts: { readonly quality: LinkQuality; readonly count: number } | null;
}

export const UNDOUBTED: Judgement = { quality: 'good', doubts: null };

/** R34: what is thought of a connection after one more report. What has not been seen to last alters nothing. */
export function judge({ quality, doubts }: Judgement, report: Report): Judgement {
  const says = gradeOf(report);
  if (says === quality) return { quality, doubts: null };
  const worse = GRADES.indexOf(says) > GRADES.indexOf(quality);
  const before = doubts && GRADES.indexOf(doubts.quality) > GRADES.indexOf(quality) === worse ? doubts : null;
  // Of several opinions the one nearest to what was thought before: it is what all of them agree on.
  const agreed = before && nearer(before.quality, says, worse) ? before.quality : says;
  const count = (before?.count ?? 0) + 1;
  if (count >= (worse ? WORSE_AFTER : BETTER_AFTER)) return { quality: agreed, doubts: null };
  return { quality, doubts: { quality: agreed, count } };
}

const GRADES: readonly LinkQuality[] = ['good', 'fair', 'poor'];

const nearer = (one: LinkQuality, other: LinkQuality, worse: boolean): boolean =>
  worse ? GRADES.indexOf(one) < GRADES.indexOf(other) : GRADES.indexOf(one) > GRADES.indexOf(other);

/**
 * What can be wrong with a connection. `lost`: sound and pictures do not all arrive. `late`: they take long. `sending`:
 * what one sends does not all get out. `busy`: the device has no power left to make pictures.
 */
export type Fault = 'lost' | 'late' | 'sending' | 'busy';

/** How bad each is, as one report alone has it. */
export function faultsOf({ up, down }: Report): Readonly<Record<Fault, LinkQuality>> {
  const arrived = amount(down.packets) + amount(down.lost) >= FEWEST ? lossOf(down) : 0;
  const room = up.limited === 'bandwidth' ? up.available : null;
  return {
    lost: worst(graded(arrived, LIMITS.loss), graded(share(down.concealed), LIMITS.concealed)),
    late: graded(Math.max(up.roundTrip ?? 0, down.roundTrip ?? 0), LIMITS.roundTrip),
    sending: worst(
      graded(share(up.lost), LIMITS.loss),
      room === null || room >= SLOW.fair ? 'good' : room >= SLOW.poor ? 'fair' : 'poor',
    ),
    busy: up.limited === 'cpu' ? 'fair' : 'good',
  };
}

/** The worst of both ways, since who cannot hear is no better to talk with. A busy device is no matter of its link. */
function gradeOf(report: Report): LinkQuality {
  const { lost, late, sending } = faultsOf(report);
  return worst(lost, late, sending);
}

const graded = (
  value: number,
  { fair, poor }: { readonly fair: number; readonly poor: number },
): LinkQuality => (value > poor ? 'poor' : value > fair ? 'fair' : 'good');

/** The worst of several grades; good where there are none. */
export const worst = (...grades: readonly LinkQuality[]): LinkQuality =>
  GRADES[Math.max(0, ...grades.map((grade) => GRADES.indexOf(grade)))] ?? 'good';

/** Of everything that should have come, the share that did not, 0 to 1; 0 where nothing was to come. */
export function lossOf({ packets, lost }: Pick<DownReport, 'packets' | 'lost'>): number {
  const missed = amount(lost);
  const all = missed + amount(packets);
  return all > 0 ? missed / all : 0;
}

/** What a browser says may be anything: whatever is no amount counts as none. */
export const amount = (value: number): number => (Number.isFinite(value) && value > 0 ? value : 0);

const share = (value: number): number => Math.min(1, amount(value));
