'use client';

import { useEffect, useRef } from 'react';
import type { Meeting } from '@/lib/client/meetings.ts';
import { button } from '../parts/button.ts';
import { CopyButton } from '../parts/copy-button.tsx';

/** A room that was just made: the owner's way in, and what to send to others. */
export function Ready({ meeting, onAgain }: { meeting: Meeting; onAgain: () => void }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section
      aria-labelledby="ready"
      className="rounded-xl border border-line bg-surface p-5 shadow-card sm:p-6"
    >
      <h2 id="ready" ref={heading} tabIndex={-1} className="text-lg font-semibold">
        Your room is ready.
      </h2>
      <p className="mt-1 text-soft">Send these links to the others, then open the room yourself.</p>
      <ul className="mt-4 flex flex-col gap-3">
        {meeting.invitations.map(({ label, about, path }) => {
          const link = new URL(path, location.href).href;
          return (
            <li key={path} className="rounded-md border border-line p-3">
              <p>
                <span className="font-medium">{label}</span> <span className="text-soft">· {about}</span>
              </p>
              <div className="mt-2 flex flex-wrap items-center gap-2">
                <code className="min-w-0 grow basis-48 select-all rounded-sm bg-sunken px-3 py-2.5 text-sm [overflow-wrap:anywhere]">
                  {link}
                </code>
                <CopyButton text={link} label={`Copy the link for ${label}`} />
              </div>
            </li>
          );
        })}
      </ul>
      <div className="mt-5 flex flex-wrap gap-2">
        <a className={button.primary} href={meeting.owner}>
          Open as host
        </a>
        <CopyButton text={new URL(meeting.owner, location.href).href} label="Copy my own link">
          Copy my own link
        </CopyButton>
        <button type="button" className={button.quiet} onClick={onAgain}>
          Start another
        </button>
      </div>
      <p className="mt-3 text-sm text-soft">
        Keep your own link to yourself: whoever has it is the host. Copy it now if you want to come back
        later.
      </p>
    </section>
  );
}
