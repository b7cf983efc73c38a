import { type Profile, RESOLUTIONS } from '@/lib/core/profile.ts';

/** Bit rates of simulcast layers from the lowest, bits per second, by the long side of what is captured. */
const LAYERS: readonly { readonly from: number; readonly bitrates: readonly number[] }[] = [
  { from: 3840, bitrates: [450_000, 3_000_000, 8_000_000] },
  { from: 1920, bitrates: [160_000, 450_000, 3_000_000] },
  { from: 960, bitrates: [160_000, 450_000, 1_700_000] },
  { from: 480, bitrates: [160_000, 450_000] },
  { from: 0, bitrates: [160_000] },
];

/**
 * The encodings of a camera within a profile. Named `h`, `m`, `l` from high to low, which is the order in which
 * Janus numbers its substreams 2, 1, 0 (engine-notes, measured with 1.1.2).
 */
export function cameraEncodings(profile: Profile): RTCRtpEncodingParameters[] {
  const { width } = RESOLUTIONS[profile.resolution];
  const { bitrates } = LAYERS.find(({ from }) => width >= from) ?? { bitrates: [160_000] };
  const highestFirst = [...bitrates].reverse();
  const common = { maxFramerate: profile.frameRate };
  const top = { ...common, maxBitrate: Math.min(profile.maxBitrate, highestFirst[0] ?? 160_000) };
  if (!profile.simulcast || highestFirst.length === 1) return [top];
  return highestFirst.map((maxBitrate, below) => ({
    ...common,
    rid: ['h', 'm', 'l'][below] ?? 'l',
    maxBitrate: Math.min(maxBitrate, profile.maxBitrate),
    scaleResolutionDownBy: 2 ** below,
  }));
}

export function cameraConstraints(profile: Profile): MediaTrackConstraints {
  const { width, height } = RESOLUTIONS[profile.resolution];
  return {
    width: { ideal: width },
    height: { ideal: height },
    frameRate: { ideal: profile.frameRate, max: profile.frameRate },
  };
}
