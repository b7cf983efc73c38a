'use client';

import { useRef } from 'react';
import type { ParticipantId } from '@/lib/core/ids.ts';
import { Confirm } from '../../parts/confirm.tsx';
import { useCall, useView } from '../call-context.tsx';
import type { Opens } from '../later/later.tsx';
import { WhyDialog } from '../why/why-dialog.tsx';

/** What was chosen about somebody that needs a dialog. */
export interface Asked {
  readonly what: 'remove' | 'why';
  readonly participant: ParticipantId;
}

/** The dialogs of the list: beside it and not in its rows, which come and go under a filter. */
export function PersonDialogs({
  asked,
  open,
  onOpenChange,
}: Opens & {
  /** Null while nothing is. */
  asked: Asked | null;
}) {
  const call = useCall();
  const view = useView();
  // While it fades a dialog goes on to show whom it was about.
  const last = useRef({ asked, name: '' });
  if (asked) last.current = { asked, name: view.people?.[asked.participant]?.name ?? last.current.name };
  const { asked: shown, name } = last.current;

  const returnFocus = () => {
    const row = shown && document.querySelector(`[data-person="${CSS.escape(shown.participant)}"]`);
    row?.querySelector<HTMLElement>('[aria-haspopup="menu"]')?.focus();
  };
  return (
    <>
      <Confirm
        title={`Remove ${name} from the room?`}
        label="Remove"
        open={open && asked?.what === 'remove'}
        onOpenChange={onOpenChange}
        act={() => shown && void call.remove(shown.participant)}
        returnFocus={returnFocus}
      >
        They leave at once and cannot come back until somebody lets them in again.
      </Confirm>
      <WhyDialog
        about={shown ? { participant: shown.participant, name } : null}
        open={open && asked?.what === 'why'}
        onOpenChange={onOpenChange}
        returnFocus={returnFocus}
      />
    </>
  );
}
