import type { Connection } from '@/lib/client/connection.ts';
import type { Stream } from '@/lib/client/statistics.ts';
import type { Report } from '@/lib/core/quality/report.ts';
import { bitrateWords, milliseconds, percent } from './streams.ts';

const LIMITS: Readonly<Record<Report['up']['limited'], string>> = {
  none: 'nothing',
  bandwidth: 'connection',
  cpu: 'device',
  other: 'other',
};

/** All of a report, as it is read: what it is, and how much. */
export function totalsOf({ down, up }: Report): readonly (readonly [string, string])[] {
  const all = down.packets + down.lost;
  const trip = Math.max(down.roundTrip ?? 0, up.roundTrip ?? 0);
  return [
    ['Received', bitrateWords(down.bitrate)],
    ['Sent', bitrateWords(up.bitrate)],
    ['Room to send', up.available === null ? 'not known' : bitrateWords(up.available)],
    ['Round trip', trip ? milliseconds(trip) : 'not known'],
    ['Lost on the way here', all ? percent(down.lost / all) : 'nothing came'],
    ['Lost on the way out', percent(up.lost)],
    ['Waited in buffers', milliseconds(down.delay)],
    ['Sound made up', percent(down.concealed)],
    ['Sending limited by', LIMITS[up.limited]],
  ];
}

/** What support is given: everything that was measured, and nobody's name. */
export const supportText = (
  connection: Connection,
  report: Report,
  streams: readonly Stream[],
  about: { readonly at: string; readonly browser: string },
): string => JSON.stringify({ ...about, connection, report, streams }, null, 1);
