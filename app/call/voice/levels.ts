/**
 * How loud each voice is, measured in the browser: rings and meters only. One timer reads every analyser; nothing
 * here is told to anybody else.
 */
export interface Levels {
  /** Measures a track under a key until the returned function is called. */
  watch(key: string, track: MediaStreamTrack): () => void;
  /** 0 (silent) to 1 (loud); null for what is not measured. */
  level(key: string): number | null;
  speaking(key: string): boolean;
  subscribe(listener: () => void): () => void;
  close(): void;
}

const EVERY_MS = 90;
/** Above breath and fans, below a quiet voice. */
const SPEAKING = 0.14;
/** Pauses between words are not silence. */
const HOLD_MS = 700;

interface Voice {
  readonly analyser: AnalyserNode;
  readonly samples: Float32Array<ArrayBuffer>;
  level: number;
  lastHeard: number;
}

export function createLevels(): Levels {
  const voices = new Map<string, Voice>();
  const listeners = new Set<() => void>();
  let context: AudioContext | null = null;
  let timer: ReturnType<typeof setInterval> | undefined;

  function measure(): void {
    const now = performance.now();
    for (const voice of voices.values()) {
      voice.analyser.getFloatTimeDomainData(voice.samples);
      voice.level = loudness(voice.samples);
      if (voice.level > SPEAKING) voice.lastHeard = now;
    }
    for (const listener of listeners) listener();
  }

  return {
    watch(key, track) {
      if (typeof AudioContext === 'undefined') return () => {};
      context ??= new AudioContext();
      // Browsers start a context asleep until somebody has clicked; by the time of a call, they have.
      void context.resume().catch(() => {});
      const source = context.createMediaStreamSource(new MediaStream([track]));
      const analyser = context.createAnalyser();
      analyser.fftSize = 512;
      source.connect(analyser);
      const voice: Voice = { analyser, samples: new Float32Array(512), level: 0, lastHeard: -HOLD_MS };
      voices.set(key, voice);
      timer ??= setInterval(measure, EVERY_MS);
      return () => {
        source.disconnect();
        if (voices.get(key) === voice) voices.delete(key);
        if (!voices.size) {
          clearInterval(timer);
          timer = undefined;
        }
        for (const listener of listeners) listener();
      };
    },
    level: (key) => voices.get(key)?.level ?? null,
    speaking: (key) => {
      const voice = voices.get(key);
      return voice !== undefined && performance.now() - voice.lastHeard < HOLD_MS;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      clearInterval(timer);
      voices.clear();
      listeners.clear();
      void context?.close().catch(() => {});
    },
  };
}

/** The ear is logarithmic: -55 dB is 0, -10 dB is 1. */
function loudness(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  const decibels = 10 * Math.log10(sum / samples.length + 1e-10);
  return Math.min(1, Math.max(0, (decibels + 55) / 45));
}
