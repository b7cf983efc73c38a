'use client';

import { type RefObject, useRef, useState } from 'react';
import { useInCall } from '../call-context.tsx';
import type { Opens } from '../later/later.tsx';
import type { Refusal } from '../why.ts';
import { RemediesFor } from './remedies.tsx';
import { WhyDialog } from './why-dialog.tsx';
import { WhyPopover } from './why-popover.tsx';

/** Why a control of the call is blocked, at that control, with one's own ways out of it. */
export function WhyHere({
  anchor,
  refusal,
  open,
  onOpenChange,
}: Opens & {
  /** The control. */
  anchor: RefObject<HTMLElement | null>;
  refusal: Refusal;
}) {
  const { clockOffset } = useInCall();
  const [all, setAll] = useState(false);
  const back = useRef<Element | null>(null);
  return (
    <>
      <WhyPopover
        anchor={anchor}
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
      />
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
