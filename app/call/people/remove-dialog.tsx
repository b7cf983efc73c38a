'use client';

import * as AlertDialog from 'radix-ui/alert-dialog';
import { button } from '../../parts/button.ts';

/** Removing keeps somebody out, so it takes a second step. */
export function RemoveDialog({
  name,
  open,
  onOpenChange,
  remove,
  returnFocus,
}: {
  name: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  remove: () => void;
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
            Remove {name} from the room?
          </AlertDialog.Title>
          <AlertDialog.Description className="mt-2 text-soft">
            They leave at once and cannot come back with the same link.
          </AlertDialog.Description>
          <div className="mt-6 flex flex-wrap justify-end gap-3">
            <AlertDialog.Cancel className={button.plain}>Cancel</AlertDialog.Cancel>
            <AlertDialog.Action className={button.danger} onClick={remove}>
              Remove
            </AlertDialog.Action>
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
