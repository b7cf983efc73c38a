import { type Fault, faultsOf, worst } from '@/lib/core/quality/link.ts';
import type { LinkQuality, Report } from '@/lib/core/quality/report.ts';
import type { Sent } from '@/lib/core/quality/viewing.ts';

/** What is wrong with one's own connection. `narrow`: less is sent to one than one's page has use for. */
export type Trouble = Fault | 'narrow';

export interface Connection {
  readonly quality: LinkQuality;
  readonly trouble: Trouble | null;
}

/** How many of the last reports are looked at: one bad moment is not a bad connection. */
export const LOOKED_AT = 3;
/** The gravest first. */
const FAULTS = ['lost', 'late', 'sending', 'busy'] as const satisfies readonly Fault[];
const SEVERITY = ['poor', 'fair'] as const satisfies readonly LinkQuality[];

/**
 * How good one's own connection is, in what lasts: a trouble counts as bad as it was in two of the last three reports.
 *
 * @param recent the last reports, newest last
 * @param sent what the server says that it holds back
 */
export function judge(recent: readonly Report[], sent: Readonly<Record<string, Sent>>): Connection {
  const looked = recent.slice(-LOOKED_AT).map(faultsOf);
  const lasting = (fault: Fault): LinkQuality =>
    SEVERITY.find((grade) => looked.filter((one) => worst(one[fault], grade) === one[fault]).length > 1) ??
    'good';
  const held = Object.values(sent).filter(({ why }) => why === 'network');
  const narrow = held.some(({ level }) => level === 'none') ? 'poor' : held.length ? 'fair' : 'good';
  const all: readonly (readonly [Trouble, LinkQuality])[] = [
    // What explains what is seen comes first.
    ['narrow', narrow],
    ...FAULTS.map((fault) => [fault, lasting(fault)] as const),
  ];
  const quality = worst(...all.map(([, grade]) => grade));
  const trouble = all.find(([, grade]) => grade === quality)?.[0] ?? null;
  return { quality, trouble: quality === 'good' ? null : trouble };
}
