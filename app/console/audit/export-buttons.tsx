'use client';

import { Download } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { button } from '../../parts/button.ts';
import type { AuditFilter } from '../data/audit.ts';
import { wholeTrail } from '../data/trail.ts';
import { fileName, saveFile } from '../parts/save-file.ts';
import { Status, useSaid } from '../parts/status.tsx';
import { problemWords } from '../people/use-drafts.ts';
import { auditCsv, auditJson } from './export.ts';
import { fallbackName, namesIn } from './names.ts';

type Format = 'csv' | 'json';

/** Gives everything that the filter matches as a file, not only what is on screen. */
export function ExportButtons({
  room,
  filter,
}: {
  room: { readonly id: string; readonly name: string };
  filter: AuditFilter;
}) {
  const [count, setCount] = useState<number | null>(null);
  const running = useRef<AbortController | null>(null);
  const { said, say } = useSaid();
  useEffect(() => () => running.current?.abort(), []);

  const give = async (format: Format) => {
    if (running.current) return;
    running.current = new AbortController();
    setCount(0);
    const answer = await wholeTrail(room.id, filter, setCount, running.current.signal);
    running.current = null;
    setCount(null);
    if (!answer.ok) return say(problemWords(answer.problem));
    const name = fileName(room.name, 'audit', `${new Date().toISOString().slice(0, 10)}.${format}`);
    const names = namesIn(answer.data);
    const words = {
      nameOf: (person: string) => names.get(person) ?? fallbackName(person),
      time: (at: number) => new Date(at).toISOString(),
    };
    if (format === 'json') saveFile(name, 'application/json', auditJson(answer.data));
    // The mark tells spreadsheets that it is UTF-8.
    else saveFile(name, 'text/csv;charset=utf-8', `\uFEFF${auditCsv(answer.data, words)}`);
    say(
      `Exported ${answer.data.length.toLocaleString('en')} ${answer.data.length === 1 ? 'entry' : 'entries'}.`,
    );
  };
  return (
    <div className="flex flex-wrap items-center gap-2">
      {count === null ? (
        <>
          <button type="button" className={button.plain} onClick={() => void give('csv')}>
            <Download aria-hidden size={17} />
            Export CSV
          </button>
          <button type="button" className={button.plain} onClick={() => void give('json')}>
            <Download aria-hidden size={17} />
            Export JSON
          </button>
        </>
      ) : (
        <button type="button" className={button.plain} onClick={() => running.current?.abort()}>
          End export ({count.toLocaleString('en')} so far)
        </button>
      )}
      <Status said={said} />
    </div>
  );
}
