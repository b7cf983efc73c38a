import { Brand } from '../parts/brand.tsx';

/** The shape of the card that comes next. */
export function Connecting() {
  return (
    <div className="mx-auto flex min-h-dvh max-w-5xl flex-col px-4 sm:px-6">
      <header className="flex items-center py-4">
        <Brand />
      </header>
      <main aria-busy="true" className="flex grow flex-col justify-center pb-16">
        <h1 className="sr-only">Opening the room…</h1>
        <div
          aria-hidden="true"
          className="grid animate-pulse gap-6 rounded-xl border border-line bg-surface p-4 sm:p-6 md:grid-cols-[1.35fr_1fr]"
        >
          <div className="flex flex-col gap-3">
            <div className="aspect-video grow rounded-lg bg-sunken" />
            <div className="grid gap-3 sm:grid-cols-2">
              <div className="h-14 rounded-md bg-sunken" />
              <div className="h-14 rounded-md bg-sunken" />
            </div>
          </div>
          <div className="flex flex-col gap-4">
            <div className="h-7 w-1/2 rounded-sm bg-sunken" />
            <div className="h-9 w-5/6 rounded-sm bg-sunken" />
            <div className="h-16 rounded-md bg-sunken" />
            <div className="h-16 rounded-md bg-sunken" />
            <div className="h-16 rounded-md bg-sunken" />
            <div className="h-16 rounded-md bg-sunken" />
            <div className="mt-auto h-11 rounded-md bg-sunken" />
          </div>
        </div>
      </main>
    </div>
  );
}
