'use client';

import { LogOut } from 'lucide-react';
import Link from 'next/link';
import { type ReactNode, useState } from 'react';
import { Brand } from '../parts/brand.tsx';
import { button } from '../parts/button.ts';
import { ThemeButton } from '../theme/theme-button.tsx';
import type { Problem } from './data/answer.ts';
import { ProblemNotice } from './parts/problem-notice.tsx';

/** What stands around every page of the console. */
export function Shell({ leave, children }: { leave: () => Promise<Problem | null>; children: ReactNode }) {
  const [problem, setProblem] = useState<Problem | null>(null);
  const signOut = async () => setProblem(await leave());
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="border-b border-line bg-surface">
        <div className="mx-auto flex max-w-6xl items-center gap-1 px-4 py-2 sm:px-8">
          <Link
            href="/console"
            aria-label="Rostrum console: all rooms"
            className="inline-flex items-center rounded-md py-1.5"
          >
            <Brand />
          </Link>
          <span aria-hidden className="ms-1 text-sm text-soft max-[22rem]:hidden">
            Console
          </span>
          <span className="grow" />
          <ThemeButton />
          <button
            type="button"
            className={`${button.quiet} -me-3 px-3`}
            aria-label="Sign out"
            onClick={() => void signOut()}
          >
            <LogOut aria-hidden size={18} className="rtl:-scale-x-100" />
            <span className="max-sm:hidden">Sign out</span>
          </button>
        </div>
      </header>
      <main className="mx-auto w-full max-w-6xl grow px-4 py-6 sm:px-8 sm:py-8">
        {problem && (
          <div className="mb-6">
            <ProblemNotice problem={problem} retry={() => void signOut()} />
          </div>
        )}
        {children}
      </main>
    </div>
  );
}
