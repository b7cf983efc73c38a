'use client';

import { MessageSquare } from 'lucide-react';
import * as Toolbar from 'radix-ui/toolbar';
import { useId } from 'react';
import { barButton, barIcon, barWord } from './control-button.tsx';

export const CHAT_PANEL = 'chat-panel';

/** Opens the chat; carries the number of messages that nobody has looked at yet, and says so once. */
export function ChatButton({ open, unread, toggle }: { open: boolean; unread: number; toggle: () => void }) {
  const description = useId();
  const words = unread === 1 ? '1 unread message' : `${unread} unread messages`;
  return (
    <>
      <Toolbar.Button
        className={barButton}
        aria-label="Chat"
        aria-expanded={open}
        aria-controls={open ? CHAT_PANEL : undefined}
        aria-describedby={unread ? description : undefined}
        aria-keyshortcuts="C"
        title={open ? 'Hide chat (C)' : 'Show chat (C)'}
        onClick={toggle}
      >
        <span
          className={`${barIcon} ${open ? 'bg-accent-wash text-accent' : 'bg-sunken group-hover:bg-line'}`}
        >
          <MessageSquare aria-hidden size={21} />
          {unread > 0 && (
            <span
              aria-hidden="true"
              className="absolute -end-1 -top-1 inline-flex h-5 min-w-5 items-center justify-center rounded-full bg-accent px-1 text-xs font-bold text-on-accent tabular-nums"
            >
              {unread > 99 ? '99+' : unread}
            </span>
          )}
        </span>
        <span aria-hidden="true" className={barWord}>
          Chat
        </span>
      </Toolbar.Button>
      <span id={description} aria-live="polite" className="sr-only">
        {unread > 0 && words}
      </span>
    </>
  );
}
