import { ArrowUpRight } from 'lucide-react';
import type { Welcome } from '@/lib/client/welcome.ts';

type Demo = Welcome['demo'][number];

export function DemoCard({ room }: { room: Demo }) {
  return (
    <li className="flex flex-col rounded-xl border border-line bg-surface p-5 shadow-card">
      <h3 className="font-semibold">{room.title}</h3>
      <p className="mt-1 mb-4 text-sm text-soft">{room.about}</p>
      <ul className="flex flex-col gap-1.5">
        {room.links.map((link) => (
          <li key={link.href}>
            <a
              href={link.href}
              target="_blank"
              rel="noopener noreferrer"
              title="Opens in a new tab"
              className="flex min-h-11 items-center justify-between gap-3 rounded-md bg-sunken px-3.5 text-sm font-medium hover:bg-accent-wash"
            >
              <span className="truncate" dir="auto">
                {link.label}
              </span>
              <ArrowUpRight aria-hidden size={18} className="shrink-0 text-soft" />
            </a>
          </li>
        ))}
      </ul>
    </li>
  );
}

export function DemoCardSkeleton() {
  return (
    <li
      aria-hidden="true"
      className="flex animate-pulse flex-col rounded-xl border border-line bg-surface p-5"
    >
      <span className="h-5 w-28 rounded-sm bg-sunken" />
      <span className="mt-3 h-4 w-full rounded-sm bg-sunken" />
      <span className="mt-2 mb-4 h-4 w-2/3 rounded-sm bg-sunken" />
      <span className="h-11 rounded-md bg-sunken" />
      <span className="mt-1.5 h-11 rounded-md bg-sunken" />
    </li>
  );
}
