import { Brand } from '../parts/brand.tsx';
import { ThemeButton } from '../theme/theme-button.tsx';
import { JoinForm } from './join-form.tsx';
import { Offers } from './offers.tsx';

export function Home() {
  return (
    <div className="mx-auto flex min-h-dvh max-w-6xl flex-col px-4 sm:px-8">
      <header className="flex items-center justify-between py-4">
        <Brand />
        <span className="-me-3">
          <ThemeButton />
        </span>
      </header>
      <main className="grow pb-16">
        <div className="grid items-center gap-8 py-8 md:grid-cols-[1.25fr_1fr] md:gap-14 md:py-16">
          <div>
            <h1 className="text-display font-semibold tracking-tight">
              Meetings where everyone knows who may speak.
            </h1>
            <p className="mt-4 max-w-prose text-lg text-soft">
              A host decides, live, who may speak, watch and see who is here. Sound and picture follow at
              once.
            </p>
          </div>
          <JoinForm />
        </div>
        <Offers />
      </main>
      <footer className="flex flex-wrap gap-x-6 border-t border-line py-3 text-sm text-soft">
        <a className="inline-flex min-h-11 items-center hover:text-ink hover:underline" href="/console">
          Console
        </a>
        <a className="inline-flex min-h-11 items-center hover:text-ink hover:underline" href="/docs">
          API reference
        </a>
      </footer>
    </div>
  );
}
