'use client';

import { type FormEvent, useRef, useState } from 'react';
import { Brand } from '../../parts/brand.tsx';
import { button, field } from '../../parts/button.ts';
import { ThemeButton } from '../../theme/theme-button.tsx';
import { type Problem, whatToDo } from '../data/answer.ts';
import { signIn } from '../data/session.ts';

export function SignIn({ again, entered }: { again: boolean; entered: () => void }) {
  const input = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    const token = input.current?.value.trim() ?? '';
    if (!token) return refuse('Type the admin token first.');
    setBusy(true);
    setProblem(null);
    const answer = await signIn(token);
    setBusy(false);
    if (answer.ok) return entered();
    refuse(wordsFor(answer.problem));
  };
  const refuse = (words: string) => {
    setProblem(words);
    input.current?.focus();
    input.current?.select();
  };

  return (
    <div className="flex min-h-dvh flex-col">
      <header className="mx-auto flex w-full max-w-6xl items-center justify-between px-4 py-4 sm:px-8">
        <Brand />
        <span className="-me-3">
          <ThemeButton />
        </span>
      </header>
      <main className="mx-auto flex w-full max-w-md grow flex-col justify-center px-4 pb-24">
        <form
          noValidate
          onSubmit={submit}
          className="animate-appear rounded-xl border border-line bg-surface p-6 shadow-card sm:p-8"
        >
          <h1 className="text-xl font-semibold tracking-tight">Console</h1>
          <p className="mt-1 text-soft">
            {again
              ? 'Your session ended. Sign in again to go on where you were.'
              : 'Rooms, people and rights of this server.'}
          </p>
          <label htmlFor="admin-token" className="mt-5 block text-sm font-medium">
            Admin token
          </label>
          <input
            ref={input}
            id="admin-token"
            type="password"
            autoComplete="current-password"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={512}
            className={`${field} mt-1.5`}
            aria-invalid={problem !== null || undefined}
            aria-describedby={problem ? 'token-problem token-hint' : 'token-hint'}
            onChange={() => setProblem(null)}
          />
          {problem && (
            <p id="token-problem" role="alert" className="mt-2.5 text-sm font-medium text-danger">
              {problem}
            </p>
          )}
          <p id="token-hint" className="mt-1.5 text-sm text-soft">
            On the server it is <code>adminToken</code> in <code>data/secrets.json</code>, or what{' '}
            <code>ADMIN_TOKEN</code> was set to.
          </p>
          <button type="submit" className={`${button.primary} mt-5 w-full`} aria-disabled={busy || undefined}>
            {busy ? 'Signing in…' : 'Sign in'}
          </button>
        </form>
      </main>
    </div>
  );
}

function wordsFor(problem: Problem): string {
  if (problem.status === 401) return 'That is not the admin token. Copy it again, whole.';
  return `${problem.detail} ${whatToDo(problem)}`;
}
