import type { Report } from '@/lib/core/quality/report.ts';
import { LOOKED_AT } from './connection.ts';
import type { LinkStats, Snapshot } from './snapshot.ts';
import { type Measured, measure } from './statistics.ts';

/** How often the links are looked at, milliseconds: at every second beat, and at each while pictures are held back. */
const BEAT_MS = 1_000;
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
  /** Whether pictures are held back for the connection: a trial of more that fails is to be as short as can be. */
  narrow(): boolean;
  tell(report: Report): void;
  show(readings: Readings | null): void;
}

/** Measures this browser's connection for as long as it is in a call: every two seconds, or every one while narrow. */
export function createMeter({ look, narrow, tell, show }: MeterParts) {
  let timer: ReturnType<typeof setInterval> | undefined;
  let rested = false;
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

  function beat(): void {
    rested = !rested && !narrow();
    if (!rested) void take();
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
        timer = setInterval(beat, BEAT_MS);
        rested = false;
        void take();
      } else show(null);
    },
  };
}
