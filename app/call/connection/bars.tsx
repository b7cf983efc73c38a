import type { LinkQuality } from '@/lib/core/quality/report.ts';

const FULL: Readonly<Record<LinkQuality, number>> = { good: 3, fair: 2, poor: 1 };

/** Three bars, as many of them full as the connection is good. Decoration: its words stand beside it. */
export function Bars({ quality, size = 16 }: { quality: LinkQuality; size?: number }) {
  return (
    <svg aria-hidden="true" width={size} height={size} viewBox="0 0 16 16" className="shrink-0">
      {[0, 1, 2].map((bar) => {
        const height = 5 + bar * 4;
        const full = bar < FULL[quality];
        return (
          <rect
            key={bar}
            x={1.5 + bar * 5}
            y={15 - height}
            width={3}
            height={height}
            rx={0.75}
            fill={full ? 'currentColor' : 'none'}
            stroke="currentColor"
            strokeWidth={full ? 0 : 1}
            opacity={full ? 1 : 0.75}
          />
        );
      })}
    </svg>
  );
}
