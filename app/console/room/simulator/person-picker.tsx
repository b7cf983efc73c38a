'use client';

import { Search, UserRound } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Avatar } from '../../../parts/avatar.tsx';
import { field } from '../../../parts/button.ts';
import { findMembers } from '../../data/decide.ts';
import { useAnswer } from '../../data/use-answer.ts';
import { ProblemNotice } from '../../parts/problem-notice.tsx';

/** Milliseconds without a further letter before the list is searched. */
const QUIET_MS = 200;

const one =
  'inline-flex min-h-11 max-w-full items-center gap-2 rounded-full border border-edge bg-surface py-1 ps-1.5 pe-4 text-sm font-medium hover:bg-sunken aria-pressed:border-accent aria-pressed:bg-accent-wash';

/** Chooses a member, somebody who is not on the list, or a guest (null); undefined while nobody is chosen. */
export function PersonPicker({
  room,
  person,
  choose,
}: {
  room: string;
  person: string | null | undefined;
  choose: (person: string | null) => void;
}) {
  const [typed, setTyped] = useState('');
  const [search, setSearch] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setSearch(typed.trim()), QUIET_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  const found = useAnswer(`${room} ${search}`, () => findMembers(room, search));
  const members = found.state === 'ready' ? found.data.items : [];
  const isAddress = search !== '' && !/\s/.test(search) && search.length <= 63;
  const stranger =
    isAddress && found.state === 'ready' && !found.busy && !members.some(({ address }) => address === search)
      ? search
      : null;

  return (
    <div>
      <div className="relative sm:max-w-sm">
        <Search aria-hidden size={18} className="pointer-events-none absolute start-3 top-3.5 text-soft" />
        <input
          type="search"
          aria-label="Find a person"
          placeholder="Name or address"
          className={`${field} ps-10!`}
          autoComplete="off"
          maxLength={100}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </div>
      {found.state === 'failed' && (
        <div className="mt-3">
          <ProblemNotice problem={found.problem} retry={() => void found.refresh()} />
        </div>
      )}
      {/* biome-ignore lint/a11y/useSemanticElements: buttons of one choice, not fields of a form */}
      <div role="group" aria-label="View as" className="mt-3 flex flex-wrap gap-2">
        <button type="button" className={one} aria-pressed={person === null} onClick={() => choose(null)}>
          <span className="inline-flex size-9 items-center justify-center rounded-full bg-sunken text-soft">
            <UserRound aria-hidden size={18} />
          </span>
          A guest
        </button>
        {members.map((member) => (
          <button
            key={member.person}
            type="button"
            className={one}
            aria-pressed={person === member.person}
            onClick={() => choose(member.person)}
          >
            <Avatar name={member.name} size="sm" />
            <span dir="auto" className="min-w-0 truncate">
              {member.name}
            </span>
            {member.role !== 'member' && <span className="text-xs text-soft">{member.role}</span>}
          </button>
        ))}
        {stranger !== null && (
          <button
            type="button"
            className={one}
            aria-pressed={person === `user:${stranger}`}
            onClick={() => choose(`user:${stranger}`)}
          >
            <span className="inline-flex size-9 items-center justify-center rounded-full bg-sunken text-soft">
              <UserRound aria-hidden size={18} />
            </span>
            <span className="min-w-0 truncate">The user “{stranger}”</span>
          </button>
        )}
      </div>
      <p className="mt-2 text-sm text-soft">
        {found.state === 'ready' && found.data.next !== null
          ? 'There are more members: type a name or an address to find them.'
          : 'Somebody who is not on the list can be asked for by address.'}
      </p>
    </div>
  );
}
