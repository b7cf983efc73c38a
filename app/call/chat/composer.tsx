'use client';

import { Lock, SendHorizontal } from 'lucide-react';
import {
  type Dispatch,
  type KeyboardEvent,
  type SetStateAction,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react';
import { MESSAGE_LENGTH } from '@/lib/core/room/messages.ts';
import { button, field } from '../../parts/button.ts';
import { useCall, useInCall } from '../call-context.tsx';
import { WhyHere } from '../why/why-here.tsx';
import { WhyLink } from '../why/why-link.tsx';
import { refusalOf } from '../why.ts';
import { type Draft, NO_DRAFT } from './draft.ts';
import { Recipient } from './recipient.tsx';

/** From here on the room that is left is counted down. */
const COUNTED = 200;

export function Composer({ draft, setDraft }: { draft: Draft; setDraft: Dispatch<SetStateAction<Draft>> }) {
  const call = useCall();
  const { view, clockOffset } = useInCall();
  const box = useRef<HTMLTextAreaElement>(null);
  const link = useRef<HTMLButtonElement>(null);
  /** How many are on their way. */
  const [sending, setSending] = useState(0);
  const [why, setWhy] = useState(false);
  /** What happened to the last message: why it was not sent, or for those who see no log that it was. */
  const [outcome, setOutcome] = useState<{ readonly is: 'refused' | 'sent'; readonly text: string } | null>(
    null,
  );
  const latest = useRef(draft);
  latest.current = draft;
  const ids = { note: useId(), outcome: useId() };

  const refused = refusalOf(view.self.send, Date.now() + clockOffset);
  const { text, to } = draft;
  const left = MESSAGE_LENGTH - text.trim().length;
  const gone = to !== null && !view.people?.[to.participant];
  const unable =
    refused?.text ??
    (gone ? `${to.name} is no longer here. Choose who this is for.` : null) ??
    (left < 0 ? `This message is too long by ${-left} characters. Shorten it, or send it in parts.` : null);

  // Whoever opened the panel wants to write; a phone's keyboard would hide what there is to read.
  useEffect(() => {
    if (matchMedia('(pointer: fine)').matches) box.current?.focus();
  }, []);

  async function send(): Promise<void> {
    if (refused) return setWhy(true);
    if (unable) return setOutcome({ is: 'refused', text: unable });
    if (!text.trim())
      // The second click of a double click has nothing to say.
      return sending ? undefined : setOutcome({ is: 'refused', text: 'Please write something first.' });
    // The box is free at once: the next message need not wait until this one is acknowledged.
    setDraft({ ...NO_DRAFT, to });
    setOutcome(null);
    box.current?.focus();
    setSending((count) => count + 1);
    const why = await call.sendMessage(text, to?.participant);
    setSending((count) => count - 1);
    if (why === null)
      return view.self.receive.allowed ? undefined : setOutcome({ is: 'sent', text: 'Sent.' });
    // What was not sent comes back, but never into what is being written to somebody else by now.
    setDraft((now) => (now.text ? now : draft));
    setOutcome({ is: 'refused', text: latest.current.text ? `“${text.trim()}” was not sent. ${why}` : why });
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    if (!event.repeat) void send();
  }

  return (
    <form
      className="shrink-0 border-t border-line px-3 pt-2 pb-3"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {(view.people || to) && !refused && (
        <Recipient
          to={to}
          choose={(next) => {
            setOutcome(null);
            setDraft({ ...draft, to: next });
          }}
        />
      )}
      <div className="flex items-end gap-2">
        <textarea
          ref={box}
          aria-label="Message"
          aria-describedby={`${ids.note} ${ids.outcome}`}
          aria-disabled={refused !== null || undefined}
          aria-invalid={left < 0 || undefined}
          readOnly={refused !== null}
          rows={1}
          enterKeyHint="send"
          dir="auto"
          placeholder={
            refused ? 'You cannot write here' : to ? `Write to ${to.name} only` : 'Write to everyone'
          }
          value={text}
          onClick={() => refused && setWhy(true)}
          onKeyDown={onKeyDown}
          onChange={({ target }) => {
            setOutcome(null);
            setDraft({ ...draft, text: target.value });
          }}
          className={`${field} field-sizing-content max-h-32 resize-none py-2.5 leading-normal aria-disabled:border-dashed aria-disabled:bg-sunken`}
        />
        <button
          type="submit"
          aria-label="Send"
          title={unable ?? 'Send (Enter)'}
          aria-disabled={unable !== null || !text.trim() || undefined}
          className={`${button.primary} shrink-0 px-3`}
        >
          <SendHorizontal aria-hidden size={20} className="rtl:-scale-x-100" />
        </button>
      </div>
      <div className="mt-1.5 flex items-center gap-2">
        <p id={ids.note} className="min-w-0 grow text-xs text-soft" dir="auto">
          {refused?.text ??
            (to ? (
              <>
                <Lock aria-hidden size={12} className="me-1 mb-0.5 inline" />
                {`Only ${to.name} and you can read this.`}
              </>
            ) : (
              'Enter sends, Shift and Enter begins a new line.'
            ))}
        </p>
        {refused && (
          <>
            <WhyLink ref={link} label="Why may I not write?" open={why} toggle={() => setWhy(!why)} />
            <WhyHere anchor={link} refusal={refused} open={why} onOpenChange={setWhy} />
          </>
        )}
      </div>
      {!refused && left <= COUNTED && (
        <p role="status" className={`text-xs tabular-nums ${left < 0 ? 'text-danger' : 'text-soft'}`}>
          {left < 0 ? `${-left} characters too long` : `${left} characters left`}
        </p>
      )}
      <div id={ids.outcome} aria-live="polite">
        {outcome && (
          <p
            role={outcome.is === 'refused' ? 'alert' : 'status'}
            className={`mt-1 text-sm font-medium ${outcome.is === 'refused' ? 'text-danger' : ''}`}
            dir="auto"
          >
            {outcome.text}
          </p>
        )}
      </div>
    </form>
  );
}
