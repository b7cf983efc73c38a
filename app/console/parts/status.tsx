'use client';

import { useCallback, useRef, useState } from 'react';

export interface Said {
  readonly text: string;
  /** Grows with each saying, so that the same words are announced again. */
  readonly at: number;
}

/** Words for whoever cannot see that something was done; `say` announces them. */
export function useSaid(): { said: Said; say: (text: string) => void } {
  const [said, setSaid] = useState<Said>({ text: '', at: 0 });
  const count = useRef(0);
  const say = useCallback((text: string) => {
    count.current += 1;
    setSaid({ text, at: count.current });
  }, []);
  return { said, say };
}

/** There before the first words, so that screen readers are listening already. */
export function Status({ said }: { said: Said }) {
  return (
    <p role="status" className="min-h-6 text-sm text-soft break-words">
      {said.text && <span key={said.at}>{said.text}</span>}
    </p>
  );
}
