import type { LinkQuality, Report } from '@/lib/core/quality/report.ts';
import type { Sent } from '@/lib/core/quality/viewing.ts';

/**
 * What is wrong with one's own connection, the gravest first. `lost`: sound and pictures do not all arrive. `late`: they
 * take long. `narrow`: less is sent to one than one's page has use for. `sending`: what one sends does not all get
 * out. `busy`: this device has no power left to make pictures.
 */
export type Trouble = 'lost' | 'late' | 'narrow' | 'sending' | 'busy';

export interface Connection {
  readonly quality: LinkQuality;
  readonly trouble: Trouble | null;
}

/** From where something can be noticed, and from where it disturbs. */
const LIMITS: Readonly<Record<'lost' | 'concealed' | 'roundTrip', readonly [fair: number, poor: number]>> = {
  lost: [0.03, 0.1],
  concealed: [0.03, 0.1],
  roundTrip: [350, 800],
};
/** Fewer packets than this say nothing about their loss. */
const FEWEST = 30;
/** Bits a second below which not even the smallest picture gets out beside a voice. */
const TOO_NARROW = 150_000;
/** How many of the last reports are looked at: one bad moment is not a bad connection. */
export const LOOKED_AT = 3;

type Grade = 0 | 1 | 2;
const grade = (amount: number, [fair, poor]: readonly [number, number]): Grade =>
  amount >= poor ? 2 : amount >= fair ? 1 : 0;
const QUALITIES = ['good', 'fair', 'poor'] as const satisfies readonly LinkQuality[];

/** How bad each trouble is in one report. */
function grades({ down, up }: Report): Readonly<Record<Exclude<Trouble, 'narrow'>, Grade>> {
  const all = down.packets + down.lost;
  const lost = all >= FEWEST ? grade(down.lost / all, LIMITS.lost) : 0;
  const squeezed = up.limited === 'bandwidth' && up.available !== null;
  return {
    lost: Math.max(lost, grade(down.concealed, LIMITS.concealed)) as Grade,
    late: grade(Math.max(down.roundTrip ?? 0, up.roundTrip ?? 0), LIMITS.roundTrip),
    sending: Math.max(
      grade(up.lost, LIMITS.lost),
      squeezed ? (up.available < TOO_NARROW ? 2 : 1) : 0,
    ) as Grade,
    busy: up.limited === 'cpu' ? 1 : 0,
  };
}

/**
 * How good one's own connection is, in what lasts: a trouble counts as bad as it was in two of the last three reports.
 *
 * @param recent the last reports, newest last
 * @param sent what the server says that it holds back
 */
export function judge(recent: readonly Report[], sent: Readonly<Record<string, Sent>>): Connection {
  const looked = recent.slice(-LOOKED_AT).map(grades);
  const lasting = (trouble: Exclude<Trouble, 'narrow'>): Grade =>
    looked.map((one) => one[trouble]).sort((a, b) => b - a)[1] ?? 0;
  const held = Object.values(sent).filter(({ why }) => why === 'network');
  const narrow: Grade = held.some(({ level }) => level === 'none') ? 2 : held.length ? 1 : 0;
  const all: readonly (readonly [Trouble, Grade])[] = [
    // What explains what is seen comes first.
    ['narrow', narrow],
    ['lost', lasting('lost')],
    ['late', lasting('late')],
    ['sending', lasting('sending')],
    ['busy', lasting('busy')],
  ];
  const worst = all.reduce((most, one) => (one[1] > most[1] ? one : most), [
    'lost',
    0,
  ] as (typeof all)[number]);
  return worst[1] ? { quality: QUALITIES[worst[1]], trouble: worst[0] } : { quality: 'good', trouble: null };
}
