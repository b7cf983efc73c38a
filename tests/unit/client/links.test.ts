import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { encodingOf } from '@/lib/client/encodings.ts';
import { createLinks, type Flow } from '@/lib/client/links.ts';
import type { PeerEvents } from '@/lib/client/peer.ts';
import { linkId, publicationId } from '@/lib/core/ids.ts';
import { DEFAULT_PROFILE } from '@/lib/core/profile.ts';

const peers: { events: PeerEvents; track: EventTarget & { muted: boolean }; destroyed: boolean }[] = [];
vi.mock('@/lib/client/peer.ts', () => ({
  createPeer(_lines: unknown, _servers: unknown, events: PeerEvents) {
    const track = Object.assign(new EventTarget(), { muted: true });
    const peer = { events, track, destroyed: false };
    peers.push(peer);
    const line = { mid: '0', sender: { track: null, replaceTrack: async () => {} }, receiver: { track } };
    return { signal() {}, lines: () => [line], destroy: () => (peer.destroyed = true) };
  },
}));

const [OLD, OLD_UP, NEW] = ['old', 'old-up', 'new'].map(linkId) as [never, never, never];
const ANA = publicationId('ana');

/** A page that received Ana over a link of a server that was restarted, and has been given another. */
function restarted() {
  let tracks: Readonly<Record<string, unknown>> = {};
  let stands = true;
  const failed: string[] = [];
  const flows: Flow[] = [];
  const links = createLinks({
    signal() {},
    failed: (link) => void failed.push(link),
    received: (now) => {
      tracks = now;
    },
    flow: (flow) => void flows.push(flow),
    restart: async () => 'mends' as const,
    encoding: (kind, codec) => encodingOf(kind, DEFAULT_PROFILE, codec),
    stands: () => stands,
    pictureless() {},
  });
  links.open(OLD, { direction: 'down' }, []);
  links.open(OLD_UP, { direction: 'up', lines: ['microphone'], codec: 'vp8' }, []);
  links.slots(OLD, [{ mid: '0', publication: ANA }]);
  for (const { events } of peers) events.connected(true);
  arrive(0);
  const standing = links.ids();
  links.open(NEW, { direction: 'down' }, []);
  links.slots(NEW, [{ mid: '0', publication: ANA }]);
  return {
    links,
    standing,
    failed,
    flows,
    shown: () => peers.findIndex(({ track }) => track === tracks[ANA]),
    end: () => {
      stands = false;
      links.review();
    },
  };
}
/** The first packet comes in. */
function arrive(index: number): void {
  const track = peers[index]?.track;
  if (!track) throw new Error('There is no such link.');
  track.muted = false;
  track.dispatchEvent(new Event('unmute'));
}
const gone = () => peers.map(({ destroyed }) => destroyed);

describe('links of a server that was restarted', () => {
  beforeEach(() => {
    peers.length = 0;
    vi.useFakeTimers();
  });
  afterEach(() => vi.useRealTimers());

  it('are what is seen until something has come over their successors, and close then', () => {
    const page = restarted();
    page.links.supersede(page.standing);
    expect([page.shown(), gone()]).toEqual([0, [false, false, false]]);
    arrive(2);
    expect([page.shown(), gone()]).toEqual([2, [true, false, false]]);
  });

  it('close when what they bring may not be had any more', () => {
    const page = restarted();
    page.links.supersede(page.standing);
    page.end();
    expect(gone()).toEqual([true, false, false]);
  });

  it('all close as soon as the server closes any other', () => {
    const page = restarted();
    page.links.supersede(page.standing);
    const before = page.links.closings();
    page.links.close(NEW);
    expect(gone()).toEqual([true, true, true]);
    expect(page.links.closings()).toBe(before + 1);
  });

  it('close after a while in any case, and one that breaks is nobody’s business', () => {
    const page = restarted();
    page.links.supersede(page.standing);
    peers[1]?.events.failed();
    expect(page.failed).toEqual([]);
    vi.advanceTimersByTime(15_000);
    expect(gone()[0]).toBe(true);
    expect(page.links.ids()).toEqual([NEW]);
  });

  it('what is said to get through does get through', () => {
    const page = restarted();
    page.links.supersede(page.standing);
    expect(page.flows.at(-1)).toBe('flowing');
    arrive(2);
    page.links.close(OLD_UP);
    // Nothing is left but the new link, on which ICE is not done.
    expect(page.flows.at(-1)).toBe('connecting');
    peers[2]?.events.connected(true);
    expect(page.flows.at(-1)).toBe('flowing');
    peers[2]?.events.failed();
    expect([page.flows.at(-1), page.failed]).toEqual(['connecting', [NEW]]);
    page.links.close(NEW);
    expect(page.flows.at(-1)).toBe('none');
  });
});
