'use client';

import * as AlertDialog from 'radix-ui/alert-dialog';
import type { ReactNode } from 'react';
import { button } from './button.ts';

/** The second step of an act that cannot be taken back easily. It asks; `act` does. */
export function Confirm({
  title,
  children,
  act,
  label,
  trigger,
  open,
  onOpenChange,
  returnFocus,
}: {
  title: string;
  children: ReactNode;
  act: () => void;
  /** The word on the button that does it. */
  label: string;
  trigger?: ReactNode;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** Gives focus back to where it was opened, where that is not `trigger`. */
  returnFocus?: () => void;
}) {
  return (
    <AlertDialog.Root {...(open !== undefined && { open })} {...(onOpenChange && { onOpenChange })}>
      {trigger && <AlertDialog.Trigger asChild>{trigger}</AlertDialog.Trigger>}
      <AlertDialog.Portal>
        <AlertDialog.Overlay className="fixed inset-0 z-50 bg-black/55" />
        <AlertDialog.Content
          {...(returnFocus && {
            onCloseAutoFocus: (event: Event) => {
              event.preventDefault();
              returnFocus();
            },
          })}
          className="fixed inset-x-4 top-1/2 z-50 mx-auto max-h-[calc(100dvh-2rem)] max-w-md -translate-y-1/2 animate-appear overflow-y-auto rounded-xl bg-raised p-6 shadow-float"
        >
          <AlertDialog.Title className="text-lg font-semibold break-words" dir="auto">
            {title}
          </AlertDialog.Title>
          <AlertDialog.Description className="mt-2 text-soft">{children}</AlertDialog.Description>
          <div className="mt-6 flex flex-wrap justify-end gap-3">
            <AlertDialog.Cancel className={button.plain}>Cancel</AlertDialog.Cancel>
            <AlertDialog.Action className={button.danger} onClick={act}>
              {label}
            </AlertDialog.Action>
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
