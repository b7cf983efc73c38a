import type { Kind } from '@/lib/core/gate/rights.ts';
import type { Profile } from '@/lib/core/profile.ts';
import { blurConstraint } from './blur.ts';
import { type Choice, type Device, settle } from './device-choice.ts';
import { blocked, type Capturing, INSECURE, isBusy, permission, problemOf } from './device-problem.ts';
import { cameraConstraints, contentHint } from './encodings.ts';
import type { Processing } from './processing.ts';

export type DeviceKind = 'microphone' | 'camera' | 'speaker';
const KIND_OF: Record<MediaDeviceKind, DeviceKind> = {
  audioinput: 'microphone',
  videoinput: 'camera',
  audiooutput: 'speaker',
};
const LABELS: Record<DeviceKind, string> = { microphone: 'Microphone', camera: 'Camera', speaker: 'Speaker' };

export type Opened =
  | { readonly ok: true; readonly track: MediaStreamTrack }
  /** In plain words: what happened, and the fix. `busy`: something else has it. */
  | { readonly ok: false; readonly problem: string; readonly busy?: boolean };

export interface Wish {
  readonly chosen: Choice;
  readonly profile: Profile;
  readonly processing: Processing;
}

/** Opens the microphone or camera that the person chose, within the profile. Only ever called for their own click. */
export async function openDevice(kind: Capturing, wish: Wish): Promise<Opened> {
  const devices = navigator.mediaDevices;
  if (!devices) return { ok: false, problem: INSECURE };
  // Asking would change nothing, and where the browser has been told no it does not ask.
  if ((await permission(kind))?.state === 'denied') return { ok: false, problem: blocked(kind) };
  const open = (id: string) => capture(kind, () => devices.getUserMedia(constraints(kind, id, wish)));
  const known = settle(wish.chosen, (await listDevices())[kind]);
  const first = await open(known);
  if (!first.ok || known || !wish.chosen.id) return first;
  // Only now does the browser name its devices: the one that was chosen may be among them, by another id.
  const id = settle(wish.chosen, (await listDevices())[kind]);
  if (!id || id === first.track.getSettings().deviceId) return first;
  first.track.stop();
  const second = await open(id);
  return second.ok ? second : open('');
}

function constraints(kind: Capturing, id: string, { profile, processing }: Wish): MediaStreamConstraints {
  const which = id ? { deviceId: { exact: id } } : {};
  return kind === 'microphone'
    ? { audio: { ...which, ...processing } }
    : { video: { ...which, ...cameraConstraints(profile) } };
}

/** @param withSound whether its sound is wanted too, where the browser has it */
export async function openScreen(
  profile: Profile,
  withSound: boolean,
): Promise<Opened & { readonly audio?: MediaStreamTrack }> {
  const devices = navigator.mediaDevices;
  if (!devices?.getDisplayMedia)
    return { ok: false, problem: 'This browser cannot share a screen. Use a computer.' };
  const audio = withSound && profile.kinds.includes('screenAudio');
  try {
    const stream = await devices.getDisplayMedia({ video: { frameRate: { max: profile.frameRate } }, audio });
    const [track] = stream.getVideoTracks();
    const [sound] = stream.getAudioTracks();
    if (!track) return { ok: false, problem: 'Nothing was shared.' };
    track.contentHint = contentHint('screen', profile.fixed);
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

/** Has what is captured already follow a profile that is another by now. Microphones have nothing to follow. */
export async function conform(kind: Kind, track: MediaStreamTrack, profile: Profile): Promise<void> {
  if (kind !== 'camera' && kind !== 'screen') return;
  track.contentHint = contentHint(kind, profile.fixed);
  const constraints =
    kind === 'camera'
      ? { ...cameraConstraints(profile), ...blurConstraint(track) }
      : { frameRate: { max: profile.frameRate } };
  // Where a device cannot, the encoder still does.
  await track.applyConstraints(constraints).catch(() => {});
}

async function capture(kind: Capturing, get: () => Promise<MediaStream>): Promise<Opened> {
  try {
    const [track] = (await get()).getTracks();
    return track ? { ok: true, track } : { ok: false, problem: `No ${kind} was found.` };
  } catch (error) {
    return { ok: false, problem: problemOf(kind, error), busy: isBusy(error) };
  }
}

/** Chromium lists the system's own choice a second time, under these names. */
const ALIASES = ['default', 'communications'];

/** What there is to choose from. Nothing has a name until the person once allowed a device. */
export async function listDevices(): Promise<Readonly<Record<DeviceKind, readonly Device[]>>> {
  const all = (await navigator.mediaDevices?.enumerateDevices().catch(() => [])) ?? [];
  const found = (kind: DeviceKind): Device[] => {
    const own = all.filter((device) => KIND_OF[device.kind] === kind && device.deviceId !== '');
    const usual = own.find(({ deviceId }) => deviceId === 'default');
    return own
      .filter(({ deviceId }) => !ALIASES.includes(deviceId))
      .map(({ deviceId, label, groupId }, index) => ({
        id: deviceId,
        label: label || `${LABELS[kind]} ${index + 1}`,
        group: groupId,
        usual: usual?.groupId === groupId && usual.label.endsWith(label),
      }));
  };
  return { microphone: found('microphone'), camera: found('camera'), speaker: found('speaker') };
}
