import type { Report } from '@/lib/core/quality/report.ts';
import { LOOKED_AT } from './connection.ts';
import type { LinkStats, Snapshot } from './snapshot.ts';
import { type Measured, measure } from './statistics.ts';

/** How often the links are looked at, milliseconds. */
const EVERY_MS = 2_000;
/** A page that slept measured nothing that is worth telling. */
const LONGEST_MS = 60_000;
const SHORTEST_MS = 100;

/** What the page shows of its connection: the last measurement, and the reports before it, newest last. */
export interface Readings extends Measured {
  readonly recent: readonly Report[];
}

export interface MeterParts {
  /** Looks at all links, once. */
  look(): Promise<readonly LinkStats[]>;
  tell(report: Report): void;
  show(readings: Readings | null): void;
}

/** Measures this browser's connection every two seconds for as long as it is in a call. */
export function createMeter({ look, tell, show }: MeterParts) {
  let timer: ReturnType<typeof setInterval> | undefined;
  let before: Snapshot | null = null;
  let recent: readonly Report[] = [];
  /** Which run a look belongs to: one that ends after it was stopped is nobody's. */
  let run = 0;
  let looking = false;

  async function take(): Promise<void> {
    if (looking) return;
    looking = true;
    const mine = run;
    // Rejected only where a link is closing; the next look is without it.
    const links = await look().catch(() => null);
    looking = false;
    if (!links || mine !== run) return;
    const now: Snapshot = { at: performance.now(), links };
    const last = before;
    before = now;
    const interval = last ? now.at - last.at : 0;
    if (!last || interval < SHORTEST_MS || interval > LONGEST_MS) return;
    const measured = measure(last, now);
    recent = [...recent, measured.report].slice(-LOOKED_AT);
    show({ ...measured, recent });
    tell(measured.report);
  }

  return {
    setJoined(inside: boolean): void {
      if (inside === (timer !== undefined)) return;
      clearInterval(timer);
      timer = undefined;
      run += 1;
      before = null;
      recent = [];
      if (inside) {
        timer = setInterval(() => void take(), EVERY_MS);
        void take();
      } else show(null);
    },
  };
}
