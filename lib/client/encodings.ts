import type { Kind } from '@/lib/core/gate/rights.ts';
import { type Fixable, type Profile, RESOLUTIONS } from '@/lib/core/profile.ts';
import { cameraLayers, type Layer, layersOf, type Size, timesTooLarge } from '@/lib/core/quality/layers.ts';
import { type Level, WHOLE } from '@/lib/core/quality/level.ts';
import type { Codec } from '@/lib/core/room/settings.ts';

/** With what WebRTC-SVC adds, which no type library knows yet. */
interface EncodingParameters extends RTCRtpEncodingParameters {
  scalabilityMode?: string;
}

/** How one line is encoded within a profile. */
export interface Encoding {
  readonly kind: Kind;
  readonly profile: Profile;
  /** Of pictures, the codec that is wanted first. */
  readonly codec: Codec;
  /** What is negotiated, highest first; empty leaves it to the browser. */
  readonly layers: readonly EncodingParameters[];
  /** What is held to although the network would rather have less. */
  readonly fixed: readonly Fixable[];
  /** All that is sent together, bits per second; 0 where nothing is said about it. */
  readonly bitrate: number;
}

/** How one kind is encoded within a profile, on a link for one codec. */
export function encodingOf(kind: Kind, profile: Profile, codec: Codec): Encoding {
  const { fixed, maxBitrate } = profile;
  const bound = { kind, profile, codec, fixed, bitrate: maxBitrate };
  if (kind === 'camera') return { ...bound, layers: cameraEncodings(profile) };
  if (kind === 'screen') return { ...bound, layers: screenEncodings(profile, codec) };
  return { ...bound, layers: [], fixed: [], bitrate: 0 };
}

/**
 * Named `h`, `m`, `l` from high to low, which is the order in which Janus numbers its substreams 2, 1, 0 (measured
 * with 1.1.2).
 */
function cameraEncodings(profile: Profile): EncodingParameters[] {
  const layers = [...cameraLayers(profile)].reverse();
  return layers.map(({ bitrate, frameRate }, below) => ({
    maxFramerate: frameRate,
    maxBitrate: bitrate,
    ...(layers.length > 1 && { rid: ['h', 'm', 'l'][below] ?? 'l', scaleResolutionDownBy: 2 ** below }),
  }));
}

/**
 * One encoding whose pictures are layered. The second never sends: Janus 1.1.2 looks for temporal layers only in what
 * was negotiated as simulcast, and Chromium negotiates no simulcast of one.
 */
function screenEncodings(profile: Profile, codec: Codec): EncodingParameters[] {
  const layers = layersOf('screen', profile, codec);
  const whole = screenEncoding(profile, layers, WHOLE);
  if (layers.length < 2) return [whole];
  return [
    { ...whole, rid: 'h', scaleResolutionDownBy: 1 },
    { rid: 'l', active: false, scaleResolutionDownBy: 1 },
  ];
}

/**
 * A screen up to a layer. The encoder divides what it is given, so it is told to divide less the less it is given: the
 * lowest layer alone is a quarter of the pictures, undivided.
 */
function screenEncoding(
  profile: Profile,
  layers: readonly Layer[],
  level: Exclude<Level, 'none'>,
): EncodingParameters {
  const top = Math.min(level, layers.length - 1);
  const { bitrate, frameRate } = layers[top] ?? { bitrate: profile.maxBitrate, frameRate: profile.frameRate };
  return { maxFramerate: frameRate, maxBitrate: bitrate, scalabilityMode: `L1T${top + 1}` };
}

export function cameraConstraints(profile: Profile): MediaTrackConstraints {
  const { width, height } = RESOLUTIONS[profile.resolution];
  return {
    width: { ideal: width },
    height: { ideal: height },
    frameRate: { ideal: profile.frameRate, max: profile.frameRate },
  };
}

/** What the encoder is told about a picture: smooth where the frame rate is fixed, sharp where the resolution is. */
export function contentHint(kind: 'camera' | 'screen', fixed: readonly Fixable[]): string {
  if (fixed.includes('frameRate')) return 'motion';
  return kind === 'screen' || fixed.includes('resolution') ? 'detail' : '';
}

export const degradation = (fixed: readonly Fixable[]): RTCDegradationPreference | null => {
  const [resolution, frameRate] = [fixed.includes('resolution'), fixed.includes('frameRate')];
  // The newest of the four (WebRTC Extensions, section 5.5), which no type library knows yet.
  if (resolution && frameRate) return 'maintain-framerate-and-resolution' as RTCDegradationPreference;
  return resolution ? 'maintain-resolution' : frameRate ? 'maintain-framerate' : null;
};

/**
 * Puts an encoding and a level into force on a sender, for a track that it has or is about to have. Must not run twice
 * at once for one sender: a browser refuses parameters read before others came into force. Never rejects.
 */
