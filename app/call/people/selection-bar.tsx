'use client';

import type { ParticipantId } from '@/lib/core/ids.ts';
import { button } from '../../parts/button.ts';
import { useCall } from '../call-context.tsx';
import { outranks, type Powers, type Row } from './rows.ts';
import { useMany } from './use-many.ts';

/** What can be done about several people at once. */
export function SelectionBar({
  rows,
  shown,
  selected,
  setSelected,
  powers,
}: {
  rows: readonly Row[];
  /** Those who are found now, whom "Select all" means. */
  shown: readonly Row[];
  selected: ReadonlySet<string>;
  setSelected: (selected: ReadonlySet<string>) => void;
  powers: Powers;
}) {
  const call = useCall();
  const { progress, run } = useMany();
  const chosen = rows.filter(({ person }) => selected.has(person.participant));
  const others = shown.filter(({ person }) => person.participant !== powers.self);
  const all = others.length > 0 && others.every(({ person }) => selected.has(person.participant));
  const act = (label: string, whom: readonly Row[], go: (whom: ParticipantId[]) => void) => {
    const idle = !whom.length || progress !== null;
    return (
      <button
        type="button"
        className={`${button.plain} px-2!`}
        aria-disabled={idle || undefined}
        onClick={() => idle || go(whom.map(({ person }) => person.participant))}
      >
        {label}
      </button>
    );
  };
  // Whom it would change nothing for is left out, as their own menu leaves it out.
  const touched = chosen.filter(({ person }) => outranks(powers, person));
  const speakers = touched.filter(({ person }) => person.speak?.kinds.length);
  const quiet = touched.filter((row) => !speakers.includes(row) || row.person.speak?.lockedBy != null);
  const heard = touched.filter(({ voice }) => voice === 'open');
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot stick to the edge in every browser
    <div
      role="group"
      aria-label="Selected people"
      className="sticky -bottom-4 z-10 -mx-2 mt-2 grid grid-cols-2 gap-2 border-t border-line bg-surface px-4 pt-2 pb-3"
    >
      <p role="status" className="self-center text-sm font-semibold tabular-nums">
        {progress ? `${progress.done} of ${progress.of} done` : `${chosen.length} selected`}
      </p>
      <button
        type="button"
        className={`${button.quiet} px-2!`}
        onClick={() =>
          setSelected(new Set(all ? [] : [...selected, ...others.map(({ person }) => person.participant)]))
        }
      >
        {all ? 'Select none' : 'Select all shown'}
      </button>
      {act('Allow to speak', quiet, (whom) => void run(whom, (one) => call.allow(one)))}
      {act('Stop speaking', speakers, (whom) => void call.stopSeveral(whom))}
      {act('Mute', heard, (whom) => void run(whom, (one) => call.mute(one, false)))}
      {act('Mute all except selected', chosen, (whom) => void call.setMuteAll(true, whom))}
    </div>
  );
}
