'use client';

import * as Dialog from 'radix-ui/dialog';
import { DialogFrame } from '../../parts/dialog-frame.tsx';
import type { OpensFrom } from '../later/later.tsx';
import { DevicesPanel } from './devices-panel.tsx';

export function DevicesDialog({ open, onOpenChange, returnFocus }: OpensFrom) {
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <DialogFrame title="Devices" returnFocus={returnFocus}>
        <div className="min-h-0 overflow-y-auto px-5 pb-5 sm:px-6">
          <DevicesPanel />
        </div>
      </DialogFrame>
    </Dialog.Root>
  );
}
