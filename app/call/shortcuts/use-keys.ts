'use client';

import { useEffect, useRef } from 'react';
import { shortcuts } from '@/lib/client/preferences.ts';

/** Where letters mean something else: text fields, open menus and dialogs, but for one that explains a control. */
const TYPING =
  'input, textarea, select, [contenteditable], [role="menu"], [role="dialog"]:not([data-call-keys]), [role="alertdialog"]';

/** Whether a key is for the call, and not for a field, a menu, the browser, or somebody who switched keys off. */
export function isForCall(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return false;
  if (event.target instanceof Element && event.target.closest(TYPING)) return false;
  return shortcuts.get();
}

/** What each single key does, by its lower-case name. */
export function useKeys(acts: Readonly<Record<string, () => void>>): void {
  const latest = useRef(acts);
  useEffect(() => {
    latest.current = acts;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.repeat || !isForCall(event)) return;
      latest.current[event.key.toLowerCase()]?.();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
