'use client';

import { Ban, Clock, KeyRound, QrCode as QrIcon, Trash2, Users } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { button, iconButton } from '../../parts/button.ts';
import { Confirm } from '../../parts/confirm.tsx';
import type { ApiPin } from '../data/people-shapes.ts';
import { CopyButton } from '../parts/copy-button.tsx';
import { Modal } from '../parts/modal.tsx';
import { QrCode } from './qr.tsx';
import { carries, grouped, lasting, stateOf, until, uses } from './words.ts';

export function PinCard({
  pin,
  room,
  edit,
  remove,
}: {
  pin: ApiPin;
  room: string;
  edit: () => void;
  remove: () => void;
}) {
  const [showsQr, setShowsQr] = useState(false);
  const state = stateOf(pin, Date.now());
  return (
    <li className="grid gap-3 rounded-lg border border-line bg-surface p-4 sm:p-5">
      <div className="flex items-start gap-3">
        <div className="min-w-0 grow">
          <h2 dir="auto" className="font-semibold break-words">
            {pin.label}
          </h2>
          <p className="font-mono text-xl tracking-wide tabular-nums">
            <span aria-hidden>{grouped(pin.code)}</span>
            <span className="sr-only">{pin.code}</span>
          </p>
        </div>
        {state !== 'open' && (
          <p className="flex items-center gap-1.5 rounded-full bg-danger-wash px-3 py-1 text-sm font-medium text-danger">
            <Ban aria-hidden size={15} />
            {state === 'expired' ? 'Expired' : 'Used up'}
          </p>
        )}
        <Confirm
          title={`Remove the PIN “${pin.label}”?`}
          label="Remove"
          act={remove}
          trigger={
            <button
              type="button"
              className={`${iconButton} -me-2 -mt-2 hover:text-danger`}
              aria-label={`Remove ${pin.label}`}
            >
              <Trash2 aria-hidden size={19} />
            </button>
          }
        >
          Its digits and its link let nobody in any more. Who came in with it already stays on the list.
        </Confirm>
      </div>
      <ul className="grid gap-1 text-sm text-soft">
        <Line icon={<KeyRound aria-hidden size={16} />}>{carries(pin)}</Line>
        <Line icon={<Users aria-hidden size={16} />}>{uses(pin)}</Line>
        <Line icon={<Clock aria-hidden size={16} />}>
          {until(pin)}. {lasting(pin.memberSeconds)}.
        </Line>
      </ul>
      <p className="rounded-md bg-sunken px-3 py-2 text-sm break-all select-all">{pin.link}</p>
      <div className="flex flex-wrap items-center gap-2">
        <CopyButton text={pin.link} label="Copy link" of={`link for ${pin.label}`} />
        <button
          type="button"
          className={button.plain}
          aria-label={`QR code: ${pin.label}`}
          onClick={() => setShowsQr(true)}
        >
          <QrIcon aria-hidden size={17} />
          QR code
        </button>
        <button type="button" className={button.plain} aria-label={`Edit ${pin.label}`} onClick={edit}>
          Edit
        </button>
      </div>
      <Modal
        title={`QR code: ${pin.label}`}
        about="Whoever scans it comes in with what this PIN carries."
        open={showsQr}
        onOpenChange={setShowsQr}
      >
        <QrCode link={pin.link} label={pin.label} room={room} />
      </Modal>
    </li>
  );
}

function Line({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <li className="flex items-start gap-2">
      <span className="mt-0.5 shrink-0">{icon}</span>
      <span className="min-w-0 break-words">{children}</span>
    </li>
  );
}
