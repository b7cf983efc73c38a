'use client';

import type { PersonView } from '@/lib/core/roster/view.ts';
import { useInCall } from '../call-context.tsx';
import { lockerOf, voiceOf } from '../voice/voice.ts';
import { PersonItem } from './person-item.tsx';

export function Participants({ people }: { people: Readonly<Record<string, PersonView>> }) {
  const { view, clockOffset } = useInCall();
  const { self } = view;
  const sorted = Object.values(people).sort((a, b) => rank(a, self.participant) - rank(b, self.participant));
  const mayControl = self.moderation.includes('controlCalls');
  const mayRemove = self.moderation.includes('removeFromCall');
  return (
    <>
      <h3 className="px-2 pb-1 text-sm font-semibold text-soft">
        In the room <span className="tabular-nums">({sorted.length})</span>
      </h3>
      {/* biome-ignore lint/a11y/noRedundantRoles: Safari forgets that an unstyled list is one */}
      <ul role="list" aria-label="Participants">
        {sorted.map((person) => (
          <PersonItem
            key={person.participant}
            person={person}
            voice={voiceOf(view, person.source, person.speak)}
            lockedBy={lockerOf(view, person.source, person.speak)}
            own={person.participant === self.participant}
            mayControl={mayControl}
            mayRemove={mayRemove}
            clockOffset={clockOffset}
          />
        ))}
      </ul>
    </>
  );
}

/** Oneself, then hosts, then the others as they came: nobody jumps when somebody speaks. */
function rank({ participant, role, joinedAt }: PersonView, self: string): number {
  if (participant === self) return -2;
  return role === 'owner' || role === 'moderator' ? -1 : joinedAt;
}
