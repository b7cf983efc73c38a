'use client';

import { Check, X } from 'lucide-react';
import { useSearchParams } from 'next/navigation';
import { type ReactNode, useEffect } from 'react';
import { decide } from '../../data/decide.ts';
import type { Decision } from '../../data/shapes.ts';
import { useAnswer } from '../../data/use-answer.ts';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { Skeleton } from '../../parts/skeleton.tsx';
import { useRoomPage } from '../room-context.tsx';
import { PersonPicker } from '../simulator/person-picker.tsx';
import { remedyWords, ruleWords, rulingRows } from '../simulator/rows.ts';
import { tabHref } from '../tab-names.ts';
import { AUDIT_ENTRY, STREAM_OPENED } from '../use-live.ts';

/** How a guest is named in the address of this tab. */
const GUEST = 'guest';

export function SimulatorTab() {
  const { id } = useRoomPage();
  const asked = useSearchParams().get('person');
  const person = asked === null ? undefined : asked === GUEST ? null : asked;
  const choose = (who: string | null) =>
    history.replaceState(null, '', tabHref(id, 'simulator', { person: who ?? GUEST }));

  return (
    <>
      <p className="mb-4 max-w-prose text-sm text-soft">
        View as somebody: what the gate answers them at this moment, and why. Asking changes nothing.
      </p>
      <PersonPicker room={id} person={person} choose={choose} />
      {person === undefined ? (
        <p className="mt-8 rounded-xl border border-line bg-surface px-6 py-10 text-center text-soft">
          Choose a person or a guest above to see each right with its reason.
        </p>
      ) : (
        <RulingsOf key={person} room={id} person={person} />
      )}
    </>
  );
}

function RulingsOf({ room, person }: { room: string; person: string | null }) {
  const { etag } = useRoomPage();
  const loaded = useAnswer(`${etag} ${person}`, () => decide(room, person));
  const { refresh } = loaded;
  // Whatever is changed in the room may change an answer.
  useEffect(() => {
    const heard = () => void refresh();
    for (const name of [AUDIT_ENTRY, STREAM_OPENED]) window.addEventListener(name, heard);
    return () => {
      for (const name of [AUDIT_ENTRY, STREAM_OPENED]) window.removeEventListener(name, heard);
    };
  }, [refresh]);

  if (loaded.state === 'loading')
    return (
      <div className="mt-6">
        <Skeleton lines={8} label="Asking the gate" />
      </div>
    );
  if (loaded.state === 'failed')
    return (
      <div className="mt-6">
        <ProblemNotice problem={loaded.problem} retry={() => void refresh()} />
      </div>
    );
  const { name, role } = loaded.data;
  const who = person === null ? 'A guest' : name || person.replace(/^(user|guest):/, '');
  return (
    <section aria-labelledby="ruling-of" className="mt-6 rounded-xl border border-line bg-surface">
      {loaded.problem && (
        <div className="p-4">
          <ProblemNotice problem={loaded.problem} retry={() => void refresh()} />
        </div>
      )}
      <h2 id="ruling-of" className="px-4 pt-4 pb-3 text-lg font-semibold break-words sm:px-6">
        <span dir="auto">{who}</span>
        {person !== null && <span className="ms-2 text-sm font-normal text-soft">{role}</span>}
      </h2>
      <ul aria-label="Rights">
        {rulingRows(loaded.data).map(({ right, ruling }) => (
          <li
            key={right}
            className="grid grid-cols-[1fr_auto] gap-x-6 gap-y-1 border-t border-line px-4 py-3 text-sm sm:px-6 md:grid-cols-[12rem_4.5rem_1fr]"
          >
            <span className="font-semibold">{right}</span>
            <Verdict allowed={ruling.allowed} />
            <Why ruling={ruling} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Verdict({ allowed }: { allowed: boolean }) {
  return allowed ? (
    <span className="inline-flex items-center gap-1.5 self-start font-semibold text-accent">
      <Check aria-hidden size={17} strokeWidth={2.5} />
      Yes
    </span>
  ) : (
    <span className="inline-flex items-center gap-1.5 self-start font-semibold text-danger">
      <X aria-hidden size={17} strokeWidth={2.5} />
      No
    </span>
  );
}

function Why({ ruling }: { ruling: Decision }) {
  const remedy = remedyWords(ruling);
  const { setBy, setAt } = ruling;
  return (
    <div className="min-w-0 break-words max-md:col-span-2">
      <p>{ruling.text}</p>
      <dl className="mt-0.5 flex flex-wrap gap-x-4 text-soft">
        <Fact name="Rule">{ruleWords(ruling)}</Fact>
        {(setBy || setAt) && (
          <Fact name="Set">
            {setBy && `by ${setBy}${setAt ? ', ' : ''}`}
            {setAt &&
              `${new Date(setAt).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' })}`}
          </Fact>
        )}
        {remedy && <Fact name="What helps">{remedy}</Fact>}
      </dl>
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex gap-1.5">
      <dt>{name}</dt>
      <dd className="text-ink">{children}</dd>
    </div>
  );
}
