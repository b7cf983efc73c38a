import { Check, X } from 'lucide-react';
import { because } from '@/lib/core/gate/explain.ts';
import type { Line } from './lines.ts';

/** One right: whether, and why. */
export function RightLine({
  line: { title, decision },
  now,
  name,
}: {
  line: Line;
  now: number;
  name: string | undefined;
}) {
  const Icon = decision.allowed ? Check : X;
  return (
    <li className="flex gap-3 py-2">
      <span
        className={`mt-0.5 inline-flex size-6 shrink-0 items-center justify-center rounded-full ${
          decision.allowed ? 'bg-accent-wash text-accent' : 'bg-danger-wash text-danger'
        }`}
      >
        <Icon aria-hidden size={15} strokeWidth={2.5} />
      </span>
      <span className="min-w-0">
        <span className="block text-sm font-semibold">
          {title}
          <span className="font-normal text-soft">: {decision.allowed ? 'yes' : 'no'}</span>
        </span>
        <span className="block text-sm break-words text-soft" dir="auto">
          {because(decision, now, name)}
        </span>
      </span>
    </li>
  );
}
