import { afterEach, describe, expect, it, vi } from 'vitest';
import { cueOf } from '@/app/call/sounds/cue.ts';
import { APART_MS, createTones } from '@/app/call/sounds/tones.ts';
import { host, inCall, listener, may, state, view, waits } from '../../browser/states/drawn/build.ts';

const tess = (part: Partial<Parameters<typeof view>[0]> = {}) =>
  inCall(view({ self: host('Tess'), ...part }));
const ana = (part: Parameters<typeof listener>[1] = {}, hands: string[] = []) =>
  inCall(view({ self: listener('Ana', part), hands }));
const floor = { kinds: ['microphone'], until: null, byName: 'Tess', cause: 'hand' } as const;
const given = ana({ grant: floor, publish: { ...listener('Ana').publish, microphone: may } });
const ended = (why: 'left' | 'removed') => state({ phase: { is: 'ended', reason: { why } } });

describe('what is worth a sound', () => {
  it('a hand, to those who may answer it, and not their own', () => {
    expect(cueOf(tess(), tess({ hands: ['Ana'] }))).toBe('hand');
    expect(cueOf(tess({ hands: ['Ana'] }), tess({ hands: ['Ana', 'Ben'] }))).toBe('hand');
    expect(cueOf(tess({ hands: ['Ana', 'Ben'] }), tess({ hands: ['Ben'] }))).toBeNull();
    expect(cueOf(tess(), tess({ hands: ['Tess'] }))).toBeNull();
    expect(cueOf(ana(), ana({}, ['Ben']))).toBeNull();
  });

  it('somebody who waits to come in', () => {
    expect(cueOf(tess({ waiting: [] }), tess({ waiting: [waits('Max', 1)] }))).toBe('waiting');
    expect(cueOf(tess({ waiting: [waits('Max', 1)] }), tess({ waiting: [waits('Max', 1)] }))).toBeNull();
  });

  it('one’s own turn, once', () => {
    expect(cueOf(ana(), given)).toBe('turn');
    expect(cueOf(given, { ...given })).toBeNull();
  });

  it('an end that one did not choose', () => {
    expect(cueOf(ana(), ended('removed'))).toBe('ended');
    expect(cueOf(ana(), ended('left'))).toBeNull();
  });

  it('nothing on coming in, whatever is there already', () => {
    expect(cueOf(state({}), tess({ hands: ['Ana'], waiting: [waits('Max', 1)] }))).toBeNull();
  });
});

describe('sounds', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('are never closer than 300 ms', () => {
    let started = 0;
    const param = { setValueAtTime() {}, linearRampToValueAtTime() {} };
    const node = () => ({ frequency: param, gain: param, connect: node, start: () => started++, stop() {} });
    class Context {
      currentTime = 0;
      createOscillator = node;
      createGain = node;
      resume = async () => {};
    }
    vi.stubGlobal('AudioContext', Context);
    let now = 0;
    const tones = createTones(undefined, () => now);
    tones.play('hand');
    now = APART_MS - 1;
    tones.play('turn');
    expect(started).toBe(1);
    now = APART_MS;
    tones.play('ended');
    expect(started).toBe(2);
  });
});
