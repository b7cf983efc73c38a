import type { LinkQuality } from '@/lib/core/quality/report.ts';
import { Bars } from './bars.tsx';
import { linkWords } from './words.ts';

/** In the upper corner of a tile, where somebody's connection is not good. Hidden from screen readers: the group says it. */
export function TileLink({ name, link }: { name: string; link: LinkQuality }) {
  const words = linkWords(name, link);
  if (!words) return null;
  return (
    <span
      aria-hidden="true"
      title={words}
      className="absolute start-1.5 top-1.5 inline-flex h-7 items-center gap-1.5 rounded-full bg-black/70 px-2 text-xs font-medium whitespace-nowrap text-white [@container(min-height:9rem)]:start-2 [@container(min-height:9rem)]:top-2"
    >
      <Bars quality={link} />
      <span className="hidden pe-0.5 [@container(min-width:16rem)]:inline">
        {link === 'poor' ? 'Slow connection' : 'A little slow'}
      </span>
    </span>
  );
}
