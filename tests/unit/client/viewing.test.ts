import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createViewing } from '@/lib/client/viewing.ts';
import { publicationId } from '@/lib/core/ids.ts';
import type { Viewing } from '@/lib/core/quality/viewing.ts';

/** An element, as far as it is looked at. */
class FakeElement extends EventTarget {
  constructor(private readonly inside: FakeElement[] = []) {
    super();
  }
  contains(other: unknown): boolean {
    return this.inside.includes(other as FakeElement);
  }
}
const element = (...inside: FakeElement[]) => new FakeElement(inside) as unknown as Element;

/** Observers that report when the test says so, and only of what is observed. */
function fakeObserver() {
  const observed = new Set<unknown>();
  let report: (entries: object[]) => void = () => {};
  class Observer {
    constructor(callback: (entries: object[]) => void) {
      report = callback;
    }
    observe = (target: unknown) => observed.add(target);
    unobserve = (target: unknown) => observed.delete(target);
    disconnect = () => observed.clear();
  }
  const tell = (target: unknown, entry: object) => {
    if (!observed.has(target)) throw new Error('Nobody observes this.');
    report([{ target, ...entry }]);
  };
  return { Observer, tell };
}

let page: EventTarget & { hidden: boolean };
let screen: EventTarget & { devicePixelRatio: number };
let resizes: ReturnType<typeof fakeObserver>;
let crossings: ReturnType<typeof fakeObserver>;
let sent: Viewing[];

