'use client';

import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { button } from './button.ts';

/** How long it says that it has copied, milliseconds. */
const SAID_MS = 2500;

/** Copies a text, and says so, on the button and to a screen reader. */
export function CopyButton({
  text,
  label,
  children = 'Copy',
}: {
  text: string;
  label: string;
  children?: string;
}) {
  const [done, setDone] = useState<'copied' | 'failed' | null>(null);
  useEffect(() => {
    if (!done) return;
    const timer = setTimeout(() => setDone(null), SAID_MS);
    return () => clearTimeout(timer);
  }, [done]);

  const copy = () =>
    // There is no clipboard on a page that came without encryption.
    Promise.resolve(navigator.clipboard?.writeText(text) ?? Promise.reject(new Error('no clipboard'))).then(
      () => setDone('copied'),
      () => setDone('failed'),
    );
  const words = { copied: 'Copied', failed: 'Select and copy it by hand' };
  return (
    <>
      <button type="button" className={button.plain} aria-label={label} onClick={() => void copy()}>
        {done === 'copied' ? <Check aria-hidden size={18} /> : <Copy aria-hidden size={18} />}
        {done ? words[done] : children}
      </button>
      <span role="status" className="sr-only">
        {done ? words[done] : ''}
      </span>
    </>
  );
}
