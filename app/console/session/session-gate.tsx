'use client';

import { type ReactNode, useCallback, useEffect, useState } from 'react';
import { type Problem, SIGNED_OUT } from '../data/answer.ts';
import { readSession, signOut } from '../data/session.ts';
import { SIGNED_IN } from '../data/use-answer.ts';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { Shell } from '../shell.tsx';
import { SignIn } from './sign-in.tsx';

type State =
  | { readonly is: 'asking' }
  | { readonly is: 'in' }
  /** `again` when a session was there and ended. */
  | { readonly is: 'out'; readonly again: boolean }
  | { readonly is: 'unknown'; readonly problem: Problem };

/**
 * Shows the console to who is signed in. When the session ends meanwhile, what was on screen waits behind the
 * sign-in with its edits, and goes on afterwards.
 */
export function SessionGate({ children }: { children: ReactNode }) {
  const [state, setState] = useState<State>({ is: 'asking' });
  /** Whether the pages were ever shown, and so may hold edits. */
  const [opened, setOpened] = useState(false);

  const ask = useCallback(async () => {
    const session = await readSession();
    if (session.ok) setState({ is: 'in' });
    else if (session.problem.status === 401) setState({ is: 'out', again: false });
    else setState({ is: 'unknown', problem: session.problem });
  }, []);

  useEffect(() => {
    void ask();
    const ended = () => setState((now) => (now.is === 'in' ? { is: 'out', again: true } : now));
    window.addEventListener(SIGNED_OUT, ended);
    return () => window.removeEventListener(SIGNED_OUT, ended);
  }, [ask]);

  useEffect(() => {
    if (state.is === 'in') setOpened(true);
  }, [state.is]);

  const entered = () => {
    setState({ is: 'in' });
    window.dispatchEvent(new Event(SIGNED_IN));
  };
  const leave = async (): Promise<Problem | null> => {
    const gone = await signOut();
    if (!gone.ok && gone.problem.status !== 401) return gone.problem;
    // A whole page load, so that nothing of it stays in memory.
    location.assign('/console');
    return null;
  };

  return (
    <>
      {state.is === 'asking' && !opened && (
        <div className="mx-auto max-w-6xl px-4 py-24 sm:px-8">
          <Skeleton lines={5} label="Opening the console" />
        </div>
      )}
      {state.is === 'unknown' && (
        <main className="mx-auto max-w-xl px-4 py-24">
          <h1 className="mb-4 text-xl font-semibold tracking-tight">Console</h1>
          <ProblemNotice problem={state.problem} retry={() => void ask()} />
        </main>
      )}
      {state.is === 'out' && <SignIn again={state.again} entered={entered} />}
      {(state.is === 'in' || opened) && (
        <div hidden={state.is !== 'in'}>
          <Shell leave={leave}>{children}</Shell>
        </div>
      )}
    </>
  );
}
