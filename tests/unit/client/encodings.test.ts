import { describe, expect, it } from 'vitest';
import {
  contentHint,
  degradation,
  encodingOf,
  tunedEncodings,
  withHeldBitrates,
} from '@/lib/client/encodings.ts';
import { DEFAULT_PROFILE, type Profile, RESOLUTIONS, type Resolution } from '@/lib/core/profile.ts';
import type { Level } from '@/lib/core/quality/level.ts';

const camera = (part: Partial<Profile>) => encodingOf('camera', { ...DEFAULT_PROFILE, ...part }, 'vp8');
const sum = (layers: readonly RTCRtpEncodingParameters[]) =>
  layers.reduce((total, { maxBitrate = 0 }) => total + maxBitrate, 0);

describe('the encodings of a camera within a profile', () => {
  it('stay within its bit rate all together, with the lowest layers whole', () => {
    for (const resolution of Object.keys(RESOLUTIONS) as Resolution[])
      for (const maxBitrate of [30_000, 160_000, 500_000, 700_000, 1_100_000, 1_700_000, 20_000_000]) {
        const { layers } = camera({ resolution, maxBitrate });
        expect(sum(layers), `${resolution} ${maxBitrate}`).toBeLessThanOrEqual(maxBitrate);
        expect(layers.length).toBeGreaterThan(0);
        const rates = layers.map((layer) => layer.maxBitrate ?? 0);
        expect(rates).toEqual([...rates].sort((a, b) => b - a));
      }
    expect(camera({ maxBitrate: 1_700_000 }).layers).toMatchObject([
      { rid: 'h', maxBitrate: 1_090_000, scaleResolutionDownBy: 1 },
      { rid: 'm', maxBitrate: 450_000, scaleResolutionDownBy: 2 },
      { rid: 'l', maxBitrate: 160_000, scaleResolutionDownBy: 4 },
    ]);
  });

  it('are one without simulcast, and carry the frame rate', () => {
    expect(camera({ simulcast: false, frameRate: 12 }).layers).toEqual([
      { maxFramerate: 12, maxBitrate: 1_700_000 },
    ]);
    for (const { maxFramerate } of camera({ frameRate: 12 }).layers) expect(maxFramerate).toBe(12);
  });

  it('come into force on a link that stands, whatever size the device gives', () => {
    const standing = camera({}).layers;
    const smaller = camera({ resolution: 'vga', maxBitrate: 400_000, frameRate: 10 });
    const tuned = tunedEncodings(standing, smaller, { width: 1280, height: 720 });
    expect(tuned.map(({ rid, active }) => [rid, active])).toEqual([
      ['h', false],
      ['m', true],
      ['l', true],
    ]);
    expect(tuned[1]).toMatchObject({ maxFramerate: 10, scaleResolutionDownBy: 2 });
    expect(sum(tuned.filter(({ active }) => active))).toBeLessThanOrEqual(400_000);
    const single = tunedEncodings([{ maxBitrate: 1 }], camera({}), { width: 640, height: 360 });
    expect(single).toMatchObject([{ maxBitrate: 450_000, scaleResolutionDownBy: 1 }]);
  });
});

describe('the encodings of a camera up to a level', () => {
  const standing = camera({}).layers;
  const at = (level: Level, width: number, height: number) =>
    tunedEncodings(standing, camera({}), { width, height }, level).map(({ rid, active, ...rest }) =>
      active ? `${rid} ${width / (rest.scaleResolutionDownBy ?? 1)} ${(rest.maxBitrate ?? 0) / 1000}` : rid,
    );

  it('rest above it, and are as large as their places say', () => {
    expect(at(2, 1280, 720)).toEqual(['h 1280 1090', 'm 640 450', 'l 320 160']);
    expect(at(1, 1280, 720)).toEqual(['h', 'm 640 450', 'l 320 160']);
    expect(at(0, 1280, 720)).toEqual(['h', 'm', 'l 320 160']);
    expect(at(2, 1920, 1080)).toEqual(['h 1280 1090', 'm 640 450', 'l 320 160']);
    expect(at(2, 640, 480)).toEqual(['h', 'm 640 450', 'l 320 160']);
    expect(at(0, 640, 480)).toEqual(['h', 'm', 'l 320 160']);
    expect(at(2, 320, 240)).toEqual(['h', 'm', 'l 320 160']);
  });

  it('are none for nobody, and all again after that', () => {
    const size = { width: 1280, height: 720 };
    const resting = tunedEncodings(standing, camera({}), size, 'none');
    expect(resting.map(({ active }) => active)).toEqual([false, false, false]);
    const again = tunedEncodings(resting, camera({}), size, 2);
    expect(again).toEqual(tunedEncodings(standing, camera({}), size, 2));
    expect(again.map(({ active }) => active)).toEqual([true, true, true]);
  });

  it('are a size and a bit rate where there is one encoder', () => {
    const one = (level: Level) => tunedEncodings([{}], camera({}), { width: 1280, height: 720 }, level);
    expect(one(0)).toMatchObject([{ active: true, scaleResolutionDownBy: 4, maxBitrate: 160_000 }]);
    expect(one(1)).toMatchObject([{ active: true, scaleResolutionDownBy: 2, maxBitrate: 450_000 }]);
    expect(one(2)).toMatchObject([{ active: true, scaleResolutionDownBy: 1, maxBitrate: 1_700_000 }]);
    expect(one('none')).toMatchObject([{ active: false }]);
    const whole = camera({ simulcast: false });
    expect(tunedEncodings([{}], whole, {}, 0)).toEqual(tunedEncodings([{}], whole, {}, 2));
  });
});

