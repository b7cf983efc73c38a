import type { Stream } from '@/lib/client/statistics.ts';
import type { Kind } from '@/lib/core/gate/rights.ts';
import type { Sent } from '@/lib/core/quality/viewing.ts';
import type { View } from '@/lib/core/roster/view.ts';

/** One line of the table, as it is read. */
export interface Line {
  readonly key: string;
  readonly what: string;
  readonly way: Stream['way'];
  readonly cells: readonly string[];
}

/** What stands above the cells of a line. */
export const COLUMNS = ['Picture', 'Data', 'Lost', 'Round trip', 'Layer', 'Freezes', 'Codec'] as const;

const NOTHING = '–';
const KINDS: Readonly<Record<Kind, string>> = {
  microphone: 'microphone',
  camera: 'camera',
  screen: 'screen',
  screenAudio: 'shared sound',
};

/** @param sent how much of each picture the server lets through to this page */
export function lineOf(stream: Stream, view: View, sent: Readonly<Record<string, Sent>>): Line {
  const { publication, way, size, framesPerSecond, lost, roundTrip, freezes } = stream;
  const known = view.publications[publication];
  const kind = known ? KINDS[known.kind] : stream.medium === 'video' ? 'picture' : 'sound';
  return {
    key: `${way} ${publication}`,
    what: way === 'up' ? `Your ${kind}` : `${known?.name ?? 'Speaker'}: ${kind}`,
    way,
    cells: [
      size
        ? `${size.width} × ${size.height}${framesPerSecond === null ? '' : `, ${Math.round(framesPerSecond)}/s`}`
        : NOTHING,
      bitrateWords(stream.bitrate),
      lost === null ? NOTHING : percent(lost),
      roundTrip === null ? NOTHING : milliseconds(roundTrip),
      layerWords(stream, sent[publication]),
      stream.medium === 'video' && way === 'down' ? String(freezes) : NOTHING,
      stream.codec ?? NOTHING,
    ],
  };
}

function layerWords({ medium, way, layers }: Stream, sent: Sent | undefined): string {
  if (medium === 'audio') return NOTHING;
  if (way === 'up') return layers.join(', ') || NOTHING;
  if (!sent || sent.why === 'whole') return 'whole';
  return `${sent.level} (${sent.why})`;
}

export const percent = (share: number): string => `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`;
export const milliseconds = (time: number): string => `${Math.round(time)} ms`;
export const bitrateWords = (bits: number): string =>
  bits >= 1_000_000 ? `${(bits / 1_000_000).toFixed(1)} Mbit/s` : `${Math.round(bits / 1000)} kbit/s`;
