'use client';

import {
  BellRing,
  Ellipsis,
  Hand,
  LockOpen,
  LogOut,
  Mic,
  MicOff,
  MonitorX,
  ShieldCheck,
  SlidersHorizontal,
  Sparkles,
  Timer,
  UserMinus,
  Video,
  VideoOff,
} from 'lucide-react';
import * as DropdownMenu from 'radix-ui/dropdown-menu';
import { type ReactNode, useRef } from 'react';
import { LockIcon } from '../../call/people/lock-icon.tsx';
import { StopIcon } from '../../call/people/stop-icon.tsx';
import { iconButton } from '../../parts/button.ts';
import type { LiveParticipant } from '../data/shapes.ts';
import type { Act } from './use-command.ts';
import { voiceIn } from './words.ts';

/** What can be done about one person in the call, with the words of the call itself. */
export function PersonMenu({
  person,
  act,
  allowWith,
  remove,
}: {
  person: LiveParticipant;
  act: Act;
  /** Opens the dialog that asks for kinds and time. */
  allowWith: () => void;
  /** Opens the dialog that asks again. */
  remove: () => void;
}) {
  const trigger = useRef<HTMLButtonElement>(null);
  const { id, name, role, speak, handRaised, spotlit } = person;
  const published = new Set(person.publications.map(({ kind }) => kind));
  const voice = voiceIn(person);
  const maySpeak = speak.kinds.length > 0;
  const locked = speak.lockedBy !== null;
  const moderates = role === 'owner' || role === 'moderator';
  const about = { participant: id };
  return (
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
          className="z-30 max-h-(--radix-dropdown-menu-content-available-height) min-w-56 animate-appear overflow-y-auto rounded-lg border border-line bg-raised p-1.5 text-sm shadow-float"
        >
          <Item
            icon={<Mic aria-hidden size={18} />}
            choose={() => void act({ do: 'allow', ...about }, `${name} may speak.`)}
          >
            Allow to speak
          </Item>
          <Item
            icon={<Timer aria-hidden size={18} />}
            choose={() => void act({ do: 'allow', seconds: 60, ...about }, `${name} may speak for 1 minute.`)}
          >
            Allow for 1 minute
          </Item>
          <Item icon={<SlidersHorizontal aria-hidden size={18} />} choose={allowWith}>
            Allow with…
          </Item>
          {maySpeak && (
            <Item
              icon={<StopIcon />}
              choose={() => void act({ do: 'stop', ...about }, `${name} may not speak any more.`)}
            >
              Stop speaking
            </Item>
          )}
          <Separator />
          {voice === 'open' && (
            <Item
              icon={<MicOff aria-hidden size={18} />}
              choose={() => void act({ do: 'mute-person', lock: false, ...about }, `${name} is muted.`)}
            >
              Mute
            </Item>
          )}
          {!locked && !moderates && (
            <Item
              icon={<LockIcon />}
              choose={() =>
                void act({ do: 'mute-person', lock: true, ...about }, `${name} is muted and locked.`)
              }
            >
              Mute and lock
            </Item>
          )}
          {locked && (
            <Item
              icon={<LockOpen aria-hidden size={18} />}
              choose={() => void act({ do: 'release-mute', ...about }, `${name} may unmute again.`)}
            >
              Release mute
            </Item>
          )}
          {voice === 'muted' && (
            <Item
              icon={<BellRing aria-hidden size={18} />}
              choose={() => void act({ do: 'ask-unmute', ...about }, `${name} was asked to unmute.`)}
            >
              Ask to unmute
            </Item>
          )}
          {published.has('camera') && (
            <Item
              icon={<VideoOff aria-hidden size={18} />}
              choose={() =>
                void act({ do: 'stop', kinds: ['camera'], ...about }, `The camera of ${name} is stopped.`)
              }
            >
              Stop camera
            </Item>
          )}
          {published.has('screen') && (
            <Item
              icon={<MonitorX aria-hidden size={18} />}
              choose={() =>
                void act(
                  { do: 'stop', kinds: ['screen', 'screenAudio'], ...about },
                  `The screen of ${name} is stopped.`,
                )
              }
            >
              Stop screen sharing
            </Item>
          )}
          {!published.has('camera') && speak.kinds.includes('camera') && (
            <Item
              icon={<Video aria-hidden size={18} />}
              choose={() =>
                void act({ do: 'ask-camera', ...about }, `${name} was asked to turn the camera on.`)
              }
            >
              Ask for camera
            </Item>
          )}
          {handRaised && (
            <Item
              icon={<Hand aria-hidden size={18} />}
              choose={() => void act({ do: 'lower-hand', ...about }, `The hand of ${name} is lowered.`)}
            >
              Lower hand
            </Item>
          )}
          <Separator />
          <Item
            icon={<Sparkles aria-hidden size={18} />}
            choose={() =>
              void (spotlit
                ? act({ do: 'spotlight' }, `The spotlight on ${name} is off.`)
                : act({ do: 'spotlight', ...about }, `The spotlight is on ${name}.`))
            }
          >
            {spotlit ? 'End spotlight' : 'Spotlight'}
          </Item>
          {role !== 'owner' && (
            <Item
              icon={<ShieldCheck aria-hidden size={18} />}
              choose={() =>
                void (role === 'moderator'
                  ? act({ do: 'set-role', role: 'member', ...about }, `${name} is a member again.`)
                  : act({ do: 'set-role', role: 'moderator', ...about }, `${name} is a moderator now.`))
              }
            >
              {role === 'moderator' ? 'Make member' : 'Make moderator'}
            </Item>
          )}
          <Separator />
          <Item
            icon={<LogOut aria-hidden size={18} />}
            choose={() =>
              void act({ do: 'disconnect', ...about }, `${name} is disconnected, and may come back.`)
            }
          >
            Disconnect
          </Item>
          <Item harsh icon={<UserMinus aria-hidden size={18} />} choose={remove}>
            Remove
          </Item>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

const Separator = () => <DropdownMenu.Separator className="mx-2 my-1.5 h-px bg-line first:hidden" />;

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
