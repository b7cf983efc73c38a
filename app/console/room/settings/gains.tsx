import { ArrowDown, ArrowUp } from 'lucide-react';
import type { EffectLine } from './effects.ts';

/** As many as are named; in a room of thousands the rest are counted. */
const NAMED = 100;

/** Who would gain and who would lose, with what. */
export function Gains({ lines }: { lines: readonly EffectLine[] }) {
  return (
    <ul className="grid gap-2">
      {lines.slice(0, NAMED).map(({ who, person, gains, loses }) => (
        <li key={person ?? 'guests'} className="break-words">
          <span dir="auto" className="font-medium">
            {who}
          </span>
          {gains.length > 0 && (
            <span className="flex items-start gap-1.5">
              <ArrowUp aria-hidden size={15} className="mt-0.5 shrink-0 text-voice" />
              <span>gains: {gains.join(', ')}</span>
            </span>
          )}
          {loses.length > 0 && (
            <span className="flex items-start gap-1.5">
              <ArrowDown aria-hidden size={15} className="mt-0.5 shrink-0 text-danger" />
              <span>loses: {loses.join(', ')}</span>
            </span>
          )}
        </li>
      ))}
      {lines.length > NAMED && <li className="text-soft">And {lines.length - NAMED} more.</li>}
    </ul>
  );
}
