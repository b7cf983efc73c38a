'use client';

import { CircleQuestionMark } from 'lucide-react';
import { useRef, useState } from 'react';
import { iconButton } from '../../parts/button.ts';
import { HelpDialog } from '../later/opened.ts';
import { useKeys } from './use-keys.ts';

/** "?": every key of the call, and what this browser remembers; by button and by key. */
export function HelpButton() {
  const [open, setOpen] = useState(false);
  const trigger = useRef<HTMLButtonElement>(null);
  useKeys({ '?': () => setOpen(true) });
  return (
    <>
      <button
        ref={trigger}
        type="button"
        className={iconButton}
        aria-label="Keyboard shortcuts"
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-keyshortcuts="?"
        title="Keyboard shortcuts (?)"
        onClick={() => setOpen(true)}
      >
        <CircleQuestionMark aria-hidden size={20} />
      </button>
      <HelpDialog open={open} onOpenChange={setOpen} returnFocus={() => trigger.current?.focus()} />
    </>
  );
}
