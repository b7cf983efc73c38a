'use client';

import { SlidersHorizontal, X } from 'lucide-react';
import * as Dialog from 'radix-ui/dialog';
import { iconButton } from '../../parts/button.ts';
import { DevicesPanel } from './devices-panel.tsx';

/** Other devices in the middle of a call: nothing that is sent stops for it. */
export function DevicesButton() {
  return (
    <Dialog.Root>
      <Dialog.Trigger className={iconButton} aria-label="Devices" title="Microphone, camera and speaker">
        <SlidersHorizontal aria-hidden size={20} />
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-50 bg-black/55" />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed inset-x-3 top-1/2 z-50 mx-auto flex max-h-[calc(100dvh-1.5rem)] max-w-md -translate-y-1/2 animate-appear flex-col rounded-xl bg-raised shadow-float"
        >
          <div className="flex items-center justify-between gap-2 py-2 ps-5 pe-2">
            <Dialog.Title className="text-lg font-semibold">Devices</Dialog.Title>
            <Dialog.Close className={iconButton} aria-label="Close" title="Close">
              <X aria-hidden size={20} />
            </Dialog.Close>
          </div>
          <div className="min-h-0 overflow-y-auto px-5 pb-5">
            <DevicesPanel />
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
