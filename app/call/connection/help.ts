import type { Connection } from '@/lib/client/connection.ts';

/** What one can do about it; null where nothing need be done. */
export function helpWords({ trouble }: Connection, lowData: boolean): string | null {
  if (!trouble) return null;
  if (trouble === 'busy') return 'Close other programs and tabs that you do not need.';
  return lowData
    ? 'Come closer to your Wi-Fi, or pause downloads.'
    : 'Come closer to your Wi-Fi, pause downloads, or use less data.';
}