export async function tune(
  sender: RTCRtpSender,
  encoding: Encoding,
  level: Level,
  track: MediaStreamTrack,
): Promise<void> {
  const { encodings, ...parameters } = sender.getParameters();
  if (!encodings?.length) return;
  const tuned = tunedEncodings(encodings, encoding, track.getSettings(), level);
  const preference = degradation(encoding.fixed);
  const prefers = !preference || parameters.degradationPreference === preference;
  if (prefers && JSON.stringify(tuned) === JSON.stringify(encodings)) return;
  const plain = tuned.map(({ scalabilityMode: _, ...rest }) => rest);
  // Rejected where the link is just closing, or where a browser does not know the preference or the mode.
  await sender
    .setParameters({
      ...parameters,
      encodings: tuned,
      ...(preference && { degradationPreference: preference }),
    })
    .catch(() => sender.setParameters({ ...parameters, encodings: plain }).catch(() => {}));
}

/**
 * The encodings of a sender as they are to be now. Their number was negotiated: a layer that is not wanted, by the
 * profile, for the size of what is captured or because nobody is sent it, rests.
 */
export function tunedEncodings(
  standing: readonly EncodingParameters[],
  encoding: Encoding,
  captured: Size,
  level: Level = WHOLE,
): EncodingParameters[] {
  if (level === 'none') return standing.map((one) => ({ ...one, active: false }));
  const { kind } = encoding;
  if (kind === 'camera') return tunedCamera(standing, encoding, captured, level);
  if (kind === 'screen') return tunedScreen(standing, encoding, level);
  return standing.map((one) => ({ ...one, active: true }));
}

function tunedCamera(
  standing: readonly EncodingParameters[],
  { profile, fixed }: Encoding,
  captured: Size,
  level: Exclude<Level, 'none'>,
): EncodingParameters[] {
  const over = timesTooLarge(profile, captured);
  // Several encoders are the layers; one alone is whichever of them is the most that is wanted.
  const single = standing.length === 1;
  const layers = cameraLayers(profile, captured, single ? undefined : standing.length);
  const top = Math.min(level, layers.length - 1);
  return standing.map((one, index) => {
    const place = single ? top : standing.length - 1 - index;
    const layer = layers[place];
    if (!layer || place > top) return { ...one, active: false };
    return {
      ...one,
      active: true,
      maxFramerate: layer.frameRate,
      maxBitrate: single && place === layers.length - 1 ? wholeBitrate(profile, captured) : layer.bitrate,
      scaleResolutionDownBy: over * 2 ** (layers.length - 1 - place),
      priority: fixed.includes('bitrate') ? 'high' : 'low',
    };
  });
}

/** Of a camera whose layers share nothing. */
function wholeBitrate(profile: Profile, captured: Size): number {
  if (profile.fixed.includes('bitrate')) return profile.maxBitrate;
  return cameraLayers({ ...profile, simulcast: false }, captured)[0]?.bitrate ?? profile.maxBitrate;
}

function tunedScreen(
  standing: readonly EncodingParameters[],
  { profile, codec, fixed }: Encoding,
  level: Exclude<Level, 'none'>,
): EncodingParameters[] {
  const layers = layersOf('screen', profile, codec);
  return standing.map((one, index) =>
    index > 0
      ? { ...one, active: false }
      : {
          ...one,
          ...screenEncoding(profile, layers, level),
          active: true,
          priority: fixed.includes('bitrate') ? 'high' : 'low',
        },
  );
}

/**
 * An answer that tells Chrome's encoder to hold the bit rate of some video lines. No API says it, these parameters of
 * the codec do; other browsers pass over what they do not know.
 *
 * @param lines for each media line in order, bits per second to hold, or 0
 */
export function withHeldBitrates(sdp: string, lines: readonly number[]): string {
  const [session = '', ...sections] = sdp.split(/(?=^m=)/m);
  const held = sections.map((section, index) => {
    const kbps = Math.floor((lines[index] ?? 0) / 1000);
    if (!kbps || !section.startsWith('m=video')) return section;
    const held = `x-google-min-bitrate=${kbps};x-google-start-bitrate=${kbps}`;
    return section
      .replace(/^a=rtpmap:(\d+) (VP8|VP9|H264|AV1)\/.*\r?\n/gm, (line, type: string) =>
        new RegExp(`^a=fmtp:${type} `, 'm').test(section) ? line : `${line}a=fmtp:${type} ${held}\r\n`,
      )
      .replace(/^a=fmtp:(\d+) (?!apt=)(?!x-google)(.*?)(\r?\n)/gm, `a=fmtp:$1 $2;${held}$3`);
  });
  return session + held.join('');
}