describe('the encodings of a screen', () => {
  const screen = encodingOf('screen', { ...DEFAULT_PROFILE, maxBitrate: 1_000_000 }, 'vp8');

  it('are one of its own size, and one that never sends', () => {
    expect(screen.layers.map(({ rid, active = true }) => [rid, active])).toEqual([
      ['h', true],
      ['l', false],
    ]);
    for (const level of [0, 1, 2, 'none'] as const)
      for (const [index, one] of tunedEncodings(screen.layers, screen, {}, level).entries()) {
        expect(one.scaleResolutionDownBy).toBe(1);
        expect(one.active).toBe(level !== 'none' && index === 0);
      }
  });

  it('have as many pictures and bits as the level says, and the layers that it still has', () => {
    const at = (level: Level) => tunedEncodings(screen.layers, screen, {}, level)[0];
    expect(at(0)).toMatchObject({ maxFramerate: 7.5, maxBitrate: 400_000, scalabilityMode: 'L1T1' });
    expect(at(1)).toMatchObject({ maxFramerate: 15, maxBitrate: 600_000, scalabilityMode: 'L1T2' });
    expect(at(2)).toMatchObject({ maxFramerate: 30, maxBitrate: 1_000_000, scalabilityMode: 'L1T3' });
    const undivided = encodingOf('screen', { ...DEFAULT_PROFILE, frameRate: 5 }, 'vp8');
    expect(undivided.layers).toEqual([{ maxFramerate: 5, maxBitrate: 1_700_000, scalabilityMode: 'L1T1' }]);
  });
});

describe('a screen in H.264', () => {
  it('has one encoding, undivided, whatever is wanted of it', () => {
    const screen = encodingOf('screen', DEFAULT_PROFILE, 'h264');
    const whole = { maxFramerate: 30, maxBitrate: 1_700_000, scalabilityMode: 'L1T1' };
    expect(screen.layers).toEqual([whole]);
    for (const level of [0, 1, 2] as const)
      expect(tunedEncodings(screen.layers, screen, {}, level)).toMatchObject([{ ...whole, active: true }]);
  });

  it('and a camera has the layers that it has in VP8', () => {
    expect(encodingOf('camera', DEFAULT_PROFILE, 'h264').layers).toEqual(camera({}).layers);
  });
});

describe('sound', () => {
  it('is sent whole or not at all', () => {
    const sound = encodingOf('microphone', DEFAULT_PROFILE, 'vp8');
    expect(sound.layers).toEqual([]);
    expect(tunedEncodings([{}], sound, {}, 'none')).toEqual([{ active: false }]);
    for (const level of [0, 1, 2] as const)
      expect(tunedEncodings([{ active: false }], sound, {}, level)).toEqual([{ active: true }]);
  });
});

describe('what a profile fixes', () => {
  it('is told to the encoder', () => {
    expect(degradation([])).toBeNull();
    expect(degradation(['resolution'])).toBe('maintain-resolution');
    expect(degradation(['frameRate', 'bitrate'])).toBe('maintain-framerate');
    expect(degradation(['frameRate', 'resolution'])).toBe('maintain-framerate-and-resolution');
    expect([contentHint('camera', []), contentHint('camera', ['frameRate'])]).toEqual(['', 'motion']);
    expect([contentHint('screen', []), contentHint('camera', ['resolution'])]).toEqual(['detail', 'detail']);
  });

  it('holds a bit rate on the camera’s line of an answer alone', () => {
    const answer = [
      'v=0',
      'm=audio 9 UDP/TLS/RTP/SAVPF 111',
      'a=rtpmap:111 opus/48000/2',
      'm=video 9 UDP/TLS/RTP/SAVPF 96 97 102',
      'a=rtpmap:96 VP8/90000',
      'a=rtpmap:97 rtx/90000',
      'a=fmtp:97 apt=96',
      'a=rtpmap:102 H264/90000',
      'a=fmtp:102 packetization-mode=1',
      'm=video 9 UDP/TLS/RTP/SAVPF 96',
      'a=rtpmap:96 VP8/90000',
      '',
    ].join('\r\n');
    const held = withHeldBitrates(answer, [0, 900_000, 0]).split('\r\n');
    const hold = 'x-google-min-bitrate=900;x-google-start-bitrate=900';
    expect(held.filter((line) => line.includes('x-google'))).toEqual([
      `a=fmtp:96 ${hold}`,
      `a=fmtp:102 packetization-mode=1;${hold}`,
    ]);
    expect(held.at(-2)).toBe('a=rtpmap:96 VP8/90000');
    expect(withHeldBitrates(answer, [0, 0, 0])).toBe(answer);
  });
});
