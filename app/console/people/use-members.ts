'use client';

import { useEffect, useState } from 'react';
import { listMembers } from '../data/members.ts';
import { useAnswer } from '../data/use-answer.ts';
import { useAudit } from '../room/use-audit.ts';

export const PAGE_SIZE = 50;
/** Milliseconds without a further key before the server is asked. */
const QUIET_MS = 250;

/** What changes about people beside this page is shown without a reload. */
const ABOUT_PEOPLE = ['membership', 'override', 'grant', 'ban', 'mute', 'redeemed'];

/** One page of a room's members, searched; follows what others change meanwhile. */
export function useMembers(room: string) {
  const [search, setSearch] = useState('');
  const [asked, setAsked] = useState('');
  /** Where each page begins, up to the one that is shown. */
  const [cursors, setCursors] = useState<readonly (string | null)[]>([null]);

  useEffect(() => {
    const timer = setTimeout(() => {
      setAsked(search.trim());
      setCursors([null]);
    }, QUIET_MS);
    return () => clearTimeout(timer);
  }, [search]);

  const cursor = cursors.at(-1) ?? null;
  const loaded = useAnswer(JSON.stringify([room, asked, cursor]), () =>
    listMembers(room, { search: asked, cursor, limit: PAGE_SIZE }),
  );
  useAudit(room, ABOUT_PEOPLE, loaded.refresh);

  const next = loaded.state === 'ready' ? loaded.data.next : null;
  return {
    search,
    setSearch,
    asked,
    loaded,
    /** How many people stand before the first of this page. */
    offset: (cursors.length - 1) * PAGE_SIZE,
    forth: next === null ? null : () => setCursors([...cursors, next]),
    back: cursors.length < 2 ? null : () => setCursors(cursors.slice(0, -1)),
  };
}
