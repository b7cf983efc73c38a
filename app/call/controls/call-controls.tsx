'use client';

import * as Toolbar from 'radix-ui/toolbar';
import { useRef, useState } from 'react';
import { useKeys } from '../shortcuts/use-keys.ts';
import { usePushToTalk } from '../shortcuts/use-push-to-talk.ts';
import { CHAT_PANEL, ChatButton } from './chat-button.tsx';
import type { Control } from './control.ts';
import { ControlButton } from './control-button.tsx';
import { PEOPLE_PANEL, PeopleButton } from './people-button.tsx';
import { useControls } from './use-controls.ts';
import { useMutedHint } from './use-muted-hint.ts';

/** Nobody is kept from leaving. */
const NEVER = { open: false, set: () => {} };

/** What stands beside the stage now. */
export type Panel = 'people' | 'chat';

export function CallControls({
  panel,
  toggle,
  unread,
}: {
  panel: Panel | null;
  toggle: (panel: Panel) => void;
  unread: number;
}) {
  const controls = useControls();
  /** The blocked control whose reason is unfolded. */
  const [why, setWhy] = useState<string | null>(null);
  const press = ({ id, refused, busy, press: go }: Control) => {
    if (refused) setWhy((open) => (open === id ? null : id));
    else if (!busy) go();
  };
  useKeys({
    ...Object.fromEntries(controls.flatMap((one) => (one.key ? [[one.key, () => press(one)]] : []))),
    p: () => toggleByKey('people', PEOPLE_PANEL),
    c: () => toggleByKey('chat', CHAT_PANEL),
  });
  useMutedHint(usePushToTalk());
  const bar = useRef<HTMLDivElement>(null);
  const toggleByKey = (which: Panel, id: string) => {
    const wasIn = document.getElementById(id)?.contains(document.activeElement);
    toggle(which);
    // What had the focus is about to go; its button is the way back.
    if (wasIn) bar.current?.querySelector<HTMLElement>(`[aria-controls="${id}"]`)?.focus();
  };

  const leave = controls.filter(({ look }) => look === 'leave');
  const rest = controls.filter(({ look }) => look !== 'leave');
  return (
    <Toolbar.Root
      ref={bar}
      aria-label="Call controls"
      className="flex items-start justify-center gap-0 border-t border-line bg-surface px-1 min-[22.5rem]:gap-1 min-[22.5rem]:px-2 pt-2 pb-[max(0.5rem,env(safe-area-inset-bottom))] sm:gap-2"
    >
      {rest.map((control) => (
        <ControlButton
          key={control.id}
          control={control}
          press={() => press(control)}
          why={{ open: why === control.id, set: (open) => setWhy(open ? control.id : null) }}
        />
      ))}
      <PeopleButton open={panel === 'people'} toggle={() => toggle('people')} />
      <ChatButton open={panel === 'chat'} unread={unread} toggle={() => toggle('chat')} />
      {leave.map((control) => (
        <ControlButton key={control.id} control={control} press={() => press(control)} why={NEVER} />
      ))}
    </Toolbar.Root>
  );
}
