'use client';

import { X } from 'lucide-react';
import * as Dialog from 'radix-ui/dialog';
import type { ReactNode } from 'react';
import { iconButton } from '../../parts/button.ts';

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
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-black/55" />
        <Dialog.Content
          {...(!about && { 'aria-describedby': undefined })}
          className={`fixed inset-x-3 top-1/2 z-40 mx-auto flex max-h-[calc(100dvh-1.5rem)] -translate-y-1/2 animate-appear flex-col rounded-xl bg-raised shadow-float ${wide ? 'max-w-3xl' : 'max-w-lg'}`}
        >
          <div className="flex items-start gap-3 p-5 pb-3 sm:p-6 sm:pb-3">
            <div className="min-w-0 grow">
              <Dialog.Title className="text-lg font-semibold break-words" dir="auto">
                {title}
              </Dialog.Title>
              {about && <Dialog.Description className="mt-1 text-sm text-soft">{about}</Dialog.Description>}
            </div>
            <Dialog.Close className={`${iconButton} -me-2 -mt-2`} aria-label="Close">
              <X aria-hidden size={20} />
            </Dialog.Close>
          </div>
          <div className="min-h-0 overflow-y-auto p-5 pt-1 sm:p-6 sm:pt-1">{children}</div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
