import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { canBlur } from '@/lib/client/blur.ts';
import { conform } from '@/lib/client/devices.ts';
import { blurring } from '@/lib/client/preferences.ts';
import { DEFAULT_PROFILE } from '@/lib/core/profile.ts';

const camera = (capabilities: object | null) => {
  const asked: MediaTrackConstraints[] = [];
  const track = {
    contentHint: '',
    ...(capabilities && { getCapabilities: () => capabilities }),
    applyConstraints: async (constraints: MediaTrackConstraints) => void asked.push(constraints),
  } as unknown as MediaStreamTrack;
  return { track, asked };
};

describe('a camera that can blur', () => {
  beforeEach(() => {
    const kept = new Map<string, string>();
    vi.stubGlobal('localStorage', {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
    });
  });
  afterEach(() => vi.unstubAllGlobals());

  it('is one of which a page may choose; one that always does, never does, or says nothing is not', () => {
    expect(canBlur(camera({ backgroundBlur: [false, true] }).track)).toBe(true);
    for (const other of [{ backgroundBlur: [true] }, { backgroundBlur: [false] }, {}, null])
      expect(canBlur(camera(other).track)).toBe(false);
  });

  it('is asked for it together with its size, as it was chosen last; others are not', async () => {
    const [able, unable] = [camera({ backgroundBlur: [false, true] }), camera({})];
    for (const on of [true, false]) {
      blurring.set(on);
      await conform('camera', able.track, DEFAULT_PROFILE);
      expect(able.asked.at(-1)).toMatchObject({ width: { ideal: 1280 }, backgroundBlur: on });
      await conform('camera', unable.track, DEFAULT_PROFILE);
      expect(unable.asked.at(-1)).not.toHaveProperty('backgroundBlur');
    }
  });
});
