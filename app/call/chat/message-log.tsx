'use client';

import { ArrowDown, MessageSquareText } from 'lucide-react';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { button } from '../../parts/button.ts';
import { useCall, useCallState, useView } from '../call-context.tsx';
import { MessageItem } from './message-item.tsx';
import { RemoveMessage } from './remove-message.tsx';

/** So near to the end, somebody reads what comes in; further up they read something else. */
const NEAR_PX = 48;

/** Everything that was written, oldest first. It follows the end only while the reader is there. */
export function MessageLog() {
  const call = useCall();
  const { self } = useView();
  const { messages, more, kept, loading } = useCallState((state) => state.chat);
  const log = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const [removing, setRemoving] = useState<(typeof messages)[number] | null>(null);
  const [unseen, setUnseen] = useState(0);
  const before = useRef({ first: messages[0]?.id, last: messages.at(-1)?.id, height: 0, count: 0 });

  useLayoutEffect(() => {
    const box = log.current;
    if (!box) return;
    const [first, last] = [messages[0]?.id, messages.at(-1)];
    const was = before.current;
    if (last && last.id !== was.last && last.own) atEnd.current = true;
    if (atEnd.current) box.scrollTop = box.scrollHeight;
    // What was fetched stands above; what is being read stays where it is.
    else if (first !== was.first) box.scrollTop += box.scrollHeight - was.height;
    else if (last && last.id !== was.last) setUnseen((count) => count + messages.length - was.count);
    before.current = { first, last: last?.id, height: box.scrollHeight, count: messages.length };
  }, [messages]);

  // The box grows and shrinks with the window, the keyboard of a phone, and the words being written.
  useEffect(() => {
    const box = log.current;
    if (!box) return;
    const follow = new ResizeObserver(() => {
      if (atEnd.current) box.scrollTop = box.scrollHeight;
    });
    follow.observe(box);
    return () => follow.disconnect();
  }, []);

  const toEnd = () => {
    const box = log.current;
    if (!box) return;
    box.scrollTop = box.scrollHeight;
    box.focus({ preventScroll: true });
  };
  const empty = !messages.length && !more;

  return (
    <div className="relative flex min-h-0 grow flex-col">
      <div
        ref={log}
        role="log"
        aria-label="Messages"
        aria-busy={loading || undefined}
        // Focusable, so that a long log can be scrolled by keyboard.
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable
        tabIndex={0}
        onScroll={({ currentTarget: box }) => {
          atEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_PX;
          if (atEnd.current) setUnseen(0);
        }}
        className="flex min-h-0 grow flex-col overflow-y-auto overscroll-contain px-3 pb-2 outline-offset-[-3px] [overflow-anchor:none]"
      >
        {more && (
          <button
            type="button"
            className={`${button.quiet} mx-auto mb-2 shrink-0 text-accent`}
            aria-disabled={loading || undefined}
            onClick={() => void call.olderMessages()}
          >
            {loading ? 'Loading…' : 'Show earlier messages'}
          </button>
        )}
        {empty && !loading && <Empty maySend={self.send.allowed} kept={kept} />}
        {messages.length > 0 && (
          // biome-ignore lint/a11y/noRedundantRoles: Safari forgets that an unstyled list is one
          <ol role="list" className="mt-auto flex flex-col gap-2">
            {messages.map((message) => (
              <MessageItem
                key={message.id}
                message={message}
                remove={self.moderation.includes('controlCalls') ? setRemoving : null}
              />
            ))}
          </ol>
        )}
      </div>
      {unseen > 0 && (
        <button
          type="button"
          onClick={toEnd}
          className={`${button.primary} absolute inset-x-0 bottom-2 mx-auto w-fit animate-appear rounded-full shadow-float`}
        >
          <ArrowDown aria-hidden size={16} />
          {unseen === 1 ? '1 new message' : `${unseen} new messages`}
        </button>
      )}
      <RemoveMessage
        message={removing}
        close={() => setRemoving(null)}
        returnFocus={() => log.current?.focus({ preventScroll: true })}
      />
    </div>
  );
}

function Empty({ maySend, kept }: { maySend: boolean; kept: boolean | null }) {
  return (
    <div className="m-auto flex max-w-60 flex-col items-center py-4 text-center text-sm">
      <span className="mb-3 inline-flex size-12 items-center justify-center rounded-full bg-sunken text-soft">
        <MessageSquareText aria-hidden size={22} />
      </span>
      <p className="font-semibold">No messages yet</p>
      <p className="mt-1 text-soft">
        {maySend ? 'Write the first one below.' : 'What others write appears here.'}
        {kept === true && ' Whoever comes later can read it too.'}
        {kept === false && ' Messages are not kept: who comes later does not see them.'}
      </p>
    </div>
  );
}
