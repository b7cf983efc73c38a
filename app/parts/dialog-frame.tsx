'use client';

import { X } from 'lucide-react';
import * as Dialog from 'radix-ui/dialog';
import type { ReactNode } from 'react';
import { iconButton } from './button.ts';

/**
 * What every dialog has around its content: over the page, as high as the content and no higher than the screen, with
 * its title and a way out. Stands in a `Dialog.Root`; the content scrolls in a part of its own.
 */
export function DialogFrame({
  title,
  about,
  width = 'max-w-md',
  returnFocus,
  children,
}: {
  title: string;
  about?: ReactNode;
  width?: 'max-w-md' | 'max-w-lg' | 'max-w-3xl';
  /** Gives focus back to where it was opened, where that is not the dialog's own trigger. */
  returnFocus?: () => void;
  children: ReactNode;
}) {
  return (
    <Dialog.Portal>
      <Dialog.Overlay className="fixed inset-0 z-50 bg-black/55" />
      <Dialog.Content
        {...(!about && { 'aria-describedby': undefined })}
        {...(returnFocus && {
          onCloseAutoFocus: (event: Event) => {
            event.preventDefault();
            returnFocus();
          },
        })}
        className={`fixed inset-x-3 top-1/2 z-50 mx-auto flex max-h-[calc(100dvh-1.5rem)] -translate-y-1/2 animate-appear flex-col rounded-xl bg-raised shadow-float ${width}`}
      >
        <div className="flex items-start gap-3 p-5 pb-3 sm:px-6">
          <div className="min-w-0 grow">
            <Dialog.Title className="text-lg font-semibold break-words" dir="auto">
              {title}
            </Dialog.Title>
            {about && <Dialog.Description className="mt-1 text-sm text-soft">{about}</Dialog.Description>}
          </div>
          <Dialog.Close className={`${iconButton} -me-2 -mt-2`} aria-label="Close" title="Close">
            <X aria-hidden size={20} />
          </Dialog.Close>
        </div>
        {children}
      </Dialog.Content>
    </Dialog.Portal>
  );
}
