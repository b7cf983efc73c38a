'use client';

import { X } from 'lucide-react';
import { type Dispatch, type SetStateAction, useRef, useState } from 'react';
import { iconButton } from '../../parts/button.ts';
import { useInCall } from '../call-context.tsx';
import { CHAT_PANEL } from '../controls/chat-button.tsx';
import type { Opens } from '../later/later.tsx';
import { WhyHere } from '../why/why-here.tsx';
import { WhyLink } from '../why/why-link.tsx';
import { refusalOf } from '../why.ts';
import { Composer } from './composer.tsx';
import type { Draft } from './draft.ts';
import { MessageLog } from './message-log.tsx';

/** Beside the stage on a wide screen; a sheet over it, with the controls still in reach, on a phone. */
export function ChatPanel({
  onOpenChange,
  draft,
  setDraft,
}: Opens & {
  draft: Draft;
  setDraft: Dispatch<SetStateAction<Draft>>;
}) {
  const { view, clockOffset } = useInCall();
  const [why, setWhy] = useState(false);
  const link = useRef<HTMLButtonElement>(null);
  const close = () => onOpenChange(false);
  const unread = refusalOf(view.self.receive, Date.now() + clockOffset);
  return (
    <section
      id={CHAT_PANEL}
      aria-label="Chat"
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented && !event.nativeEvent.isComposing) close();
      }}
      className="z-20 flex min-h-0 flex-col bg-surface max-md:absolute max-md:inset-x-0 max-md:bottom-0 max-md:h-[85%] max-md:animate-appear max-md:rounded-t-xl max-md:border-t max-md:border-line max-md:shadow-float md:w-72 md:shrink-0 md:border-s md:border-line lg:w-88"
    >
      <div className="flex shrink-0 items-center justify-between gap-2 py-1.5 ps-4 pe-1.5">
        <h2 className="font-semibold">Chat</h2>
        <button type="button" className={iconButton} aria-label="Close panel" title="Close" onClick={close}>
          <X aria-hidden size={20} />
        </button>
      </div>
      {unread ? (
        <div className="min-h-0 grow overflow-y-auto px-3 pb-3">
          <div className="flex items-center gap-2 rounded-lg bg-sunken p-3 text-sm">
            <p className="min-w-0 grow" dir="auto">
              {unread.text}
            </p>
            <WhyLink ref={link} label="Why may I not read?" open={why} toggle={() => setWhy(!why)} />
            <WhyHere anchor={link} refusal={unread} open={why} onOpenChange={setWhy} />
          </div>
        </div>
      ) : (
        <MessageLog />
      )}
      <Composer draft={draft} setDraft={setDraft} />
    </section>
  );
}
