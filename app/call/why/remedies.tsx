'use client';

import { useContext } from 'react';
import type { Explained } from '@/lib/client/moderation.ts';
import type { Decision, Remedy } from '@/lib/core/gate/decision.ts';
import type { Kind } from '@/lib/core/gate/rights.ts';
import type { ParticipantId } from '@/lib/core/ids.ts';
import { button } from '../../parts/button.ts';
import { useCall, useView } from '../call-context.tsx';
import { AskHostContext } from './ask-host.ts';
import { linesOf } from './lines.ts';
import { SignIn } from './sign-in.tsx';

/** What one can do oneself about what is refused; each way once, however much it would open. */
export function OwnRemedies({ rights, close }: { rights: Explained; close: () => void }) {
  const denied = linesOf(rights).flatMap(({ decision }) => (decision.allowed ? [] : [decision.remedy.do]));
  const ways = useWays(new Set(denied), close);
  return ways.length ? <Bar>{ways}</Bar> : null;
}

/** The same about one thing, with the way to all the others. */
export function RemediesFor({
  remedy,
  close,
  all,
}: {
  remedy: Remedy['do'];
  close: () => void;
  /** Shows everything that one may do. */
  all: () => void;
}) {
  return (
    <>
      {useWays(new Set([remedy]), close)}
      <button type="button" className={button.quiet} onClick={all}>
        What you may do
      </button>
    </>
  );
}

/** The buttons for what can be done, the first of them the one to press. */
function useWays(asked: ReadonlySet<Remedy['do']>, close: () => void): React.ReactElement[] {
  const call = useCall();
  const { self, room } = useView();
  const write = useContext(AskHostContext);
  const mayWrite = write !== null && self.send.allowed && asked.has('ask-host');
  // Who may not write can still be noticed: a raised hand asks for a host.
  const mayRaise = asked.has('raise-hand')
    ? room.hands !== 'off'
    : asked.has('ask-host') && !mayWrite && room.hands === 'ask';
  const ways: React.ReactElement[] = [];
  if (mayRaise)
    ways.push(
      self.handRaised ? (
        <p key="raise" role="status" className="self-center text-sm font-medium">
          Your hand is raised. A host will answer.
        </p>
      ) : (
        <button key="raise" type="button" className={button.primary} onClick={() => void call.setHand(true)}>
          Raise hand
        </button>
      ),
    );
  if (mayWrite)
    ways.push(
      <button
        key="write"
        type="button"
        className={ways.length ? button.plain : button.primary}
        onClick={() => {
          close();
          write();
        }}
      >
        Ask a host
      </button>,
    );
  if (asked.has('sign-in')) ways.push(<SignIn key="sign-in" />);
  return ways;
}

const ALLOW: Partial<Record<Kind, string>> = { camera: 'Allow camera', screen: 'Allow screen' };

/** What somebody who controls the call can do about what is refused to another. */
export function HostRemedies({ rights, participant }: { rights: Explained; participant: ParticipantId }) {
  const call = useCall();
  const person = useView().people?.[participant];
  const speak = person?.speak ?? null;
  const can = (kind: Kind) => opens(rights.publish[kind]);
  // A new floor would end the time of one that runs.
  const more = speak !== null && speak.until === null && rights.publish.microphone.allowed;
  const release = !rights.unmute.allowed;
  if (!can('microphone') && !release && !(more && (can('camera') || can('screen')))) return null;
  return (
    <Bar>
      {can('microphone') && (
        <button type="button" className={button.primary} onClick={() => void call.allow(participant)}>
          Allow to speak
        </button>
      )}
      {release && (
        <button type="button" className={button.plain} onClick={() => void call.releaseMute(participant)}>
          Release mute
        </button>
      )}
      {more &&
        (['camera', 'screen'] as const).filter(can).map((kind) => (
          <button
            key={kind}
            type="button"
            className={button.plain}
            onClick={() => void call.allow(participant, undefined, [...speak.kinds, kind])}
          >
            {ALLOW[kind]}
          </button>
        ))}
    </Bar>
  );
}

/** A floor helps against whatever was decided about a person, and not against what the room leaves out. */
const opens = ({ allowed, reason }: Decision): boolean =>
  !allowed && ['override', 'audience', 'silence'].includes(reason.because);

const Bar = ({ children }: { children: React.ReactNode }) => (
  <div className="flex flex-wrap gap-2 border-t border-line p-4 sm:px-6">{children}</div>
);
