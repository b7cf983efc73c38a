'use client';

import * as AlertDialog from 'radix-ui/alert-dialog';
import { button } from '../../parts/button.ts';

/** What cannot be taken back easily takes a second step. */
export function ConfirmDialog({
  title,
  about,
  action,
  open,
  onOpenChange,
  confirm,
  returnFocus,
}: {
  title: string;
  about: string;
  /** The word on the button that does it. */
  action: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  confirm: () => void;
  returnFocus: () => void;
}) {
  return (
    <AlertDialog.Root open={open} onOpenChange={onOpenChange}>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className="fixed inset-0 z-50 bg-black/55" />
        <AlertDialog.Content
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            returnFocus();
          }}
          className="fixed inset-x-4 top-1/2 z-50 mx-auto max-w-md -translate-y-1/2 animate-appear rounded-xl bg-raised p-6 shadow-float"
        >
          <AlertDialog.Title className="text-lg font-semibold break-words" dir="auto">
            {title}
          </AlertDialog.Title>
          <AlertDialog.Description className="mt-2 text-soft">{about}</AlertDialog.Description>
          <div className="mt-6 flex flex-wrap justify-end gap-3">
            <AlertDialog.Cancel className={button.plain}>Cancel</AlertDialog.Cancel>
            <AlertDialog.Action className={button.danger} onClick={confirm}>
              {action}
            </AlertDialog.Action>
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
