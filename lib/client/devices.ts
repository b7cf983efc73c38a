import type { Profile } from '@/lib/core/profile.ts';
import { cameraConstraints } from './encodings.ts';
import type { DeviceChoice } from './state.ts';

export type DeviceKind = 'microphone' | 'camera' | 'speaker';
const KIND_OF: Record<MediaDeviceKind, DeviceKind> = {
  audioinput: 'microphone',
  videoinput: 'camera',
  audiooutput: 'speaker',
};
const LABELS: Record<DeviceKind, string> = { microphone: 'Microphone', camera: 'Camera', speaker: 'Speaker' };

export type Opened =
  | { readonly ok: true; readonly track: MediaStreamTrack }
  /** In plain words: what happened, and the fix. */
  | { readonly ok: false; readonly problem: string };

/** Opens the microphone or camera that the person chose, within the profile. Only ever called for their own click. */
export async function openDevice(
  kind: 'microphone' | 'camera',
  chosen: string,
  profile: Profile,
): Promise<Opened> {
  const devices = navigator.mediaDevices;
  if (!devices)
    return {
      ok: false,
      problem: 'This page is not secure, so the browser offers no devices. Open it with https.',
    };
  const which = chosen ? { deviceId: { exact: chosen } } : {};
  const constraints: MediaStreamConstraints =
    kind === 'microphone'
      ? { audio: { ...which, echoCancellation: true, noiseSuppression: true, autoGainControl: true } }
      : { video: { ...which, ...cameraConstraints(profile) } };
  return open(kind, () => devices.getUserMedia(constraints));
}

export async function openScreen(profile: Profile): Promise<Opened & { readonly audio?: MediaStreamTrack }> {
  const devices = navigator.mediaDevices;
  if (!devices?.getDisplayMedia)
    return { ok: false, problem: 'This browser cannot share a screen. Use a computer.' };
  const audio = profile.kinds.includes('screenAudio');
  try {
    const stream = await devices.getDisplayMedia({ video: { frameRate: { max: profile.frameRate } }, audio });
    const [track] = stream.getVideoTracks();
    const [sound] = stream.getAudioTracks();
    if (!track) return { ok: false, problem: 'Nothing was shared.' };
    track.contentHint = 'detail';
    return { ok: true, track, ...(sound && { audio: sound }) };
  } catch (error) {
    const name = error instanceof Error ? error.name : '';
    return {
      ok: false,
      problem:
        name === 'NotAllowedError'
          ? 'Nothing was shared.'
          : 'The screen could not be shared. Try another window.',
    };
  }
}

async function open(kind: 'microphone' | 'camera', get: () => Promise<MediaStream>): Promise<Opened> {
  try {
    const [track] = (await get()).getTracks();
    return track ? { ok: true, track } : { ok: false, problem: `No ${kind} was found.` };
  } catch (error) {
    return { ok: false, problem: problemOf(kind, error instanceof Error ? error.name : '') };
  }
}

/** The errors of getUserMedia (W3C Media Capture and Streams, section 10.2) as a person would want them told. */
function problemOf(kind: 'microphone' | 'camera', name: string): string {
  switch (name) {
    case 'NotAllowedError':
    case 'SecurityError':
      return `The browser blocks your ${kind}. Allow it with the icon beside the address, then switch it on again.`;
    case 'NotFoundError':
    case 'OverconstrainedError':
      return `No ${kind} was found. Plug one in or choose another.`;
    case 'NotReadableError':
    case 'AbortError':
      return `Your ${kind} is busy. Close other programs that use it, then switch it on again.`;
    default:
      return `Your ${kind} could not be started. Try another one.`;
  }
}

/** What there is to choose from. Labels stay empty until the person once allowed a device; then numbers stand in. */
export async function listDevices(
  chosen: Readonly<Record<DeviceKind, string>>,
): Promise<Readonly<Record<DeviceKind, DeviceChoice>>> {
  const found = (await navigator.mediaDevices?.enumerateDevices().catch(() => [])) ?? [];
  const choice = (kind: DeviceKind): DeviceChoice => ({
    chosen: chosen[kind],
    available: found
      .filter((device) => KIND_OF[device.kind] === kind && device.deviceId !== '')
      .map((device, index) => ({
        id: device.deviceId,
        label: device.label || `${LABELS[kind]} ${index + 1}`,
      })),
  });
  return { microphone: choice('microphone'), camera: choice('camera'), speaker: choice('speaker') };
}
