'use client';

import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { button } from '../../parts/button.ts';

/** Milliseconds for which the button says that it did it. */
const SAID_MS = 3_000;

/** Puts text into the clipboard, and says so; where the browser forbids it, says that too. */
export function CopyButton({ text, label, of }: { text: string; label: string; of: string }) {
  const [state, setState] = useState<'idle' | 'copied' | 'refused'>('idle');
  useEffect(() => {
    if (state === 'idle') return;
    const timer = setTimeout(() => setState('idle'), SAID_MS);
    return () => clearTimeout(timer);
  }, [state]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setState('copied');
    } catch {
      setState('refused');
    }
  };
  return (
    <>
      <button
        type="button"
        className={button.plain}
        aria-label={`${label}: ${of}`}
        onClick={() => void copy()}
      >
        {state === 'copied' ? <Check aria-hidden size={17} /> : <Copy aria-hidden size={17} />}
        {state === 'copied' ? 'Copied' : label}
      </button>
      <span role="status" className={state === 'refused' ? 'text-sm text-danger' : 'sr-only'}>
        {state === 'copied' && `Copied: ${of}`}
        {state === 'refused' && 'The browser did not allow copying. Select the link and copy it yourself.'}
      </span>
    </>
  );
}
