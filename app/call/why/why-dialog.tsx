'use client';

import { X } from 'lucide-react';
import * as Dialog from 'radix-ui/dialog';
import type { ParticipantId } from '@/lib/core/ids.ts';
import { iconButton } from '../../parts/button.ts';
import { useInCall } from '../call-context.tsx';
import { linesOf } from './lines.ts';
import { HostRemedies, OwnRemedies } from './remedies.tsx';
import { RightLine } from './right-line.tsx';
import { useExplained } from './use-explained.ts';

/** Whom it is about, who is not oneself. */
export interface About {
  readonly participant: ParticipantId;
  readonly name: string;
}

/**
 * What somebody may do, each right with its reason, and with what can be done about it: about oneself for everybody
 * (`about` is null), about others for those who control the call.
 */
export function WhyDialog({
  about,
  open,
  onOpenChange,
  returnFocus,
}: {
  about: About | null;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Gives focus back to where it was opened. */
  returnFocus: () => void;
}) {
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-50 bg-black/55" />
        <Dialog.Content
          aria-describedby={undefined}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            returnFocus();
          }}
          className="fixed inset-x-3 top-1/2 z-50 mx-auto flex max-h-[calc(100dvh-1.5rem)] max-w-md -translate-y-1/2 animate-appear flex-col rounded-xl bg-raised shadow-float"
        >
          <div className="flex items-start gap-3 p-4 pb-2 sm:px-6 sm:pt-5">
            <Dialog.Title className="min-w-0 grow text-lg font-semibold break-words" dir="auto">
              {about ? `What ${about.name} may do` : 'What you may do'}
            </Dialog.Title>
            <Dialog.Close className={`${iconButton} -me-2 -mt-2`} aria-label="Close">
              <X aria-hidden size={20} />
            </Dialog.Close>
          </div>
          <Content about={about} close={() => onOpenChange(false)} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Content({ about, close }: { about: About | null; close: () => void }) {
  const { clockOffset } = useInCall();
  const { rights, gone } = useExplained(about?.participant ?? null);
  if (gone) return <p className="px-4 pb-6 text-soft sm:px-6">{about?.name} is no longer here.</p>;
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable */}
      <div className="min-h-0 overflow-y-auto px-4 pb-3 sm:px-6" tabIndex={0}>
        {rights ? (
          // biome-ignore lint/a11y/noRedundantRoles: Safari forgets that an unstyled list is one
          <ul role="list" aria-label="Rights" className="divide-y divide-line">
            {linesOf(rights).map((line) => (
              <RightLine key={line.title} line={line} now={Date.now() + clockOffset} name={about?.name} />
            ))}
          </ul>
        ) : (
          <Loading />
        )}
      </div>
      {rights &&
        (about ? (
          <HostRemedies rights={rights} participant={about.participant} />
        ) : (
          <OwnRemedies rights={rights} close={close} />
        ))}
    </>
  );
}

const Loading = () => (
  <div role="status" className="grid gap-5 py-3">
    <span className="sr-only">Loading</span>
    {[1, 2, 3, 4, 5, 6, 7].map((line) => (
      <span key={line} className="h-8 animate-pulse rounded-md bg-sunken" />
    ))}
  </div>
);
