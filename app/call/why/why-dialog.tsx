'use client';

import * as Dialog from 'radix-ui/dialog';
import type { ParticipantId } from '@/lib/core/ids.ts';
import { DialogFrame } from '../../parts/dialog-frame.tsx';
import { useInCall } from '../call-context.tsx';
import type { Opens } from '../later/later.tsx';
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
}: Opens & {
  about: About | null;
  /** Gives focus back to where it was opened. */
  returnFocus: () => void;
}) {
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <DialogFrame title={about ? `What ${about.name} may do` : 'What you may do'} returnFocus={returnFocus}>
        <Content about={about} close={() => onOpenChange(false)} />
      </DialogFrame>
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
