'use client';

import * as AlertDialog from 'radix-ui/alert-dialog';
import { useRef } from 'react';
import type { MessageView } from '@/lib/core/roster/view.ts';
import { button } from '../../parts/button.ts';
import { useCall } from '../call-context.tsx';
import { authorOf } from './message-item.tsx';

/** What is removed cannot be brought back, so it takes a second step. */
export function RemoveMessage({
  message,
  close,
  returnFocus,
}: {
  message: MessageView | null;
  close: () => void;
  returnFocus: () => void;
}) {
  const call = useCall();
  // While it fades the dialog goes on to show what it was about.
  const last = useRef(message);
  if (message) last.current = message;
  const shown = message ?? last.current;
  return (
    <AlertDialog.Root open={message !== null} onOpenChange={(open) => !open && close()}>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className="fixed inset-0 z-50 bg-black/55" />
        <AlertDialog.Content
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            returnFocus();
          }}
          className="fixed inset-x-4 top-1/2 z-50 mx-auto max-h-[90dvh] max-w-md -translate-y-1/2 animate-appear overflow-y-auto rounded-xl bg-raised p-6 shadow-float"
        >
          <AlertDialog.Title className="text-lg font-semibold">Remove this message?</AlertDialog.Title>
          <AlertDialog.Description className="mt-2 text-soft">
            Nobody can read it any more, and it cannot be brought back.
          </AlertDialog.Description>
          {shown && (
            <blockquote className="mt-4 rounded-lg bg-sunken px-3 py-2 text-sm">
              <span className="font-semibold" dir="auto">
                {authorOf(shown)}
              </span>
              <p className="line-clamp-4 break-words whitespace-pre-wrap" dir="auto">
                {shown.text}
              </p>
            </blockquote>
          )}
          <div className="mt-6 flex flex-wrap justify-end gap-3">
            <AlertDialog.Cancel className={button.plain}>Cancel</AlertDialog.Cancel>
            <AlertDialog.Action
              className={button.danger}
              onClick={() => message && void call.removeMessage(message.id)}
            >
              Remove
            </AlertDialog.Action>
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
