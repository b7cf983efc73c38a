'use client';

import { useEffect, useState } from 'react';
import { fetchWelcome, type Welcome } from '@/lib/client/welcome.ts';
import { DemoCard, DemoCardSkeleton } from './demo-card.tsx';
import { StartForm } from './start-form.tsx';

type Load = { is: 'loading' } | { is: 'failed' } | { is: 'here'; welcome: Welcome };

/** What depends on how this copy is set up: whether rooms can be started here, and rooms to try. */
export function Offers() {
  const [load, setLoad] = useState<Load>({ is: 'loading' });
  useEffect(() => {
    let gone = false;
    const show = (next: Load) => {
      if (!gone) setLoad(next);
    };
    fetchWelcome().then(
      (welcome) => show({ is: 'here', welcome }),
      () => show({ is: 'failed' }),
    );
    return () => {
      gone = true;
    };
  }, []);

  return (
    <div className="flex flex-col gap-12">
      {load.is === 'here' && load.welcome.meetings && <StartForm />}
      <DemoRooms load={load} />
    </div>
  );
}

function DemoRooms({ load }: { load: Load }) {
  if (load.is === 'failed') {
    return (
      <Quiet title="The server did not answer.">
        Joining may not work now either. Load this page again in a moment.
      </Quiet>
    );
  }
  if (load.is === 'here' && !load.welcome.demo.length) {
    if (load.welcome.meetings) return null;
    return (
      <Quiet title="Have an invitation?">
        Open its link, or type the room’s id above. Whoever invited you set the room up.
      </Quiet>
    );
  }
  return (
    <section aria-labelledby="demo-title" aria-busy={load.is === 'loading'}>
      <h2 id="demo-title" className="text-lg font-semibold">
        Try it now
      </h2>
      <p className="mt-1 text-soft">
        Each link opens a new tab as a different person. Open several side by side.
      </p>
      <ul className="mt-5 grid gap-4 md:grid-cols-3">
        {load.is === 'here'
          ? load.welcome.demo.map((room) => <DemoCard key={room.title} room={room} />)
          : ['a', 'b', 'c'].map((key) => <DemoCardSkeleton key={key} />)}
      </ul>
    </section>
  );
}

function Quiet({ title, children }: { title: string; children: string }) {
  return (
    <section className="rounded-xl border border-dashed border-edge p-6">
      <h2 className="font-semibold">{title}</h2>
      <p className="mt-1 text-soft">{children}</p>
    </section>
  );
}
