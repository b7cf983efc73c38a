'use client';

import * as Dialog from 'radix-ui/dialog';
import type { Readings } from '@/lib/client/meter.ts';
import { CopyButton } from '../../parts/copy-button.tsx';
import { DialogFrame } from '../../parts/dialog-frame.tsx';
import { useCallState, useView } from '../call-context.tsx';
import type { OpensFrom } from '../later/later.tsx';
import { Bars } from './bars.tsx';
import { helpWords } from './help.ts';
import { LowData } from './low-data.tsx';
import { StreamTable } from './stream-table.tsx';
import { lineOf } from './streams.ts';
import { supportText, totalsOf } from './totals.ts';
import { useConnection } from './use-connection.ts';
import { connectionWords } from './words.ts';

/** One's own connection: a sentence for everybody, what one can do, and below it what a technician asks for. */
export function ConnectionDialog({ open, onOpenChange, returnFocus }: OpensFrom) {
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <DialogFrame title="Connection" width="max-w-3xl" returnFocus={returnFocus}>
        <div className="flex min-h-0 flex-col gap-4 overflow-y-auto px-5 pb-5 sm:px-6">
          <Verdict />
          <LowData />
          <Details />
        </div>
      </DialogFrame>
    </Dialog.Root>
  );
}

function Verdict() {
  const connection = useConnection();
  const lowData = useCallState((state) => state.lowData);
  const measured = useCallState(({ readings }) => readings !== null);
  const help = helpWords(connection, lowData);
  if (!measured && !connection.trouble)
    return <p className="text-soft">Your connection is being measured. This takes a few seconds.</p>;
  return (
    <div className="flex items-start gap-3">
      <span className={`mt-0.5 ${connection.trouble ? 'text-hand' : 'text-accent'}`}>
        <Bars quality={connection.quality} size={22} />
      </span>
      <div>
        <p className="font-semibold">{connectionWords(connection)}</p>
        {help && <p className="mt-0.5 text-sm text-soft">{help}</p>}
      </div>
    </div>
  );
}

function Details() {
  const readings = useCallState((state) => state.readings);
  return readings && <Measurements readings={readings} />;
}

function Measurements({ readings: { report, streams } }: { readings: Readings }) {
  const view = useView();
  const sent = useCallState((state) => state.sent);
  const connection = useConnection();
  const lines = streams.map((stream) => lineOf(stream, view, sent));
  const [down, up] = [lines.filter(({ way }) => way === 'down'), lines.filter(({ way }) => way === 'up')];
  const about = { at: new Date().toISOString(), browser: navigator.userAgent };
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-t border-line pt-4">
        <h3 className="font-semibold">For technicians</h3>
        <CopyButton
          text={supportText(connection, report, streams, about)}
          label="Copy these numbers for support"
        >
          Copy for support
        </CopyButton>
      </div>
      <dl className="grid grid-cols-[repeat(auto-fill,minmax(13rem,1fr))] gap-x-6 text-xs tabular-nums">
        {totalsOf(report).map(([what, amount]) => (
          <div key={what} className="flex min-h-7 items-center justify-between gap-3 border-b border-line">
            <dt className="text-soft">{what}</dt>
            <dd className="text-end font-medium">{amount}</dd>
          </div>
        ))}
      </dl>
      {down.length > 0 && <StreamTable title="What comes to you" lines={down} />}
      {up.length > 0 && <StreamTable title="What you send" lines={up} />}
    </>
  );
}
