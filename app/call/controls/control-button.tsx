'use client';

import { Hand, Lock } from 'lucide-react';
import * as Toolbar from 'radix-ui/toolbar';
import { useId, useRef } from 'react';
import { WhyHere } from '../later/opened.ts';
import type { Control } from './control.ts';

export const barButton =
  'group flex min-h-11 min-w-11 shrink-0 flex-col items-center gap-1 rounded-md text-xs font-medium text-ink sm:min-w-[5.25rem]';
export const barIcon =
  'relative inline-flex h-11 w-11 items-center justify-center rounded-full transition-colors sm:w-14';
/** Words under the icons where there is room for them; the button is named the same without. */
export const barWord = 'hidden max-w-full truncate sm:block [@media(max-height:30rem)]:hidden';

const LOOKS: Record<Control['look'], string> = {
  plain: 'bg-sunken group-hover:bg-line',
  live: 'bg-accent text-on-accent',
  raised: 'bg-hand-wash text-hand ring-2 ring-hand',
  leave: 'bg-danger-fill text-white',
};
const REFUSED = 'border border-dashed border-edge text-soft';

export function ControlButton({
  control,
  press,
  why,
}: {
  control: Control;
  press: () => void;
  /** Whether its reason is unfolded above it. */
  why: { readonly open: boolean; readonly set: (open: boolean) => void };
}) {
  const { label, short, icon: Icon, look, key, busy, refused, badge } = control;
  const Badge = badge === 'lock' ? Lock : Hand;
  const reason = useId();
  const title = refused?.text ?? (key ? `${label} (${key.toUpperCase()})` : label);
  const button = useRef<HTMLButtonElement>(null);
  return (
    <>
      <Toolbar.Button
        ref={button}
        className={barButton}
        aria-label={label}
        title={title}
        aria-keyshortcuts={key?.toUpperCase()}
        aria-disabled={refused !== null || undefined}
        aria-busy={busy || undefined}
        aria-describedby={refused ? reason : undefined}
        aria-haspopup={refused ? 'dialog' : undefined}
        aria-expanded={refused ? why.open : undefined}
        onClick={press}
      >
        <span className={`${barIcon} ${refused ? REFUSED : LOOKS[look]} ${busy ? 'animate-pulse' : ''}`}>
          <Icon
            aria-hidden
            size={21}
            strokeWidth={refused ? 1.5 : 2}
            className={refused ? 'opacity-70' : ''}
          />
          {refused && badge && (
            <Badge
              aria-hidden
              size={13}
              className="absolute end-0.5 bottom-0.5 box-content rounded-full bg-surface p-0.5 sm:end-1.5"
            />
          )}
        </span>
        <span className={`${barWord} ${refused ? 'text-soft' : ''}`}>{busy ? 'Starting…' : short}</span>
        {refused && (
          <span id={reason} hidden>
            {refused.text}
          </span>
        )}
      </Toolbar.Button>
      {refused && <WhyHere anchor={button} refusal={refused} open={why.open} onOpenChange={why.set} />}
    </>
  );
}
