import { describe, expect, test } from 'vitest';
import { DEFAULT_PROFILE, type Profile, RESOLUTIONS, type Resolution } from '@/lib/core/profile.ts';
import { cameraLayers, type Layer, layersOf } from '@/lib/core/quality/layers.ts';

const ROOM = 20_000_000;
const profile = (part: Partial<Profile>): Profile => ({ ...DEFAULT_PROFILE, maxBitrate: ROOM, ...part });
const rows = (layers: readonly Layer[]) =>
  layers.map(({ width, height, bitrate }) => [width, height, bitrate / 1000]);
const sum = (layers: readonly Layer[]) => layers.reduce((total, { bitrate }) => total + bitrate, 0);

describe('the layers of a camera', () => {
  test.each<[Resolution, number[][]]>([
    ['qqvga', [[160, 120, 160]]],
    ['180p', [[320, 180, 160]]],
    [
      'nhd',
      [
        [320, 180, 160],
        [640, 360, 450],
      ],
    ],
    [
      'hd',
      [
        [320, 180, 160],
        [640, 360, 450],
        [1280, 720, 1700],
      ],
    ],
    [
      'fhd',
      [
        [480, 270, 160],
        [960, 540, 450],
        [1920, 1080, 3000],
      ],
    ],
    [
      '4k',
      [
        [960, 540, 450],
        [1920, 1080, 3000],
        [3840, 2160, 8000],
      ],
    ],
  ])('at %s are those of the table', (resolution, table) => {
    expect(rows(layersOf('camera', profile({ resolution }), 'vp8'))).toEqual(table);
  });

  test('stay within the bit rate all together, each worth more than the one below', () => {
    for (const resolution of Object.keys(RESOLUTIONS) as Resolution[])
      for (const maxBitrate of [30_000, 160_000, 500_000, 700_000, 1_100_000, 1_700_000, ROOM]) {
        const layers = layersOf('camera', profile({ resolution, maxBitrate }), 'vp8');
        expect(sum(layers), `${resolution} ${maxBitrate}`).toBeLessThanOrEqual(maxBitrate);
        expect(layers.length).toBeGreaterThan(0);
        const rates = layers.map(({ bitrate }) => bitrate);
        expect(rates).toEqual([...new Set(rates)].sort((a, b) => a - b));
      }
    expect(rows(layersOf('camera', DEFAULT_PROFILE, 'h264'))).toEqual([
      [320, 180, 160],
      [640, 360, 450],
      [1280, 720, 1090],
    ]);
  });

  test('are one without simulcast, and carry the frame rate', () => {
    expect(layersOf('camera', profile({ simulcast: false, frameRate: 12 }), 'vp8')).toEqual([
      { width: 1280, height: 720, bitrate: 1_700_000, frameRate: 12 },
    ]);
    for (const { frameRate } of layersOf('camera', profile({ frameRate: 12 }), 'vp8'))
      expect(frameRate).toBe(12);
  });

  test('are fewer of a smaller picture, so that their sizes are still what their places say', () => {
    const of = (width: number, height: number, most = 3) =>
      rows(cameraLayers(profile({}), { width, height }, most));
    expect(of(640, 480)).toEqual([
      [320, 240, 160],
      [640, 480, 450],
    ]);
    expect(of(320, 180)).toEqual([[320, 180, 160]]);
    expect(of(1920, 1080)).toEqual(rows(layersOf('camera', profile({}), 'vp8')));
    // A phone held upright gives as much as one held wide.
    expect(of(720, 1280)).toEqual([
      [180, 320, 160],
      [360, 640, 450],
      [720, 1280, 1700],
    ]);
    expect(of(1080, 1920)).toEqual(of(720, 1280));
    expect(of(960, 1280)).toEqual(of(720, 960));
    expect(of(1280, 720, 1)).toEqual([[1280, 720, 1700]]);
  });
});

describe('the layers of a screen', () => {
  test('are of one size, and the lower have fewer pictures', () => {
    expect(layersOf('screen', { ...DEFAULT_PROFILE, maxBitrate: 2_000_000 }, 'vp8')).toEqual([
      { width: 0, height: 0, bitrate: 800_000, frameRate: 7.5 },
      { width: 0, height: 0, bitrate: 1_200_000, frameRate: 15 },
      { width: 0, height: 0, bitrate: 2_000_000, frameRate: 30 },
    ]);
  });

  test('are one without simulcast, where there are few pictures to divide, and in H.264', () => {
    for (const [part, codec] of [
      [{ simulcast: false }, 'vp8'],
      [{ frameRate: 11 }, 'vp8'],
      [{}, 'h264'],
    ] as const) {
      const one = profile(part);
      expect(layersOf('screen', one, codec)).toEqual([
        { width: 0, height: 0, bitrate: one.maxBitrate, frameRate: one.frameRate },
      ]);
    }
  });
});
