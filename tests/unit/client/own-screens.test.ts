import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createOwnScreens } from '@/lib/client/own-screens.ts';
import type { OwnMedia, OwnScreen } from '@/lib/client/state.ts';
import type { PublicationId } from '@/lib/core/ids.ts';
import { publicationId } from '@/lib/core/ids.ts';
import { DEFAULT_PROFILE } from '@/lib/core/profile.ts';

/** A captured track, as far as it is used; the browser ends it with `end`. */
function captured() {
  const heard: (() => void)[] = [];
  return {
    readyState: 'live',
    contentHint: '',
    stop() {
      this.readyState = 'ended';
    },
    addEventListener: (_: string, listener: () => void) => void heard.push(listener),
    end() {
      this.readyState = 'ended';
      for (const listener of heard) listener();
    },
  };
}
type Captured = ReturnType<typeof captured>;

/** One person's screens, with a browser that shares what it is told to and a server that says yes. */
function desk(screens = 2) {
  const asked: { name: string; publication?: PublicationId }[] = [];
  const alerts: string[] = [];
  const shares: { video: Captured; audio: Captured | null; wanted: unknown }[] = [];
  let shown: readonly OwnScreen[] = [];
  let sound: OwnMedia = { is: 'off' };
  let count = 0;
  vi.stubGlobal('navigator', {
    mediaDevices: {
      getDisplayMedia: async ({ audio }: { audio: boolean }) => {
        const share = { video: captured(), audio: audio ? captured() : null, wanted: audio };
        shares.push(share);
        return {
          getVideoTracks: () => [share.video],
          getAudioTracks: () => (share.audio ? [share.audio] : []),
        };
      },
    },
  });
  const own = createOwnScreens({
    signaling: {
      request: async (name: string, payload: { kind?: string; publication?: PublicationId }) => {
        asked.push({ name, ...(payload.publication && { publication: payload.publication }) });
        if (name !== 'media.publish') return { ok: true, value: {} };
        count += 1;
        return { ok: true, value: { publication: publicationId(`${payload.kind} ${count}`) } };
      },
    } as never,
    links: { attach: async () => {} },
    self: () => ({ profile: { ...DEFAULT_PROFILE, screens } }) as never,
    refusal: () => null,
    show: (now, heard) => {
      shown = now;
      sound = heard;
    },
    alert: (text) => void alerts.push(text),
  });
  return {
    own,
    asked,
    alerts,
    shares,
    ids: () => shown.flatMap((one) => (one.is === 'on' ? [one.publication] : [])),
    hears: () => (sound.is === 'on' ? sound.publication : null),
    ended: () => asked.flatMap(({ name, publication }) => (name === 'media.unpublish' ? [publication] : [])),
  };
}

describe('one’s own screens', () => {
  beforeEach(() => vi.unstubAllGlobals());

  it('R12 shares as many as the profile has, and says why not one more', async () => {
    const { own, ids, alerts, shares } = desk();
    for (const _ of [1, 2, 3]) await own.share();
    expect(ids()).toHaveLength(2);
    expect(shares).toHaveLength(2);
    expect(alerts).toEqual(['You may share 2 screens at once. Ask a host.']);
  });

  it('ends exactly the one that the browser’s own bar ended', async () => {
    const { own, ids, shares, ended } = desk();
    await own.share();
    await own.share();
    const [first, second] = ids();
    shares[1]?.video.end();
    expect(ids()).toEqual([first]);
    expect(ended()).toEqual([second]);
    expect(shares[0]?.video.readyState).toBe('live');
  });

  it('sends the sound of one screen at a time, and ends it with its own', async () => {
    const { own, ids, hears, shares, ended } = desk(3);
    await own.share();
    await own.share();
    expect(shares.map(({ wanted }) => wanted)).toEqual([true, false]);
    const [first, second] = ids();
    const sound = hears();
    expect(sound).not.toBeNull();
    await own.stop(second as PublicationId);
    expect(hears()).toBe(sound);
    await own.stop(first as PublicationId);
    expect(hears()).toBeNull();
    expect(ended()).toEqual([second, first, sound]);
    expect(shares[0]?.audio?.readyState).toBe('ended');
    // The next one may be heard again.
    await own.share();
    expect(hears()).not.toBeNull();
  });

  it('R14 lets go of the one that a host stopped, and of its sound, and tells the server of that alone', async () => {
    const { own, ids, hears, shares, ended } = desk();
    await own.share();
    await own.share();
    const [first, second] = ids();
    const sound = hears();
    expect(own.closed(first as PublicationId)).toBe('screen');
    expect(ids()).toEqual([second]);
    expect(ended()).toEqual([sound]);
    expect(shares[0]?.video.readyState).toBe('ended');
    expect(own.closed(first as PublicationId)).toBeNull();
  });
});
