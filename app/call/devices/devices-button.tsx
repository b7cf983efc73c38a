'use client';

import { SlidersHorizontal } from 'lucide-react';
import { useRef, useState } from 'react';
import { iconButton } from '../../parts/button.ts';
import { DevicesDialog } from '../later/opened.ts';

/** Other devices in the middle of a call: nothing that is sent stops for it. */
export function DevicesButton() {
  const [open, setOpen] = useState(false);
  const trigger = useRef<HTMLButtonElement>(null);
  return (
    <>
      <button
        ref={trigger}
        type="button"
        className={iconButton}
        aria-label="Devices"
        aria-haspopup="dialog"
        aria-expanded={open}
        title="Microphone, camera and speaker"
        onClick={() => setOpen(true)}
      >
        <SlidersHorizontal aria-hidden size={20} />
      </button>
      <DevicesDialog open={open} onOpenChange={setOpen} returnFocus={() => trigger.current?.focus()} />
    </>
  );
}
