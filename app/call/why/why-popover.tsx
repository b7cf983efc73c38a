'use client';

import { X } from 'lucide-react';
import * as Popover from 'radix-ui/popover';
import { type ReactNode, type RefObject, useRef } from 'react';
import { ruleBehind } from '@/lib/core/gate/rule-behind.ts';
import { iconButton } from '../../parts/button.ts';
import type { Opens } from '../later/later.tsx';
import type { Refusal } from '../why.ts';

/**
 * What a blocked control answers when it is pressed: the reason, the rule behind it with who set it and when, and what
 * can be done about it, right there. It takes the focus, and gives it back to where it was.
 */
export function WhyPopover({
  anchor,
  refusal,
  now,
  open,
  onOpenChange,
  side = 'top',
  remedies,
  back: given,
}: Opens & {
  /** The control that is blocked. */
  anchor: RefObject<HTMLElement | null>;
  refusal: Refusal;
  /** Milliseconds since the epoch, by the server's clock. */
  now: number;
  side?: 'top' | 'bottom';
  /** The buttons for what can be done. */
  remedies: ReactNode;
  /** Where the focus was, for whoever goes on from here to something else. */
  back?: RefObject<Element | null>;
}) {
  const own = useRef<Element | null>(null);
  const back = given ?? own;
  const rule = refusal.decision && ruleBehind(refusal.decision, now);
  return (
    <Popover.Root open={open} onOpenChange={onOpenChange}>
      <Popover.Anchor virtualRef={anchor} />
      <Popover.Portal>
        <Popover.Content
          side={side}
          sideOffset={8}
          collisionPadding={12}
          aria-label="Why?"
          // The keys of the call go on working: "H" is often the answer.
          data-call-keys
          onOpenAutoFocus={() => {
            back.current = document.activeElement;
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (back.current instanceof HTMLElement) back.current.focus();
          }}
          onPointerDownOutside={(event) => {
            // Pressing the control again closes it by its own press.
            if (anchor.current?.contains(event.target as Node)) event.preventDefault();
          }}
          className="z-50 w-[min(22rem,calc(100vw-1.5rem))] animate-appear rounded-xl border border-line bg-raised py-2 ps-4 pe-2 text-sm shadow-float"
        >
          <div className="flex items-start gap-2">
            <p role="alert" className="min-w-0 grow py-2.5 font-medium break-words" dir="auto">
              {refusal.text}
            </p>
            <Popover.Close className={iconButton} aria-label="Close" title="Close">
              <X aria-hidden size={18} />
            </Popover.Close>
          </div>
          {rule && (
            <p className="pe-2 pb-2 text-xs text-soft break-words" dir="auto">
              {rule}
            </p>
          )}
          <div className="flex flex-wrap gap-2 pe-2 pb-2 empty:hidden">{remedies}</div>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
