'use client';

import * as Dialog from 'radix-ui/dialog';
import type { ReactNode } from 'react';
import { DialogFrame } from '../../parts/dialog-frame.tsx';

/** A dialog over the page; as high as its content, and scrolling within itself on a small screen. */
export function Modal({
  title,
  about,
  open,
  onOpenChange,
  children,
  wide = false,
}: {
  title: string;
  about?: ReactNode;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  children: ReactNode;
  wide?: boolean;
}) {
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <DialogFrame title={title} about={about} width={wide ? 'max-w-3xl' : 'max-w-lg'}>
        <div className="min-h-0 overflow-y-auto p-5 pt-1 sm:p-6 sm:pt-1">{children}</div>
      </DialogFrame>
    </Dialog.Root>
  );
}
