import { describe, expect, it } from 'vitest';
import { withOwn } from '@/lib/client/own-view.ts';
import type { OwnKinds } from '@/lib/client/state.ts';
import type { View } from '@/lib/core/roster/view.ts';

const track = { kind: 'video' } as MediaStreamTrack;
const off = { is: 'off' } as const;
const own = {
  microphone: { is: 'muted', publication: 'm' },
  camera: { is: 'on', publication: 'c', track },
  screenAudio: off,
  screens: [{ is: 'starting' }, { is: 'on', publication: 's', track }],
} as unknown as OwnKinds;
const view = (list: boolean, publications = {}) =>
  ({
    self: {
      source: 'me',
      name: 'Ada',
      participant: 'p',
      list: { allowed: list },
      profile: { talkDetection: true },
    },
    publications,
  }) as unknown as View;

describe('what one publishes', () => {
  it('is in the view of who is told of no publication', () => {
    const seen = Object.values(withOwn(view(false), own).publications);
    expect(seen.map(({ id, kind, muted, source, name }) => ({ id, kind, muted, source, name }))).toEqual([
      { id: 'm', kind: 'microphone', muted: true, source: 'me', name: 'Ada' },
      { id: 'c', kind: 'camera', muted: false, source: 'me', name: 'Ada' },
      { id: 's', kind: 'screen', muted: false, source: 'me', name: 'Ada' },
    ]);
  });

  it('is as the server tells it, where it does', () => {
    const told = { m: { id: 'm', told: 1 }, c: { id: 'c', told: 2 }, s: { id: 's', told: 3 } };
    const whole = view(false, told);
    expect(withOwn(whole, own)).toBe(whole);
    expect(withOwn(view(false, { c: told.c }), own).publications.c).toEqual(told.c);
  });

  it('is left to the server for who may list', () => {
    const listing = view(true);
    expect(withOwn(listing, own)).toBe(listing);
  });
});
