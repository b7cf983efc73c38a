'use client';

import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { button } from '../../../parts/button.ts';
import type { ApiPin } from '../../data/people-shapes.ts';
import { listPins, removePin } from '../../data/pins.ts';
import { useAnswer } from '../../data/use-answer.ts';
import { Modal } from '../../parts/modal.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { Skeleton } from '../../parts/skeleton.tsx';
import { Status, useSaid } from '../../parts/status.tsx';
import { problemWords } from '../../people/use-drafts.ts';
import { PinCard } from '../../pins/pin-card.tsx';
import { PinForm } from '../../pins/pin-form.tsx';
import { useRoomPage } from '../room-context.tsx';
import { useAudit } from '../use-audit.ts';

export function PinsTab() {
  const { id, room } = useRoomPage();
  const loaded = useAnswer(id, () => listPins(id));
  /** The PIN whose form is open; `new` for one that is being made. */
  const [form, setForm] = useState<ApiPin | 'new' | null>(null);
  const { said, say } = useSaid();
  // Uses are counted as people come in.
  useAudit(id, ['pin'], () => void loaded.refresh());

  const remove = async (pin: ApiPin) => {
    const answer = await removePin(id, pin.id);
    say(answer.ok ? `Removed the PIN ${pin.label}.` : problemWords(answer.problem));
    await loaded.refresh();
  };
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
        <p className="min-w-0 flex-1 basis-72 text-sm text-soft">
          Whoever types in these digits, or opens the link, comes in as somebody on the list with the rights
          they carry. What was decided about a person already stands.
        </p>
        <button type="button" className={`${button.primary} max-sm:w-full`} onClick={() => setForm('new')}>
          <KeyRound aria-hidden size={18} />
          New PIN
        </button>
      </div>
      <Status said={said} />
      {loaded.state === 'loading' && <Skeleton lines={5} label="Loading PINs" />}
      {loaded.state === 'failed' && (
        <ProblemNotice problem={loaded.problem} retry={() => void loaded.refresh()} />
      )}
      {loaded.state === 'ready' && loaded.data.items.length === 0 && (
        <p className="rounded-lg border border-dashed border-edge p-8 text-center text-soft">
          This room has no PINs. Make one to let people in without an account.
        </p>
      )}
      {loaded.state === 'ready' && loaded.data.items.length > 0 && (
        <ul aria-label="PINs" className="grid items-start gap-4 lg:grid-cols-2">
          {loaded.data.items.map((pin) => (
            <PinCard
              key={pin.id}
              pin={pin}
              room={room.name}
              edit={() => setForm(pin)}
              remove={() => void remove(pin)}
            />
          ))}
        </ul>
      )}
      <Modal
        wide
        title={form === 'new' ? 'New PIN' : form ? `PIN “${form.label}”` : ''}
        about={form !== 'new' && 'Who came in with it before keeps what they have.'}
        open={form !== null}
        onOpenChange={(open) => open || setForm(null)}
      >
        {form && (
          <PinForm
            room={room}
            pin={form === 'new' ? null : form}
            done={(pin) => {
              setForm(null);
              say(form === 'new' ? `Made the PIN ${pin.label}.` : `Saved the PIN ${pin.label}.`);
              void loaded.refresh();
            }}
          />
        )}
      </Modal>
    </>
  );
}
