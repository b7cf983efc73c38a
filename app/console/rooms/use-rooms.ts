'use client';

import { useEffect, useState } from 'react';
import { listRooms, type RoomsOrder } from '../data/rooms.ts';
import { useAnswer } from '../data/use-answer.ts';

export const ROOMS_A_PAGE = 50;

interface Place {
  readonly search: string;
  readonly sort: RoomsOrder;
  /** The cursors of the pages up to this one; the first page has none. */
  readonly cursors: readonly string[];
}

const FIRST: Place = { search: '', sort: '-createdAt', cursors: [] };

/** Where somebody was in the list stays while they look into a room and come back. */
let remembered = FIRST;

/** Milliseconds without a further letter before the list is searched. */
const QUIET_MS = 200;

/** The list of rooms: one page at a time, searched and sorted by the server. */
export function useRooms() {
  const [place, setPlace] = useState(remembered);
  const [typed, setTyped] = useState(remembered.search);
  const go = (to: Place) => {
    remembered = to;
    setPlace(to);
  };

  useEffect(() => {
    const search = typed.trim();
    if (search === place.search) return;
    const timer = setTimeout(() => {
      remembered = { ...place, search, cursors: [] };
      setPlace(remembered);
    }, QUIET_MS);
    return () => clearTimeout(timer);
  }, [typed, place]);

  const { search, sort, cursors } = place;
  const cursor = cursors.at(-1) ?? null;
  const loaded = useAnswer(JSON.stringify([search, sort, cursor]), () =>
    listRooms({ search, sort, cursor, limit: ROOMS_A_PAGE }),
  );
  const next = loaded.state === 'ready' ? loaded.data.next : null;
  return {
    loaded,
    typed,
    search,
    sort,
    setTyped,
    /** How many rooms stand on the pages before this one. */
    before: cursors.length * ROOMS_A_PAGE,
    sortBy: (by: RoomsOrder) => go({ ...place, sort: by, cursors: [] }),
    goNext: next === null ? null : () => go({ ...place, cursors: [...cursors, next] }),
    goBack: cursors.length ? () => go({ ...place, cursors: cursors.slice(0, -1) }) : null,
  };
}
