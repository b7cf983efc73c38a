'use client';

import { Ban, Clock, Hand, Lock, SlidersHorizontal, UserCog } from 'lucide-react';
import type { ReactNode } from 'react';
import { MODERATION_RIGHTS, type ModerationRight } from '@/lib/core/gate/rights.ts';
import type { ApiMember } from '../data/people-shapes.ts';
import { moment } from '../parts/moment.ts';
import { MODERATION_TITLES } from './rights.ts';

/** What is special about a person, each with its own shape and, where it can be undone, its button. */
export function Marks({
  member,
  act,
}: {
  member: ApiMember;
  act: (what: 'readmit' | 'release-mute') => void;
}) {
  const { name, banned, mute, grant, expiresAt, profile, role, moderation } = member;
  const own = Object.keys(profile).length;
  return (
    <ul className="grid gap-1 empty:hidden">
      {banned && (
        <Mark
          icon={<Ban aria-hidden size={15} className="text-danger" />}
          action="Readmit"
          of={name}
          act={() => act('readmit')}
        >
          Removed by {banned.byName || 'a backend'}, {moment(banned.at)}
        </Mark>
      )}
      {mute && (
        <Mark
          icon={<Lock aria-hidden size={15} className="text-hand" />}
          action="Release"
          of={name}
          act={() => act('release-mute')}
        >
          Muted and locked by {mute.byName || 'a backend'}
        </Mark>
      )}
      {grant && (
        <Mark icon={<Hand aria-hidden size={15} />}>
          Has the floor{grant.byName && ` from ${grant.byName}`}
          {grant.until && `, until ${moment(grant.until)}`}
        </Mark>
      )}
      {expiresAt && <Mark icon={<Clock aria-hidden size={15} />}>Until {moment(expiresAt)}</Mark>}
      {own > 0 && (
        <Mark icon={<SlidersHorizontal aria-hidden size={15} />}>
          {own === 1 ? '1 media setting' : `${own} media settings`} of their own
        </Mark>
      )}
      {role === 'moderator' && (
        <Mark icon={<UserCog aria-hidden size={15} />}>{moderationWords(moderation)}</Mark>
      )}
    </ul>
  );
}

/** All of them are said in three words: the list would be the highest thing on the page. */
function moderationWords(rights: readonly ModerationRight[]): string {
  if (!rights.length) return 'No moderation rights yet';
  if (MODERATION_RIGHTS.every((right) => rights.includes(right))) return 'All moderation rights';
  return rights.map((right) => MODERATION_TITLES[right]).join(', ');
}

function Mark({
  icon,
  children,
  action,
  of,
  act,
}: {
  icon: ReactNode;
  children: ReactNode;
  action?: string;
  of?: string;
  act?: () => void;
}) {
  return (
    <li className="flex min-w-0 items-start gap-1.5 text-xs font-normal text-soft">
      <span className="mt-0.5 shrink-0">{icon}</span>
      <span className="min-w-0 break-words">
        {children}
        {act && (
          <button
            type="button"
            aria-label={`${action} ${of}`}
            className="-my-3 ms-1 inline-flex min-h-11 items-center rounded-md px-1 font-semibold text-accent underline-offset-2 hover:underline"
            onClick={act}
          >
            {action}
          </button>
        )}
      </span>
    </li>
  );
}
