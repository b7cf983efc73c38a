'use client';

import { useId } from 'react';
import { participantId } from '@/lib/core/ids.ts';
import { useView } from '../call-context.tsx';
import type { Draft } from './draft.ts';

/** Who a message is for. Whoever left stays chosen, so that nothing private goes to all by itself. */
export function Recipient({ to, choose }: { to: Draft['to']; choose: (to: Draft['to']) => void }) {
  const { people, self } = useView();
  const id = useId();
  const others = Object.values(people ?? {})
    .filter(({ participant }) => participant !== self.participant)
    .sort((a, b) => a.name.localeCompare(b.name));
  const gone = to !== null && !people?.[to.participant];
  return (
    <div className="mb-1.5 flex items-center gap-2 text-sm">
      <label htmlFor={id} className="shrink-0 text-soft">
        To
      </label>
      <select
        id={id}
        dir="auto"
        value={to?.participant ?? ''}
        onChange={({ target }) => {
          const person = people?.[target.value];
          choose(person ? { participant: participantId(person.participant), name: person.name } : null);
        }}
        className={`min-h-11 min-w-0 grow truncate rounded-md border px-2 font-medium ${to ? 'border-edge border-dashed bg-hand-wash' : 'border-transparent bg-transparent hover:bg-sunken'}`}
      >
        <option value="">Everyone</option>
        {gone && <option value={to.participant}>{to.name} (left)</option>}
        {others.map(({ participant, name, role }) => (
          <option key={participant} value={participant}>
            {role === 'owner' ? `${name} (host)` : name}
          </option>
        ))}
      </select>
    </div>
  );
}
