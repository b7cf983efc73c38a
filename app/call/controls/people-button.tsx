'use client';

import { Users } from 'lucide-react';
import * as Toolbar from 'radix-ui/toolbar';
import { useId } from 'react';
import { useView } from '../call-context.tsx';
import { barButton, barIcon, barWord } from './control-button.tsx';

export const PEOPLE_PANEL = 'people-panel';

/** Opens the list; carries the number of raised hands and of those who wait outside, so that a closed list hides none. */
export function PeopleButton({ open, toggle }: { open: boolean; toggle: () => void }) {
  const { hands, waiting: queue } = useView();
  const description = useId();
  const raised = hands?.length ?? 0;
  const outside = Object.keys(queue ?? {}).length;
  const waiting = raised + outside;
  return (
    <Toolbar.Button
      className={barButton}
      aria-label="People"
      aria-expanded={open}
      aria-controls={open ? PEOPLE_PANEL : undefined}
      aria-describedby={waiting ? description : undefined}
      aria-keyshortcuts="P"
      title={open ? 'Hide people (P)' : 'Show people (P)'}
      onClick={toggle}
    >
      <span className={`${barIcon} ${open ? 'bg-accent-wash text-accent' : 'bg-sunken group-hover:bg-line'}`}>
        <Users aria-hidden size={21} />
        {waiting > 0 && (
          <span
            aria-hidden="true"
            className="absolute -end-1 -top-1 inline-flex h-5 min-w-5 items-center justify-center rounded-full bg-hand px-1 text-xs font-bold text-surface tabular-nums"
          >
            {waiting}
          </span>
        )}
      </span>
      <span aria-hidden="true" className={barWord}>
        People
      </span>
      <span id={description} hidden>
        {[
          outside > 0 &&
            (outside === 1 ? '1 person is waiting to come in' : `${outside} people are waiting to come in`),
          raised > 0 && (raised === 1 ? '1 hand is raised' : `${raised} hands are raised`),
        ]
          .filter(Boolean)
          .join(', ')}
      </span>
    </Toolbar.Button>
  );
}
