'use client';

import { CircleQuestionMark } from 'lucide-react';
import type { Ref } from 'react';
import { button } from '../../parts/button.ts';

/** "Why?" in small, beside something that is no button itself. */
export function WhyLink({
  label,
  open,
  toggle,
  ref,
}: {
  label: string;
  open: boolean;
  toggle: () => void;
  ref?: Ref<HTMLButtonElement>;
}) {
  return (
    <button
      ref={ref}
      type="button"
      aria-label={label}
      aria-haspopup="dialog"
      aria-expanded={open}
      title={label}
      className={`${button.quiet} shrink-0 px-2! text-soft!`}
      onClick={toggle}
    >
      <CircleQuestionMark aria-hidden size={18} />
      Why?
    </button>
  );
}
