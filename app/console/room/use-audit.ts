'use client';

import { useEffect, useRef } from 'react';
import type { ApiAuditEntry } from '../audit/entry.ts';
import { AUDIT_ENTRY, STREAM_OPENED } from './use-live.ts';

/** Milliseconds in which entries are taken together: one edit of many people is many entries. */
const TOGETHER_MS = 200;

interface Heard {
  readonly room: string;
  readonly entry: ApiAuditEntry;
}

/**
 * Calls `hear` once for each burst of new entries of a room's trail that are on any of these; and with none whenever the
 * stream begins, since some may have been missed.
 */
export function useAudit(
  room: string,
  on: readonly string[],
  hear: (entries: readonly ApiAuditEntry[]) => void,
): void {
  const latest = useRef({ on, hear });
  latest.current = { on, hear };
  useEffect(() => {
    let waiting: ApiAuditEntry[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const heard = (event: Event) => {
      const { room: where, entry } = (event as CustomEvent<Heard>).detail;
      if (where !== room || !latest.current.on.includes(entry.on)) return;
      waiting.push(entry);
      timer ??= setTimeout(() => {
        const entries = waiting;
        waiting = [];
        timer = undefined;
        latest.current.hear(entries);
      }, TOGETHER_MS);
    };
    const opened = (event: Event) => {
      if ((event as CustomEvent<{ room: string }>).detail.room === room) latest.current.hear([]);
    };
    window.addEventListener(AUDIT_ENTRY, heard);
    window.addEventListener(STREAM_OPENED, opened);
    return () => {
      clearTimeout(timer);
      window.removeEventListener(AUDIT_ENTRY, heard);
      window.removeEventListener(STREAM_OPENED, opened);
    };
  }, [room]);
}
