import { type Profile, RESOLUTIONS } from '@/lib/core/profile.ts';

/** A camera's picture counts as fast enough a little below what was asked: drivers round. */
const NEARLY = 0.95;

/** What a camera cannot do of what the profile would take, in plain words; null where it can do all of it. */
export function cameraLimit(track: MediaStreamTrack, { resolution, frameRate }: Profile): string | null {
  const wanted = RESOLUTIONS[resolution];
  // Not every browser tells what a camera could do; then what it does counts.
  const could = track.getCapabilities?.() ?? {};
  const does = track.getSettings();
  const height = could.height?.max ?? does.height ?? wanted.height;
  const rate = could.frameRate?.max ?? does.frameRate ?? frameRate;
  const small = height < wanted.height;
  const slow = rate < frameRate * NEARLY;
  if (!small && !slow) return null;
  const offers = [small && `${height}p`, slow && `${Math.round(rate)} pictures a second`].filter(Boolean);
  const takes = [small && `${wanted.height}p`, slow && `${frameRate}`].filter(Boolean);
  return `Your camera offers ${offers.join(' and ')}. This room would take ${takes.join(' and ')}.`;
}
