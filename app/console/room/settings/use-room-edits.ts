'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import type { Problem } from '../../data/answer.ts';
import { readRoom, saveRoom } from '../../data/rooms.ts';
import { useRoomPage } from '../room-context.tsx';
import { AUDIT_ENTRY, STREAM_OPENED } from '../use-live.ts';
import { type Edits, mistakes, patchOf, stillEdits, withEdit, withPreset } from './draft.ts';

/** Changes of a room that concern this page. */
const CONCERNS: readonly unknown[] = ['settings', 'audience'];

/**
 * Edits over the room, and what became of saving them. When somebody else changes the room meanwhile, it is loaded
 * again at once if nothing is edited here; otherwise only on request, so that nothing moves under one's hands.
 */
export function useRoomEdits() {
  const { id, room, etag, refresh } = useRoomPage();
  const [edits, setEdits] = useState<Edits>({});
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const [saved, setSaved] = useState(false);
  /** Who changed the room since it was loaded; null when nobody did, empty when it is not known who. */
  const [changedBy, setChangedBy] = useState<string | null>(null);
  const dirty = Object.keys(edits).length > 0;
  const latest = useRef({ etag, busy, dirty });
  latest.current = { etag, busy, dirty };

  const edit = useCallback(
    (path: string, value: unknown) => {
      setSaved(false);
      setProblem(null);
      setEdits((before) =>
        path === 'preset' ? withPreset(room, before, String(value)) : withEdit(room, before, path, value),
      );
    },
    [room],
  );

  useEffect(() => setEdits((before) => stillEdits(room, before)), [room]);

  useEffect(() => {
    const heard = (event: Event) => {
      const { room: of, entry } = (event as CustomEvent<{ room: string; entry: Entry }>).detail;
      if (of !== id || busy || !CONCERNS.includes(entry.on)) return;
      if (dirty) setChangedBy(entry.actor?.name ?? '');
      else void refresh();
    };
    const opened = async (event: Event) => {
      if ((event as CustomEvent<{ room: string }>).detail.room !== id) return;
      const before = latest.current.etag;
      const now = await readRoom(id);
      const { etag: after, busy: saving, dirty: edited } = latest.current;
      // What was loaded or is being saved since then is compared with the room by its own etag.
      if (!now.ok || saving || after !== before || now.etag === before) return;
      if (edited) setChangedBy((who) => who ?? '');
      else void refresh();
    };
    window.addEventListener(AUDIT_ENTRY, heard);
    window.addEventListener(STREAM_OPENED, opened);
    return () => {
      window.removeEventListener(AUDIT_ENTRY, heard);
      window.removeEventListener(STREAM_OPENED, opened);
    };
  }, [id, busy, dirty, refresh]);

  useEffect(() => {
    if (!dirty) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [dirty]);

  const save = async (): Promise<boolean> => {
    const wrong = mistakes(edits);
    if (wrong.length) {
      setProblem({
        code: 'bad-request',
        status: 400,
        detail: 'Not everything can be saved as it is.',
        errors: wrong,
        retryAfter: null,
      });
      return false;
    }
    setBusy(true);
    setProblem(null);
    const answer = await saveRoom(id, patchOf(edits), etag);
    if (answer.ok) {
      // The room comes first: edits that are in it are none any more, and nothing flickers.
      await refresh();
      setEdits({});
      setSaved(true);
      setChangedBy(null);
    } else if (answer.problem.code === 'stale') setChangedBy((who) => who ?? '');
    else setProblem(answer.problem);
    setBusy(false);
    return answer.ok;
  };

  const reload = async () => {
    await refresh();
    setChangedBy(null);
    setProblem(null);
  };
  const discard = () => {
    setEdits({});
    setProblem(null);
    if (changedBy !== null) void reload();
  };
  return { edits, edit, setEdits, problem, busy, saved, changedBy, save, reload, discard };
}

/** As much as is read here of an entry of the trail. */
interface Entry {
  readonly actor?: { readonly name?: string };
  readonly on?: unknown;
}
