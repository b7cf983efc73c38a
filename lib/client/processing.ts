import { read, write } from './storage.ts';

/** What the browser does to the sound of a microphone, by the names of W3C Media Capture and Streams. */
export interface Processing {
  readonly echoCancellation: boolean;
  readonly noiseSuppression: boolean;
  readonly autoGainControl: boolean;
}
const KEYS: Readonly<Record<keyof Processing, string>> = {
  echoCancellation: 'rostrum:echo-cancellation',
  noiseSuppression: 'rostrum:noise-suppression',
  autoGainControl: 'rostrum:auto-gain',
};

const kept = (name: keyof Processing) => read(localStorage, KEYS[name]) !== '0';

/** All of it is on until somebody switches it off. */
export const keptProcessing = (): Processing => ({
  echoCancellation: kept('echoCancellation'),
  noiseSuppression: kept('noiseSuppression'),
  autoGainControl: kept('autoGainControl'),
});

export function keepProcessing(processing: Processing): void {
  for (const name of Object.keys(KEYS) as (keyof Processing)[])
    write(localStorage, KEYS[name], processing[name] ? '1' : '0');
}

/** Whether a microphone is processed so, as far as the browser says. */
export function follows(track: MediaStreamTrack, wanted: Processing): boolean {
  const settings = track.getSettings();
  return (Object.keys(KEYS) as (keyof Processing)[]).every(
    (name) => settings[name] === undefined || settings[name] === wanted[name],
  );
}

/** Processes an open microphone in another way. False where that needs opening it anew. */
export async function process(track: MediaStreamTrack, wanted: Processing): Promise<boolean> {
  try {
    await track.applyConstraints({ ...wanted });
  } catch {
    return false;
  }
  // Chromium 156 takes the constraints and does not follow them.
  return follows(track, wanted);
}
