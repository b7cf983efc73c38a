import { Spotlight } from 'lucide-react';
import type { ReactNode } from 'react';

/** White on dark, because it lies on any picture. Hidden from screen readers: the group says the same. */
export function Label({
  name,
  own,
  spotlit = false,
  children,
}: {
  name: string;
  own: boolean;
  spotlit?: boolean;
  children?: ReactNode;
}) {
  return (
    <span
      aria-hidden="true"
      className="absolute start-1.5 bottom-1.5 inline-flex h-7 [@container(min-height:9rem)]:start-2 [@container(min-height:9rem)]:bottom-2 [@container(min-height:9rem)]:h-8 max-w-[calc(100%-0.75rem)] items-center gap-1.5 rounded-full bg-black/70 px-2.5 text-sm font-medium text-white"
    >
      {children}
      {spotlit && <Spotlight size={15} className="shrink-0" />}
      <span className="truncate" dir="auto" title={name}>
        {name}
      </span>
      {own && <span className="hidden shrink-0 font-normal [@container(min-width:9rem)]:inline">(you)</span>}
    </span>
  );
}
