'use client';

import { SlidersHorizontal } from 'lucide-react';
import * as Dialog from 'radix-ui/dialog';
import { iconButton } from '../../parts/button.ts';
import { DialogFrame } from '../../parts/dialog-frame.tsx';
import { DevicesPanel } from './devices-panel.tsx';

/** Other devices in the middle of a call: nothing that is sent stops for it. */
export function DevicesButton() {
  return (
    <Dialog.Root>
      <Dialog.Trigger className={iconButton} aria-label="Devices" title="Microphone, camera and speaker">
        <SlidersHorizontal aria-hidden size={20} />
      </Dialog.Trigger>
      <DialogFrame title="Devices">
        <div className="min-h-0 overflow-y-auto px-5 pb-5 sm:px-6">
          <DevicesPanel />
        </div>
      </DialogFrame>
    </Dialog.Root>
  );
}
