import type { z } from '@hono/zod-openapi';
import type { Decision as Answer } from '@/lib/core/gate/decision.ts';
import { explain } from '@/lib/core/gate/explain.ts';
import type { Decision } from '../schemas/decide.ts';
import { timeOrNull } from './common.ts';

export function showDecision(decision: Answer, now: number): z.output<typeof Decision> {
  const { reason } = decision;
  const mark = reason.because === 'grant' ? reason.grant.mark : 'mark' in reason ? reason.mark : null;
  return {
    allowed: decision.allowed,
    rule: reason.rule,
    because: reason.because,
    text: explain(decision, now),
    remedy: decision.allowed
      ? null
      : {
          do: decision.remedy.do,
          until: decision.remedy.do === 'wait' ? timeOrNull(decision.remedy.until) : null,
        },
    setBy: mark?.byName || null,
    setAt: timeOrNull(mark?.at),
  };
}
