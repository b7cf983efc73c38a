'use client';

import * as Dialog from 'radix-ui/dialog';
import { DialogFrame } from '../../parts/dialog-frame.tsx';
import type { OpensFrom } from '../later/later.tsx';
import { KEYS } from './keys.ts';
import { Settings } from './settings.tsx';

/** Every key of the call, and what this browser remembers. */
export function HelpDialog({ open, onOpenChange, returnFocus }: OpensFrom) {
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <DialogFrame title="Keyboard shortcuts" returnFocus={returnFocus}>
        <div className="min-h-0 overflow-y-auto px-5 pb-5 sm:px-6">
          <dl className="text-sm">
            {KEYS.map(({ key, does }) => (
              <div key={key} className="flex min-h-9 items-center gap-4 border-t border-line py-1">
                <dt className="w-16 shrink-0">
                  <kbd className="inline-block min-w-7 rounded-sm border border-edge bg-surface px-1.5 py-0.5 text-center font-sans text-xs font-semibold">
                    {key}
                  </kbd>
                </dt>
                <dd>{does}</dd>
              </div>
            ))}
          </dl>
          <h3 className="border-t border-line pt-4 pb-2 font-semibold">In this browser</h3>
          <Settings />
        </div>
      </DialogFrame>
    </Dialog.Root>
  );
}
