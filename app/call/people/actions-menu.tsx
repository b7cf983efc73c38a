'use client';

import { BellRing, Ellipsis, LockOpen, Mic, MicOff, Timer, UserMinus } from 'lucide-react';
import * as DropdownMenu from 'radix-ui/dropdown-menu';
import { type ReactNode, useRef, useState } from 'react';
import type { PersonView } from '@/lib/core/roster/view.ts';
import { iconButton } from '../../parts/button.ts';
import { useCall } from '../call-context.tsx';
import type { Voice } from '../voice/voice.ts';
import { LockIcon } from './lock-icon.tsx';
import { RemoveDialog } from './remove-dialog.tsx';
import { StopIcon } from './stop-icon.tsx';

export function ActionsMenu({
  person,
  voice,
  mayControl,
  mayRemove,
}: {
  person: PersonView;
  voice: Exclude<Voice, 'speaking'>;
  mayControl: boolean;
  mayRemove: boolean;
}) {
  const call = useCall();
  const trigger = useRef<HTMLButtonElement>(null);
  const [removing, setRemoving] = useState(false);
  const { participant, name, role, speak } = person;
  const maySpeak = speak !== null && speak.kinds.length > 0;
  const locked = speak !== null && speak.lockedBy !== null;
  const moderates = role === 'owner' || role === 'moderator';

  return (
    <>
      <DropdownMenu.Root modal={false}>
        <DropdownMenu.Trigger
          ref={trigger}
          className={`${iconButton} data-[state=open]:bg-sunken`}
          aria-label={`Actions for ${name}`}
        >
          <Ellipsis aria-hidden size={20} />
        </DropdownMenu.Trigger>
        <DropdownMenu.Portal>
          <DropdownMenu.Content
            align="end"
            sideOffset={4}
            collisionPadding={8}
            className="z-50 min-w-56 animate-appear rounded-lg border border-line bg-raised p-1.5 text-sm shadow-float"
          >
            {mayControl && (!maySpeak || locked) && (
              <Item icon={<Mic aria-hidden size={18} />} choose={() => void call.allow(participant)}>
                Allow to speak
              </Item>
            )}
            {mayControl && (!maySpeak || locked || speak.granted) && (
              <Item icon={<Timer aria-hidden size={18} />} choose={() => void call.allow(participant, 60)}>
                Allow for 1 minute
              </Item>
            )}
            {mayControl && voice === 'open' && (
              <Item icon={<MicOff aria-hidden size={18} />} choose={() => void call.mute(participant, false)}>
                Mute
              </Item>
            )}
            {mayControl && !locked && !moderates && (
              <Item icon={<LockIcon />} choose={() => void call.mute(participant, true)}>
                Mute and lock
              </Item>
            )}
            {mayControl && locked && (
              <Item
                icon={<LockOpen aria-hidden size={18} />}
                choose={() => void call.releaseMute(participant)}
              >
                Release mute
              </Item>
            )}
            {mayControl && voice === 'muted' && (
              <Item
                icon={<BellRing aria-hidden size={18} />}
                choose={() => void call.askToUnmute(participant)}
              >
                Ask to unmute
              </Item>
            )}
            {mayControl && maySpeak && (
              <Item icon={<StopIcon />} choose={() => void call.stop(participant)}>
                Stop speaking
              </Item>
            )}
            {mayRemove && (
              <>
                {mayControl && <DropdownMenu.Separator className="mx-2 my-1.5 h-px bg-line" />}
                <Item harsh icon={<UserMinus aria-hidden size={18} />} choose={() => setRemoving(true)}>
                  Remove
                </Item>
              </>
            )}
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
      <RemoveDialog
        name={name}
        open={removing}
        onOpenChange={setRemoving}
        remove={() => void call.remove(participant)}
        returnFocus={() => trigger.current?.focus()}
      />
    </>
  );
}

function Item({
  icon,
  choose,
  harsh = false,
  children,
}: {
  icon: ReactNode;
  choose: () => void;
  harsh?: boolean;
  children: string;
}) {
  return (
    <DropdownMenu.Item
      onSelect={choose}
      className={`flex min-h-11 items-center gap-3 rounded-md px-3 font-medium outline-none data-highlighted:bg-sunken data-highlighted:ring-2 data-highlighted:ring-accent data-highlighted:ring-inset ${harsh ? 'text-danger' : ''}`}
    >
      {icon}
      {children}
    </DropdownMenu.Item>
  );
}
