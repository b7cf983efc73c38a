import { describe, expect, it } from 'vitest';
import { cameraLimit } from '@/lib/client/camera-limit.ts';
import { arrived, NO_CHOICE, settle, substitute } from '@/lib/client/device-choice.ts';
import { isBusy, problemOf } from '@/lib/client/device-problem.ts';
import { DEFAULT_PROFILE } from '@/lib/core/profile.ts';

const builtIn = { id: 'a', label: 'Built-in', group: 'laptop' };
const headset = { id: 'b', label: 'Headset', group: 'usb' };
const webcam = { id: 'c', label: 'Webcam', group: 'cam', usual: true };

describe('which device is meant', () => {
  it('is found by its id, by its label where the id is another now, or left to the system', () => {
    expect(settle({ id: 'b', label: 'Headset' }, [builtIn, headset])).toBe('b');
    expect(settle({ id: 'old', label: 'Headset' }, [builtIn, headset])).toBe('b');
    expect(settle({ id: 'b', label: 'Another name' }, [builtIn, headset])).toBe('b');
    expect(settle({ id: 'old', label: 'Gone' }, [builtIn, headset])).toBe('');
    expect(settle({ id: 'old', label: '' }, [{ id: 'x', label: '' }])).toBe('');
    expect(settle(NO_CHOICE, [builtIn])).toBe('');
  });
});

describe('what takes the place of a device', () => {
  it('is the one that the system uses, or else the first other', () => {
    expect(substitute(headset, [builtIn, webcam])).toBe(webcam);
    expect(substitute(webcam, [builtIn, webcam, headset])).toBe(builtIn);
  });
  it('is never the device itself, nor another part of it', () => {
    expect(substitute(builtIn, [builtIn])).toBeNull();
    expect(substitute(builtIn, [builtIn, { ...builtIn, id: 'a2' }])).toBeNull();
    expect(substitute(builtIn, [])).toBeNull();
    // What is gone from the list has no part in it any more.
    expect(substitute(builtIn, [headset])).toBe(headset);
  });
});

describe('what was plugged in', () => {
  it('is what was not there, once anything had a name', () => {
    expect(arrived([builtIn], [builtIn, headset])).toEqual([headset]);
    expect(arrived([builtIn, headset], [builtIn])).toEqual([]);
    expect(arrived([], [builtIn, headset])).toEqual([]);
  });
});

describe('why a device cannot be had', () => {
  const error = (name: string, message = '') => Object.assign(new Error(message), { name });
  it('says who blocks it, and the fix', () => {
    expect(problemOf('camera', error('NotAllowedError', 'Permission denied'))).toMatch(/browser blocks/);
    expect(problemOf('camera', error('NotAllowedError', 'Permission denied by system'))).toMatch(
      /computer’s own settings/,
    );
    expect(problemOf('camera', error('NotAllowedError', 'Permission dismissed'))).toMatch(/choose “Allow”/);
    expect(problemOf('microphone', error('NotFoundError'))).toMatch(/Plug one in/);
    expect(problemOf('microphone', error('NotReadableError'))).toMatch(/busy/);
    expect(problemOf('microphone', 'nonsense')).toMatch(/could not be started/);
    expect([isBusy(error('NotReadableError')), isBusy(error('NotAllowedError'))]).toEqual([true, false]);
  });
});

describe('what a camera cannot do', () => {
  const camera = (capabilities: object, settings: object = {}) =>
    ({ getCapabilities: () => capabilities, getSettings: () => settings }) as unknown as MediaStreamTrack;
  const fhd = { ...DEFAULT_PROFILE, resolution: 'fhd', frameRate: 30 } as const;
  it('is told where the profile would take more', () => {
    expect(cameraLimit(camera({ height: { max: 720 }, frameRate: { max: 30 } }), fhd)).toBe(
      'Your camera offers 720p. This room would take 1080p.',
    );
    expect(cameraLimit(camera({ height: { max: 1080 }, frameRate: { max: 15 } }), fhd)).toBe(
      'Your camera offers 15 pictures a second. This room would take 30.',
    );
  });
  it('is nothing where it can do all, and what it does counts where it does not say', () => {
    expect(cameraLimit(camera({ height: { max: 2160 }, frameRate: { max: 60 } }), fhd)).toBeNull();
    expect(cameraLimit(camera({}, { height: 480, frameRate: 29.97 }), fhd)).toMatch(/480p\. .*1080p/);
  });
});
