'use client';

import { Mic } from 'lucide-react';
import type { PersonView } from '@/lib/core/roster/view.ts';
import { button } from '../../parts/button.ts';
import { useCall, useInCall } from '../call-context.tsx';
import { clock, useNow } from '../use-now.ts';
import { useSpeaking } from '../voice/use-voice.ts';
import { lockerOf, voiceOf } from '../voice/voice.ts';
import { VoiceMark } from '../voice/voice-mark.tsx';

/** For those who decide: who has the floor because somebody gave it, for how long still, and what to do about it. */
export function SpeakingNow() {
  const { people } = useInCall().view;
  const speaking = Object.values(people ?? {})
    .filter(({ speak }) => speak?.granted)
    .sort((a, b) => a.joinedAt - b.joinedAt);
  if (!speaking.length) return null;
  return (
    <div className="mb-3 rounded-lg bg-accent-wash p-1">
      <h3 className="flex min-h-11 items-center gap-2 ps-2 text-sm font-semibold text-accent">
        <Mic aria-hidden size={16} />
        Speaking now
      </h3>
      {/* biome-ignore lint/a11y/noRedundantRoles: Safari forgets that an unstyled list is one */}
      <ul role="list" aria-label="Speaking now">
        {speaking.map((person) => (
          <Speaker key={person.participant} person={person} />
        ))}
      </ul>
    </div>
  );
}

function Speaker({ person }: { person: PersonView }) {
  const call = useCall();
  const { view, clockOffset } = useInCall();
  const { participant, name, source, speak, away } = person;
  const heard = useSpeaking(source);
  const voice = voiceOf(view, source, speak);
  const until = speak?.until ?? null;
  return (
    <li className="flex min-h-13 items-center gap-2 rounded-md ps-2">
      <VoiceMark
        voice={voice === 'open' && heard ? 'speaking' : voice}
        lockedBy={lockerOf(view, source, speak)}
      />
      <span className="min-w-0 grow leading-tight">
        <span className="block truncate text-sm font-medium" dir="auto" title={name}>
          {name}
        </span>
        <span className="block text-xs">
          {away ? (
            'Connection lost'
          ) : until === null ? (
            'No time limit'
          ) : (
            <Left until={until} clockOffset={clockOffset} />
          )}
        </span>
      </span>
      {until !== null && (
        <button
          type="button"
          className={`${button.plain} shrink-0 px-3`}
          onClick={() => void call.extend(participant, 60)}
        >
          <span>
            Add 1 minute<span className="sr-only"> for {name}</span>
          </span>
        </button>
      )}
      <button
        type="button"
        className={`${button.quiet} -ms-1 shrink-0 px-2.5`}
        onClick={() => void call.stop(participant)}
      >
        <span>
          Stop<span className="sr-only"> {name} from speaking</span>
        </span>
      </button>
    </li>
  );
}

function Left({ until, clockOffset }: { until: number; clockOffset: number }) {
  const now = useNow(clockOffset);
  return <span className="tabular-nums">{clock(until - now)} left</span>;
}
