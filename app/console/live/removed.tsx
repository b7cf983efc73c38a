'use client';

import { button } from '../../parts/button.ts';
import type { ApiAuditEntry } from '../audit/entry.ts';
import { nameIn } from '../audit/names.ts';
import { listAudit } from '../data/audit.ts';
import { useAnswer } from '../data/use-answer.ts';
import { moment } from '../parts/moment.ts';
import { useAudit } from '../room/use-audit.ts';
import type { Act } from './use-command.ts';

/** As many removals and readmissions as are looked back on. */
const LOOKED_BACK = 200;

/** Who was removed lately and is kept out still, guests too, who are on no list of members. */
export function Removed({ room, act }: { room: string; act: Act }) {
  const loaded = useAnswer(room, () => listAudit(room, { on: 'ban' }, null, LOOKED_BACK));
  useAudit(room, ['ban'], () => void loaded.refresh());
  const out = loaded.state === 'ready' ? keptOut(loaded.data.items) : [];
  if (!out.length) return null;
  return (
    <section aria-labelledby="live-removed" className="rounded-lg border border-line bg-surface p-4">
      <h3 id="live-removed" className="font-semibold">
        Removed
      </h3>
      <p className="text-sm text-soft">They cannot come back until somebody readmits them.</p>
      <ul aria-labelledby="live-removed" className="mt-2 grid gap-2">
        {out.map((entry) => {
          const name = nameIn(entry);
          return (
            <li key={entry.id} className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <span className="min-w-0 flex-1 basis-40 break-words">
                <span dir="auto" className="font-medium">
                  {name}
                </span>
                <span className="text-sm text-soft">
                  , by {entry.actor.name}, {moment(entry.at)}
                </span>
              </span>
              <button
                type="button"
                className={button.plain}
                aria-label={`Readmit ${name}`}
                onClick={() =>
                  entry.person && void act({ do: 'readmit', person: entry.person }, `${name} may come back.`)
                }
              >
                Readmit
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** @param entries newest first: what was said last about a person holds */
export function keptOut(entries: readonly ApiAuditEntry[]): ApiAuditEntry[] {
  const last = new Map<string, ApiAuditEntry>();
  for (const entry of entries) if (entry.person && !last.has(entry.person)) last.set(entry.person, entry);
  return [...last.values()].filter(({ after }) => after != null);
}