beforeEach(() => {
  vi.useFakeTimers();
  page = Object.assign(new EventTarget(), { hidden: false });
  screen = Object.assign(new EventTarget(), { devicePixelRatio: 2 });
  [resizes, crossings] = [fakeObserver(), fakeObserver()];
  vi.stubGlobal('document', page);
  vi.stubGlobal('window', screen);
  vi.stubGlobal('Element', FakeElement);
  vi.stubGlobal('ResizeObserver', resizes.Observer);
  vi.stubGlobal('IntersectionObserver', crossings.Observer);
  sent = [];
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const open = (lowData = false) => createViewing((viewing) => sent.push(viewing), lowData);
const size = (target: Element, width: number, height: number) =>
  resizes.tell(target, { contentRect: { width, height } });
const sight = (target: Element, isIntersecting: boolean) => crossings.tell(target, { isIntersecting });
const last = () =>
  Object.fromEntries((sent.at(-1)?.tiles ?? []).map((t) => [t.publication, [t.width, t.height]]));

/** A tile of 320 by 180 CSS pixels, in sight. */
function tile(viewing: ReturnType<typeof open>, name: string, target = element()) {
  const stop = viewing.watch(target, publicationId(name));
  size(target, 320, 180);
  sight(target, true);
  return { target, stop };
}

/** One tile, known to the server. */
function watching() {
  const viewing = open();
  const { target, stop } = tile(viewing, 'ana');
  viewing.setJoined(true);
  vi.advanceTimersByTime(0);
  expect(sent).toHaveLength(1);
  return { viewing, target, stop };
}

describe('what a page shows', () => {
  it('is told in device pixels, once for all that came at a time', () => {
    const viewing = open();
    viewing.setJoined(true);
    tile(viewing, 'ana');
    tile(viewing, 'ben');
    vi.advanceTimersByTime(0);
    expect(sent).toEqual([
      {
        tiles: [
          { publication: 'ana', width: 640, height: 360 },
          { publication: 'ben', width: 640, height: 360 },
        ],
        lowData: false,
      },
    ]);
    vi.advanceTimersByTime(10_000);
    expect(sent).toHaveLength(1);
  });

  it('is told to nobody before one is inside, and anew each time that one comes in', () => {
    const viewing = open();
    tile(viewing, 'ana');
    vi.advanceTimersByTime(5_000);
    expect(sent).toEqual([]);
    for (const times of [1, 2]) {
      viewing.setJoined(true);
      viewing.setJoined(true);
      vi.advanceTimersByTime(1_000);
      expect(sent).toHaveLength(times);
      viewing.setJoined(false);
    }
  });

  it('is told even when it is nothing', () => {
    open().setJoined(true);
    vi.advanceTimersByTime(0);
    expect(sent).toEqual([{ tiles: [], lowData: false }]);
  });

  it('asks for more at once, then as often as the pace allows', () => {
    const { target } = watching();
    vi.advanceTimersByTime(1_000);
    size(target, 400, 225);
    vi.advanceTimersByTime(0);
    expect(last()).toEqual({ ana: [800, 450] });
    for (const width of [500, 600, 700]) size(target, width, 400);
    vi.advanceTimersByTime(149);
    expect(sent).toHaveLength(2);
    vi.advanceTimersByTime(1);
    expect(last()).toEqual({ ana: [1400, 800] });
    expect(sent).toHaveLength(3);
  });

  it('asks for less only when it lasts', () => {
    const { target } = watching();
    sight(target, false);
    vi.advanceTimersByTime(500);
    sight(target, true);
    vi.advanceTimersByTime(5_000);
    expect(sent).toHaveLength(1);
    sight(target, false);
    vi.advanceTimersByTime(599);
    expect(sent).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(last()).toEqual({});
  });

  it('carries what became less with what became more', () => {
    const { viewing, target } = watching();
    vi.advanceTimersByTime(1_000);
    size(target, 100, 60);
    tile(viewing, 'ben');
    vi.advanceTimersByTime(0);
    expect(last()).toEqual({ ana: [200, 120], ben: [640, 360] });
    vi.advanceTimersByTime(5_000);
    expect(sent).toHaveLength(2);
  });

  it('is nothing that was scrolled away, taken off, or has no size', () => {
    const { viewing, target, stop } = watching();
    const away = tile(viewing, 'ben');
    sight(away.target, false);
    size(tile(viewing, 'chloe').target, 0, 0);
    size(target, 330, 190);
    vi.advanceTimersByTime(150);
    expect(last()).toEqual({ ana: [660, 380] });
    stop();
    vi.advanceTimersByTime(600);
    expect(last()).toEqual({});
  });

  it('is nothing while the page is hidden, and the same again after', () => {
    watching();
    page.hidden = true;
    page.dispatchEvent(new Event('visibilitychange'));
    vi.advanceTimersByTime(600);
    expect(last()).toEqual({});
    page.hidden = false;
    page.dispatchEvent(new Event('visibilitychange'));
    vi.advanceTimersByTime(150);
    expect(last()).toEqual({ ana: [640, 360] });
  });

  it('follows the pixels of another screen', () => {
    watching();
    screen.devicePixelRatio = 3;
    screen.dispatchEvent(new Event('resize'));
    vi.advanceTimersByTime(150);
    expect(last()).toEqual({ ana: [960, 540] });
  });

  it('never goes beyond what the wire takes', () => {
    const viewing = open();
    viewing.setJoined(true);
    for (let count = 0; count < 120; count++) tile(viewing, `p${count}`);
    const wall = tile(viewing, 'wall');
    size(wall.target, 30_000, 30_000);
    vi.advanceTimersByTime(0);
    expect(sent.at(-1)?.tiles).toHaveLength(100);
    expect(last()).toMatchObject({ wall: [16_384, 16_384] });
  });

  it('says at once that one wants to save data, and that one does no longer', () => {
    const { viewing } = watching();
    vi.advanceTimersByTime(1_000);
    for (const lowData of [true, false]) {
      viewing.setLowData(lowData);
      vi.advanceTimersByTime(150);
      expect(sent.at(-1)).toMatchObject({ lowData, tiles: [{ publication: 'ana' }] });
    }
  });

  it('says nothing any more once it is closed', () => {
    const { viewing, target } = watching();
    sight(target, false);
    viewing.close();
    vi.advanceTimersByTime(5_000);
    page.dispatchEvent(new Event('visibilitychange'));
    vi.advanceTimersByTime(5_000);
    expect(sent).toHaveLength(1);
  });
});

describe('a picture in a window of its own', () => {
  it('counts with the size of that window, wherever its tile is, and while the page is hidden', () => {
    const video = new FakeElement();
    const viewing = open();
    const { target } = tile(viewing, 'ana', element(video));
    tile(viewing, 'ben');
    viewing.setJoined(true);
    vi.advanceTimersByTime(0);

    const own = Object.assign(new EventTarget(), { width: 480, height: 270 });
    const enter = Object.assign(new Event('enterpictureinpicture'), { pictureInPictureWindow: own });
    Object.defineProperty(enter, 'target', { value: video });
    page.dispatchEvent(enter);
    page.hidden = true;
    page.dispatchEvent(new Event('visibilitychange'));
    sight(target, false);
    vi.advanceTimersByTime(600);
    expect(last()).toEqual({ ana: [960, 540] });

    own.width = 600;
    own.dispatchEvent(new Event('resize'));
    vi.advanceTimersByTime(150);
    expect(last()).toEqual({ ana: [1200, 540] });

    page.dispatchEvent(new Event('leavepictureinpicture'));
    vi.advanceTimersByTime(600);
    expect(last()).toEqual({});
  });
});
