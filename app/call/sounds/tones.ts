import { playOn } from '@/lib/client/speaker.ts';
import type { Cue } from './cue.ts';

/** Two short notes for each, hertz: upwards asks for somebody, downwards is an end. */
const NOTES: Record<Cue, readonly [number, number]> = {
  hand: [587, 784],
  waiting: [659, 659],
  turn: [784, 1047],
  ended: [523, 392],
};
const NOTE_S = 0.09;
/** Well below a voice. */
const VOLUME = 0.06;
/** Two sounds closer than this are a noise: the first one has said it. */
export const APART_MS = 300;

export interface Tones {
  play(cue: Cue): void;
  close(): void;
}

/**
 * @param speaker the device to play on, asked at each sound; empty is the system's
 * @param now milliseconds of a clock that only goes forward
 */
export function createTones(
  speaker: () => string = () => '',
  now: () => number = () => performance.now(),
): Tones {
  let context: AudioContext | null = null;
  let last = Number.NEGATIVE_INFINITY;
  return {
    play(cue) {
      if (now() - last < APART_MS || typeof AudioContext === 'undefined') return;
      last = now();
      context ??= new AudioContext();
      void context.resume().catch(() => {});
      // It goes on playing where it was until the browser has changed over: a cue is never lost to that.
      playOn(context, speaker());
      const oscillator = context.createOscillator();
      const volume = context.createGain();
      const start = context.currentTime;
      const end = start + 2 * NOTE_S;
      NOTES[cue].forEach((hertz, index) => {
        oscillator.frequency.setValueAtTime(hertz, start + index * NOTE_S);
      });
      // Faded in and out: a tone that begins at once clicks.
      volume.gain.setValueAtTime(0, start);
      volume.gain.linearRampToValueAtTime(VOLUME, start + 0.015);
      volume.gain.setValueAtTime(VOLUME, end - 0.04);
      volume.gain.linearRampToValueAtTime(0, end);
      oscillator.connect(volume).connect(context.destination);
      oscillator.start(start);
      oscillator.stop(end);
    },
    close() {
      void context?.close().catch(() => {});
    },
  };
}
