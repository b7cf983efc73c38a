import type { ReactNode } from 'react';
import { Brand } from './brand.tsx';

/** A whole page that says one thing: what happened, why, and what to do next. */
export function NoticePage({
  title,
  why,
  next,
  icon,
  children,
}: {
  title: string;
  why: string;
  next?: string | undefined;
  icon?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="p-4 sm:px-6">
        <Brand />
      </header>
      <main className="mx-auto flex w-full max-w-md grow flex-col justify-center px-4 pb-24">
        <div className="animate-appear rounded-xl border border-line bg-surface p-6 shadow-card sm:p-8">
          {icon && (
            <span className="mb-4 inline-flex size-12 items-center justify-center rounded-full bg-sunken text-soft">
              {icon}
            </span>
          )}
          <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
          <p className="mt-2 text-soft">{why}</p>
          {next && <p className="mt-2 text-soft">{next}</p>}
          {children && <div className="mt-6 flex flex-wrap gap-3">{children}</div>}
        </div>
      </main>
    </div>
  );
}
