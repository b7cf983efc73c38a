'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import type { Problem } from '../data/answer.ts';
import { type AuditFilter, listAudit } from '../data/audit.ts';
import { SIGNED_IN } from '../data/use-answer.ts';
import { useAudit } from '../room/use-audit.ts';
import { type ApiAuditEntry, KINDS_OF_CHANGE } from './entry.ts';
import { EVERYTHING, matches } from './filter.ts';

const PAGE_SIZE = 50;
/** Milliseconds without a further key before the server is asked. */
const QUIET_MS = 250;
const ALL = Object.keys(KINDS_OF_CHANGE);

interface Trail {
  readonly entries: readonly ApiAuditEntry[];
  readonly next: string | null;
}

/** A room's trail as far as it was read, newest first, with what has come since. */
export function useTrail(room: string) {
  const [filter, setFilter] = useState(EVERYTHING);
  const [trail, setTrail] = useState<Trail | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  /** Entries that match and are not shown yet: what is being read does not jump. */
  const [fresh, setFresh] = useState(0);
  const asked = useRef(0);

  const read = useCallback(
    async (by: AuditFilter, after: Trail | null) => {
      asked.current += 1;
      const mine = asked.current;
      setBusy(true);
      setProblem(null);
      if (!after) setFresh(0);
      const answer = await listAudit(room, by, after?.next ?? null, PAGE_SIZE);
      if (mine !== asked.current) return;
      setBusy(false);
      if (!answer.ok) return setProblem(answer.problem);
      const { items, next } = answer.data;
      setTrail({ entries: after ? [...after.entries, ...items] : items, next });
    },
    [room],
  );

  useEffect(() => {
    const timer = setTimeout(() => void read(filter, null), QUIET_MS);
    const again = () => void read(filter, null);
    window.addEventListener(SIGNED_IN, again);
    return () => {
      clearTimeout(timer);
      window.removeEventListener(SIGNED_IN, again);
    };
  }, [filter, read]);

  useAudit(room, ALL, (entries) => {
    const known = new Set(trail?.entries.map(({ id }) => id));
    const count = entries.filter((entry) => !known.has(entry.id) && matches(filter, entry)).length;
    if (count) setFresh((before) => before + count);
  });

  return {
    filter,
    setFilter,
    trail,
    problem,
    busy,
    fresh,
    showFresh: () => void read(filter, null),
    more: trail?.next ? () => void read(filter, trail) : null,
  };
}
