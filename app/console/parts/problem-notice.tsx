import { TriangleAlert } from 'lucide-react';
import { button } from '../../parts/button.ts';
import { type Problem, whatToDo } from '../data/answer.ts';

/** Says what happened and what to do about it; `retry` does it again. */
export function ProblemNotice({
  problem,
  retry,
  label = 'Try again',
}: {
  problem: Problem;
  retry?: (() => void) | undefined;
  label?: string;
}) {
  return (
    <div
      role="alert"
      className="flex flex-wrap items-center gap-x-4 gap-y-3 rounded-lg bg-danger-wash p-4 text-sm"
    >
      <TriangleAlert aria-hidden size={20} className="shrink-0 text-danger" />
      <p className="min-w-0 flex-1 basis-56 break-words">
        <span className="font-medium">{problem.detail}</span> {whatToDo(problem)}
      </p>
      {retry && (
        <button type="button" className={button.plain} onClick={retry}>
          {label}
        </button>
      )}
    </div>
  );
}
