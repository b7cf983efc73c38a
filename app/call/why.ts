import type { Decision } from '@/lib/core/gate/decision.ts';
import { explain } from '@/lib/core/gate/explain.ts';

/** Why not, in plain words; null when allowed. */
export const whyNot = (decision: Decision, now: number): string | null =>
  decision.allowed ? null : explain(decision, now);
