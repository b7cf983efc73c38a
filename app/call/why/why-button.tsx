'use client';

import { CircleQuestionMark } from 'lucide-react';
import { useRef, useState } from 'react';
import { button } from '../../parts/button.ts';
import { WhyDialog } from '../later/opened.ts';

/**
 * Opens what one may do oneself, and why.
 *
 * @param label its name, where there is another such button on the screen
 */
export function WhyButton({ label }: { label?: string }) {
  const [open, setOpen] = useState(false);
  const trigger = useRef<HTMLButtonElement>(null);
  return (
    <>
      <button
        ref={trigger}
        type="button"
        className={`${button.quiet} px-3! text-soft!`}
        aria-label={label}
        title="What you may do, and why"
        onClick={() => setOpen(true)}
      >
        <CircleQuestionMark aria-hidden size={18} />
        Why?
      </button>
      <WhyDialog
        about={null}
        open={open}
        onOpenChange={setOpen}
        returnFocus={() => trigger.current?.focus()}
      />
    </>
  );
}
