'use client';

import { memo } from 'react';
import type { PersonView } from '@/lib/core/roster/view.ts';
import { Avatar } from '../../parts/avatar.tsx';
import { clock, useNow } from '../use-now.ts';
import { useSpeaking } from '../voice/use-voice.ts';
import type { Voice } from '../voice/voice.ts';
import { VoiceMark } from '../voice/voice-mark.tsx';
import { ActionsMenu } from './actions-menu.tsx';

interface Props {
  readonly person: PersonView;
  readonly voice: Exclude<Voice, 'speaking'>;
  /** Who locked their microphone, where it is locked and that is known. */
  readonly lockedBy: string | null;
  readonly own: boolean;
  readonly mayControl: boolean;
  readonly mayRemove: boolean;
  readonly clockOffset: number;
}

/** Remembered, because a full room has a thousand of these and one of them changes at a time. */
export const PersonItem = memo(function PersonItem(props: Props) {
  const { person, voice, lockedBy, own, mayControl, mayRemove, clockOffset } = props;
  const heard = useSpeaking(person.source);
  return (
    <li className="flex min-h-13 items-center gap-2.5 rounded-md ps-2 [contain-intrinsic-size:auto_3.25rem] [content-visibility:auto] hover:bg-sunken">
      <Avatar name={person.name} size="sm" />
      <span className="min-w-0 grow leading-tight">
        <span className="flex gap-1 text-sm font-medium">
          <span className="truncate" dir="auto" title={person.name}>
            {person.name}
          </span>
          {own && <span className="shrink-0 font-normal text-soft">(you)</span>}
        </span>
        <Line person={person} clockOffset={clockOffset} />
      </span>
      <VoiceMark voice={voice === 'open' && heard ? 'speaking' : voice} own={own} lockedBy={lockedBy} />
      {!own && (mayControl || mayRemove) ? (
        <ActionsMenu person={person} voice={voice} mayControl={mayControl} mayRemove={mayRemove} />
      ) : (
        <span className="w-2" />
      )}
    </li>
  );
});

const ROLES: Partial<Record<PersonView['role'], string>> = {
  owner: 'Host',
  moderator: 'Moderator',
  guest: 'Guest',
};

function Line({ person, clockOffset }: { person: PersonView; clockOffset: number }) {
  const { away, speak, role } = person;
  if (!away && speak?.granted && speak.until !== null)
    return <TimeLeft until={speak.until} clockOffset={clockOffset} />;
  const words = away ? 'Connection lost, coming back' : speak?.granted ? 'May speak' : ROLES[role];
  return words ? <span className="block truncate text-xs text-soft">{words}</span> : null;
}

function TimeLeft({ until, clockOffset }: { until: number; clockOffset: number }) {
  const now = useNow(clockOffset);
  return (
    <span className="block truncate text-xs text-soft tabular-nums">May speak for {clock(until - now)}</span>
  );
}
