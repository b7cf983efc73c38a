import { blurring } from './preferences.ts';

/**
 * Blurring of the background by the camera or the system itself, where they have it (W3C Media Capture Extensions).
 * Nothing is loaded for it, and no picture passes through this page.
 */
interface Blurs {
  readonly backgroundBlur?: readonly boolean[];
}

/** Whether a page may switch it: a camera that always blurs, or never does, offers one value. */
export function canBlur(track: MediaStreamTrack): boolean {
  const { backgroundBlur = [] } = (track.getCapabilities?.() ?? {}) as Blurs;
  return backgroundBlur.includes(true) && backgroundBlur.includes(false);
}

/** What is asked of a camera besides its size, as the person chose last. */
export const blurConstraint = (track: MediaStreamTrack): object =>
  canBlur(track) ? { backgroundBlur: blurring.get() } : {};
