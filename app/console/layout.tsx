import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { SessionGate } from './session/session-gate.tsx';

export const metadata: Metadata = { title: 'Console', robots: { index: false, follow: false } };

/** The pages are empty shells; what they show comes from the API, to who is signed in. */
export const dynamic = 'force-dynamic';

export default function ConsoleLayout({ children }: { children: ReactNode }) {
  return <SessionGate>{children}</SessionGate>;
}
