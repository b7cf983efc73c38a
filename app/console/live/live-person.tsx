'use client';

import { Hand, WifiOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { VoiceMark } from '../../call/voice/voice-mark.tsx';
import { Avatar } from '../../parts/avatar.tsx';
import type { LiveParticipant } from '../data/shapes.ts';
import { moment } from '../parts/moment.ts';
import { floorWords, LIVE_ROLES, publicationWords, voiceIn } from './words.ts';

/** Who somebody is, since when, and what they publish. */
export function LivePerson({ person, menu }: { person: LiveParticipant; menu: ReactNode }) {
  const { name, role, joinedAt, away, handRaised, publications, speak } = person;
  const floor = floorWords(person, moment);
  return (
    <div className="flex items-start gap-3 border-b border-line px-3 py-2.5 sm:px-4">
      <span className="mt-1">
        <Avatar name={name || '?'} size="sm" />
      </span>
      <div className="min-w-0 grow">
        <div className="flex flex-wrap items-center gap-x-2">
          <span dir="auto" className="min-w-0 font-semibold break-words">
            {name || 'Without a name'}
          </span>
          <span className="text-sm text-soft">
            {LIVE_ROLES[role] ?? role}, since {moment(joinedAt)}
          </span>
          {away && (
            <span className="inline-flex items-center gap-1 text-sm font-medium text-danger">
              <WifiOff aria-hidden size={15} />
              Connection lost
            </span>
          )}
          {handRaised && (
            <span className="inline-flex items-center gap-1 text-sm font-medium text-hand">
              <Hand aria-hidden size={15} />
              Hand raised
            </span>
          )}
        </div>
        <ul className="mt-0.5 text-sm text-soft">
          {floor && <li>{floor}</li>}
          {publications.map((publication) => (
            <li key={publication.id} className="break-words">
              {publicationWords(publication)}
            </li>
          ))}
        </ul>
      </div>
      <span className="flex shrink-0 items-center gap-1">
        <VoiceMark voice={voiceIn(person)} lockedBy={speak.lockedBy} />
        {menu}
      </span>
    </div>
  );
}
