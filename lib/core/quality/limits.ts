import type { Kind } from '../gate/rights.ts';
import { type Profile, RESOLUTIONS, sides } from '../profile.ts';

/** The most that may be sent. */
export interface Limits {
  /** Of a camera's picture, pixels; turned on its side it may be as large. */
  readonly width: number;
  readonly height: number;
  /** Of one camera or screen, all its layers together, bits a second. */
  readonly bitrate: number;
}

/** What was measured to be more than that: the size of one picture, or a bit rate over some seconds. */
export type Excess =
  | { readonly what: 'resolution'; readonly width: number; readonly height: number }
  | { readonly what: 'bitrate'; readonly bitrate: number };

export const limitsOf = ({ resolution, maxBitrate }: Profile): Limits => ({
  width: RESOLUTIONS[resolution].width,
  height: RESOLUTIONS[resolution].height,
  bitrate: maxBitrate,
});

export const sameLimits = (a: Limits, b: Limits): boolean =>
  a.width === b.width && a.height === b.height && a.bitrate === b.bitrate;

/** Whether something that `from` lets pass exceeds `to`. */
export const isNarrower = (to: Limits, from: Limits): boolean =>
  exceeds(to, 'camera', { what: 'resolution', width: from.width, height: from.height }) ||
  to.bitrate < from.bitrate;

/** Whether it is more than what may be sent. A screen is as large as it is: only its bit rate is bounded. */
export function exceeds(most: Limits, kind: Kind, excess: Excess): boolean {
  if (excess.what === 'bitrate') return excess.bitrate > most.bitrate;
  if (kind !== 'camera') return false;
  const [long, short] = sides(excess);
  const [longest, shortest] = sides(most);
  return long > longest || short > shortest;
}
