import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Excess, Limits } from '@/lib/core/quality/limits.ts';
import { Guard, PACE } from '@/server/media/janus/guard.ts';
import type { VideoPacket } from '@/server/media/janus/video.ts';

const VGA: Limits = { width: 640, height: 480, bitrate: 500_000 };
const QVGA: Limits = { width: 320, height: 240, bitrate: 500_000 };

/** A line, its publisher and its Janus, as one guard meets them. */
class Line {
  limits = VGA;
  fed = true;
  carries = true;
  sends = true;
  readonly told: Excess[] = [];
  readonly asked: number[] = [];
  blind = 0;
  /** Layers of the newest copy that were let go. */
  ended: readonly number[] = [];
  refuse = false;
  #take: (layer: number, packet: VideoPacket) => void = () => {};
  readonly guard: Guard;

  constructor(kind: 'camera' | 'screen' = 'camera') {
    this.guard = new Guard({
      kind,
      limits: () => this.limits,
      carries: () => this.carries,
      sends: () => this.sends,
      copy: async (take) => {
        if (this.refuse) throw new Error('refused');
        this.#take = take;
        this.ended = [];
        return {
          end: (layers = [0, 1, 2]) => {
            if (this.#take === take) this.ended = [...this.ended, ...layers];
          },
        };
      },
      fed: () => this.fed,
      refresh: () => this.asked.push(Date.now()),
      // As an up link does: what may not pass is muted at once, and what may is passed on.
      changed: () => (this.guard.shut ? this.guard.rests() : this.carries && this.guard.passes()),
      exceeded: (excess) => this.told.push(excess),
      blind: () => (this.blind += 1),
    });
  }

  /** A packet of a layer; of a keyframe where a size is given. */
  packet(layer: number, size: VideoPacket['size'] = null, bytes = 1_000): void {
    if (!this.ended.includes(layer)) this.#take(layer, { ssrc: 1, bytes, size });
  }

  key(layer: number, width: number, height: number): void {
    this.packet(layer, { width, height });
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(Math, 'random').mockReturnValue(0.5);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const opened = async (line = new Line()) => {
  await line.guard.ready();
  line.guard.passes();
  return line;
};
/** The keyframe that shows its size, and the one that its listeners begin with. */
async function show(line: Line, width: number, height: number): Promise<void> {
  line.key(0, width, height);
  await pass(PACE.switching);
  line.key(0, width, height);
}

describe('a guard of one line', () => {
  test('shows nothing before every layer that arrives has said how large it is', async () => {
    const line = await opened();
    expect(line.guard.clear).toBe(false);
    line.packet(0);
    line.packet(1);
    expect(line.guard.clear).toBe(false);
    line.key(0, 320, 180);
    expect(line.guard.clear).toBe(false);
    line.key(1, 640, 360);
    expect(line.guard.clear).toBe(true);
    expect(line.asked).toEqual([]);
  });

  test('asks for a keyframe where none began with the first packets', async () => {
    const line = await opened();
    line.packet(0);
    await pass(PACE.keyframe);
    expect(line.asked).toHaveLength(1);
    line.packet(0);
    await pass(PACE.keyframe);
    expect(line.asked).toHaveLength(2);
    line.key(0, 320, 180);
    expect(line.guard.clear).toBe(true);
    // The one that a switch asks for would be in vain so soon: one more, and no other once it has come.
    await pass(PACE.keyframe);
    expect(line.asked).toHaveLength(3);
    line.key(0, 320, 180);
    await pass(PACE.look * 2);
    expect(line.asked).toHaveLength(3);
  });

  test('shuts a line at the first packet of a layer that is too large, however late it comes', async () => {
    const line = await opened();
    await show(line, 320, 180);
    await pass(PACE.look);
    expect(line.ended).toEqual([0]);
    line.key(2, 1280, 720);
    expect(line.guard.shut).toBe(true);
    expect(line.guard.clear).toBe(false);
    expect(line.told).toEqual([]);
  });

  test('looks again while it is shut, opens to what fits, and tells only of who goes on', async () => {
    const line = await opened();
    for (let at = 0; at < PACE.grace; at += PACE.again) {
      line.key(0, 1280, 720);
      expect(line.guard.shut).toBe(true);
      expect(line.told).toEqual([]);
      await pass(PACE.again);
      expect([line.guard.shut, line.guard.clear]).toEqual([false, false]);
    }
    line.key(0, 1280, 720);
    expect(line.told).toEqual([{ what: 'resolution', width: 1280, height: 720 }]);
    await pass(PACE.again);
    line.key(0, 640, 480);
    expect(line.guard.clear).toBe(true);
  });

  test('has forgotten by the next publication what was held against the one before', async () => {
    const line = await opened();
    line.key(0, 1280, 720);
    await pass(PACE.grace);
    line.key(0, 1280, 720);
    expect(line.told).toHaveLength(1);
    line.carries = false;
    line.guard.review();
    expect(line.guard.shut).toBe(false);
    line.carries = true;
    line.guard.passes();
    line.key(0, 1280, 720);
    expect(line.guard.shut).toBe(true);
    expect(line.told).toHaveLength(1);
  });

  test('narrower limits shut what is known to be too large at once', async () => {
    const line = await opened();
    line.key(0, 640, 480);
    line.limits = QVGA;
    line.guard.review();
    expect(line.guard.shut).toBe(true);
    await pass(PACE.again);
    line.key(0, 320, 240);
    expect(line.guard.clear).toBe(true);
    expect(line.told).toEqual([]);
  });

  test('looks again now and then, for a moment', async () => {
    const line = await opened();
    await show(line, 640, 480);
    await pass(PACE.look + PACE.between);
    expect(line.asked).toHaveLength(1);
    line.packet(0);
    line.key(0, 1280, 720);
    expect(line.guard.shut).toBe(true);
  });

  test('believes a high bit rate after three seconds, and not before', async () => {
    const line = await opened();
    line.key(0, 640, 480);
    // 100 packets a second of 1,000 bytes: 800 kbit/s where 500 are allowed.
    for (let at = 0; at < PACE.longLook; at += 10) {
      line.packet(0);
      await pass(10);
      if (at < PACE.longLook - 10) expect(line.guard.shut).toBe(false);
    }
    expect(line.guard.shut).toBe(true);
    expect(line.told).toEqual([]);
    // And goes on: nobody is shown it while that is found out.
    while (!line.told.length) {
      line.packet(0, { width: 640, height: 480 });
      expect(line.guard.clear).toBe(false);
      await pass(10);
    }
    expect(line.told[0]?.what).toBe('bitrate');
    if (line.told[0]?.what === 'bitrate') expect(line.told[0].bitrate).toBeGreaterThan(500_000);
  });

  test('forgives an encoder its keyframe, and gives it time to follow a lower bit rate', async () => {
    const line = await opened();
    line.packet(0, { width: 640, height: 480 }, 60_000);
    await pass(PACE.look);
    expect(line.guard.clear).toBe(true);
    line.limits = { ...VGA, bitrate: 100_000 };
    line.guard.review();
    await pass(PACE.following);
    for (let at = 0; at < PACE.longLook; at += 10) {
      line.packet(0, at ? null : { width: 640, height: 480 }, at ? 120 : 10_000);
      await pass(10);
    }
    expect(line.guard.clear).toBe(true);
  });

  test('a screen is shown at once, as large as it is, and its bit rate is watched', async () => {
    const line = await opened(new Line('screen'));
    expect(line.guard.clear).toBe(true);
    line.key(0, 3840, 2160);
    expect(line.guard.clear).toBe(true);
    for (let at = 0; at < PACE.longLook; at += 10) {
      line.packet(0);
      await pass(10);
    }
    expect(line.guard.shut).toBe(true);
  });

  test('a Janus that sends no copies hides nobody, and it is said', async () => {
    const deaf = new Line();
    deaf.fed = false;
    await opened(deaf);
    await pass(PACE.blind);
    expect(deaf.guard.clear).toBe(true);
    expect(deaf.blind).toBe(1);
    // The first packet that does come is looked at all the same.
    deaf.key(0, 1280, 720);
    expect(deaf.guard.shut).toBe(true);
    const hearing = await opened();
    await pass(PACE.blind);
    expect(hearing.guard.clear).toBe(false);
  });

  test('a publisher that is told to send nothing says nothing of its Janus', async () => {
    const line = new Line();
    line.fed = false;
    line.sends = false;
    await opened(line);
    await pass(3 * PACE.blind);
    expect([line.guard.clear, line.blind]).toEqual([false, 0]);
    line.sends = true;
    await pass(PACE.blind);
    expect([line.guard.clear, line.blind]).toEqual([true, 1]);
  });

  test('lets no layer be asked for that nobody has looked at yet', async () => {
    const line = await opened();
    line.key(0, 320, 240);
    await pass(0);
    expect([line.guard.clear, line.guard.ceiling]).toEqual([true, 0]);
    line.packet(2);
    expect(line.guard.ceiling).toBe(0);
    line.key(2, 640, 480);
    expect(line.guard.ceiling).toBe(2);
    // The next publication on the line begins anew.
    line.carries = false;
    line.guard.rests();
    expect(line.guard.ceiling).toBe(0);
  });

  test('what does not say how large it is, although it is asked, is shown to nobody any more', async () => {
    const line = await opened();
    await show(line, 640, 480);
    await pass(PACE.look + PACE.between);
    for (let at = 0; at < PACE.longLook + PACE.again; at += 100) {
      line.packet(0, null, 100);
      await pass(100);
    }
    expect([line.guard.clear, line.guard.shut]).toEqual([false, false]);
    line.key(0, 640, 480);
    expect(line.guard.clear).toBe(true);
  });

  test('a layer that rests before it was seen hides nobody, and is seen when it comes again', async () => {
    const line = await opened();
    line.packet(1);
    for (let at = 0; at < PACE.longLook; at += 100) {
      line.packet(0, { width: 320, height: 180 }, 100);
      await pass(100);
    }
    expect(line.guard.clear).toBe(true);
    expect(line.ended).toEqual([0]);
    line.key(1, 1280, 720);
    expect(line.guard.shut).toBe(true);
  });

  test('where a Janus refuses to send copies, nobody waits for them', async () => {
    const line = new Line();
    line.refuse = true;
    line.carries = false;
    await line.guard.ready();
    line.guard.rests();
    await line.guard.ready();
    line.guard.passes();
    expect(line.guard.clear).toBe(true);
    expect(line.blind).toBeGreaterThan(0);
    line.guard.stop();
  });

  test('stops for good', async () => {
    const line = await opened();
    line.key(0, 320, 180);
    line.guard.stop();
    await pass(PACE.between * 2);
    expect(line.ended).toEqual([0, 1, 2]);
    line.key(0, 1280, 720);
    expect([line.guard.shut, line.told]).toEqual([false, []]);
    expect(vi.getTimerCount()).toBe(0);
  });
});
