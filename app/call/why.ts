import type { Decision, Denied } from '@/lib/core/gate/decision.ts';
import { explain } from '@/lib/core/gate/explain.ts';

/** Why something may not be used, in plain words with what to do; `decision` where it was the gate that said so. */
export interface Refusal {
  readonly text: string;
  readonly decision: Denied | null;
}

/** Why not; null when allowed. */
export const refusalOf = (decision: Decision, now: number): Refusal | null =>
  decision.allowed ? null : { text: explain(decision, now), decision };

/** The words alone. */
export const whyNot = (decision: Decision, now: number): string | null =>
  refusalOf(decision, now)?.text ?? null;
