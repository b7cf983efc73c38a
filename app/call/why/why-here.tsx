'use client';

import { CircleQuestionMark } from 'lucide-react';
import { type ReactNode, type Ref, useRef, useState } from 'react';
import { button } from '../../parts/button.ts';
import { useInCall } from '../call-context.tsx';
import type { Refusal } from '../why.ts';
import { RemediesFor } from './remedies.tsx';
import { WhyDialog } from './why-dialog.tsx';
import { WhyPopover } from './why-popover.tsx';

/** Why a control of the call is blocked, at that control, with one's own ways out of it. */
export function WhyHere({
  refusal,
  open,
  onOpenChange,
  children,
}: {
  refusal: Refusal;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  children: ReactNode;
}) {
  const { clockOffset } = useInCall();
  const [all, setAll] = useState(false);
  const back = useRef<Element | null>(null);
  return (
    <>
      <WhyPopover
        refusal={refusal}
        now={Date.now() + clockOffset}
        open={open}
        onOpenChange={onOpenChange}
        back={back}
        remedies={
          refusal.decision && (
            <RemediesFor
              remedy={refusal.decision.remedy.do}
              close={() => onOpenChange(false)}
              all={() => {
                onOpenChange(false);
                setAll(true);
              }}
            />
          )
        }
      >
        {children}
      </WhyPopover>
      <WhyDialog
        about={null}
        open={all}
        onOpenChange={setAll}
        returnFocus={() => {
          if (back.current instanceof HTMLElement) back.current.focus();
        }}
      />
    </>
  );
}

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
