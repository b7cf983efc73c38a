'use client';

import { useEffect, useRef } from 'react';
import type { Control } from './control.ts';

/** Where letters mean something else: text fields, open menus and dialogs. */
const TYPING =
  'input, textarea, select, [contenteditable], [role="menu"], [role="dialog"], [role="alertdialog"]';

export function useKeys(controls: readonly Control[], press: (control: Control) => void): void {
  const latest = useRef({ controls, press });
  useEffect(() => {
    latest.current = { controls, press };
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.repeat || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      if (event.target instanceof Element && event.target.closest(TYPING)) return;
      const control = latest.current.controls.find(({ key }) => key === event.key.toLowerCase());
      if (control) latest.current.press(control);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
