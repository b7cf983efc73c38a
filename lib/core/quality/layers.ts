import { type Profile, RESOLUTIONS, sides } from '../profile.ts';
import type { Codec } from '../room/settings.ts';

/** One of the layers in which a picture is sent, as it is when the device gives all that the profile allows. */
export interface Layer {
  /** Pixels; a screen's are 0: its own size, in every layer. */
  readonly width: number;
  readonly height: number;
  /** Bits a second at most that come to whoever is sent this layer. */
  readonly bitrate: number;
  /** Pictures a second at most. */
  readonly frameRate: number;
}

/** Pixels across and down; what is not known is absent. */
export interface Size {
  readonly width?: number;
  readonly height?: number;
}

/** Bits a second of a camera's layers, lowest first, by the long side of its picture. Each is half as wide as the next. */
const CAMERA: readonly { readonly from: number; readonly bitrates: readonly number[] }[] = [
  { from: 3840, bitrates: [450_000, 3_000_000, 8_000_000] },
  { from: 1920, bitrates: [160_000, 450_000, 3_000_000] },
  { from: 960, bitrates: [160_000, 450_000, 1_700_000] },
  { from: 480, bitrates: [160_000, 450_000] },
  { from: 0, bitrates: [160_000] },
];

/**
 * What a screen's layers save is pictures, and never the sharpness of what is read: they are the temporal layers of one
 * encoder (RFC 7741, section 3), each a part of the next. Their shares of its bit rate are libvpx's. Janus 1.1.2 reads
 * them in VP8 alone.
 */
const SCREEN = [
  { pictures: 1 / 4, bits: 0.4 },
  { pictures: 1 / 2, bits: 0.6 },
  { pictures: 1, bits: 1 },
];
/** Fewer pictures a second than this are not divided any more. */
const DIVISIBLE = 12;

/**
 * The layers in which a kind is sent within a profile, lowest first and at least one. A camera's stay within its bit
 * rate all together: the lower ones as they are, the highest with what is left, and none where nothing worth a layer
 * is left.
 */
export function layersOf(kind: 'camera' | 'screen', profile: Profile, codec: Codec): readonly Layer[] {
  return kind === 'camera' ? cameraLayers(profile) : screenLayers(profile, codec);
}

/**
 * The layers of a camera that gives another picture than the profile's largest: a smaller one has fewer layers, so
 * that each is still about as large as its place says.
 *
 * @param most how many layers there can be at all, as negotiated
 */
export function cameraLayers(profile: Profile, captured: Size = {}, most = 3): readonly Layer[] {
  const { resolution, simulcast, maxBitrate, frameRate } = profile;
  const over = timesTooLarge(profile, captured);
  const { width = RESOLUTIONS[resolution].width, height = RESOLUTIONS[resolution].height } = captured;
  const size = { width: width / over, height: height / over };
  const bitrates = bitratesFor(Math.max(size.width, size.height));
  const layered = simulcast ? shares(bitrates, maxBitrate, most) : [];
  const shared = layered.length ? layered : [Math.min(maxBitrate, bitrates.at(-1) ?? maxBitrate)];
  return shared.map((bitrate, index) => {
    const scale = 2 ** (shared.length - 1 - index);
    return {
      width: Math.floor(size.width / scale),
      height: Math.floor(size.height / scale),
      bitrate,
      frameRate,
    };
  });
}

/** How many times larger a picture is than the profile allows, at least 1. */
export function timesTooLarge({ resolution }: Profile, { width = 0, height = 0 }: Size): number {
  const [long, short] = sides({ width, height });
  const [longest, shortest] = sides(RESOLUTIONS[resolution]);
  return Math.max(1, long / longest, short / shortest);
}

const bitratesFor = (side: number): readonly number[] =>
  CAMERA.find(({ from }) => side >= from)?.bitrates ?? [];

/** What each of several layers may have, lowest first, as many as fit; none where only one does. */
function shares(bitrates: readonly number[], budget: number, most: number): readonly number[] {
  for (let count = Math.min(bitrates.length, most); count > 1; count--) {
    const lower = bitrates.slice(0, count - 1);
    const left = budget - lower.reduce((sum, bitrate) => sum + bitrate, 0);
    if (left > (lower.at(-1) ?? 0)) return [...lower, Math.min(left, bitrates[count - 1] ?? left)];
  }
  return [];
}

function screenLayers({ simulcast, maxBitrate, frameRate }: Profile, codec: Codec): readonly Layer[] {
  const divides = simulcast && codec === 'vp8' && frameRate >= DIVISIBLE;
  const shares = divides ? SCREEN : SCREEN.slice(-1);
  return shares.map(({ pictures, bits }) => ({
    width: 0,
    height: 0,
    bitrate: Math.round(maxBitrate * bits),
    frameRate: frameRate * pictures,
  }));
}
