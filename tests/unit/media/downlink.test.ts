import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Kind } from '@/lib/core/gate/rights.ts';
import { mediumOf } from '@/lib/core/gate/rights.ts';
import { participantId, publicationId } from '@/lib/core/ids.ts';
import type { Level } from '@/lib/core/quality/level.ts';
import type { Slot } from '@/server/media/engine.ts';
import { type HandleEvents, JanusError, type PluginHandle } from '@/server/media/janus/connection.ts';
import { DownLink } from '@/server/media/janus/downlink.ts';
import type { Wanted } from '@/server/media/janus/slots.ts';
import type { Stage } from '@/server/media/janus/stage.ts';

type Item = Readonly<Record<string, unknown>>;
const SILENCE = { audio: { feed: 1, mid: '0' }, video: { feed: 1, mid: '1' } };
const ALL = { send: true, simulcast: { 'substream-target': 2, 'temporal-layer-target': 2 } };
const description = (mids: readonly string[], direction: string, media: (index: number) => string) =>
  [
    'v=0',
    ...mids.flatMap((mid, index) => [
      `m=${media(index)} 9 UDP/TLS/RTP/SAVPF 96`,
      `a=mid:${mid}`,
      `a=${direction}`,
    ]),
  ]
    .join('\r\n')
    .concat('\r\n');

/** Answers as Janus 1.1.2 was seen to: a switch sends all of a source that is new to the line, and says so. */
function janus(layered: readonly number[]) {
  const asked: Item[] = [];
  /** Feeds that have left. */
  const gone = new Set<number>();
  /** Called when it is asked for a join, and may change what is wanted meanwhile. */
  const joining = { hear: () => {} };
  let events: HandleEvents = {};
  let lines: {
    type: string;
    mid: string;
    feed_id: number;
    feed_mid: string;
    send: boolean;
    simulcast: Item;
  }[] = [];
  const summary = () =>
    lines.map(({ simulcast, ...line }) =>
      layered.includes(line.feed_id) && line.type === 'video' ? { ...line, simulcast } : line,
    );
  const handle: PluginHandle = {
    async request(body) {
      const streams = (body.streams ?? []) as Item[];
      if (body.request === 'join') {
        joining.hear();
        if (streams.some(({ feed }) => gone.has(Number(feed))))
          throw new JanusError('refused', 'No such feed', 428);
        lines = streams.map(({ feed, mid, substream = 2 }, index) => {
          const type = mid === SILENCE.audio.mid ? 'audio' : 'video';
          const simulcast = { ...ALL.simulcast, 'substream-target': substream };
          return {
            type,
            mid: String(index),
            feed_id: Number(feed),
            feed_mid: String(mid),
            send: true,
            simulcast,
          };
        });
        const sdp = description(
          lines.map(({ mid }) => mid),
          'sendonly',
          (index) => lines[index]?.type ?? '',
        );
        return { data: { streams: summary() }, jsep: { type: 'offer', sdp } };
      }
      if (body.request === 'switch' || body.request === 'configure')
        asked.push(...streams.map((stream) => ({ [String(body.request)]: stream })));
      if (body.request === 'switch')
        lines = lines.map((line) => {
          const to = streams.find((stream) => stream.sub_mid === line.mid);
          if (!to || (to.feed === line.feed_id && to.mid === line.feed_mid)) return line;
          return { ...line, feed_id: Number(to.feed), feed_mid: String(to.mid), ...ALL };
        });
      if (body.request === 'configure')
        lines = lines.map((line) => {
          const {
            send = line.send,
            substream,
            temporal,
          } = streams.find((stream) => stream.mid === line.mid) ?? {};
          const simulcast = {
            ...line.simulcast,
            ...(substream !== undefined && { 'substream-target': substream }),
            ...(temporal !== undefined && { 'temporal-layer-target': temporal }),
          };
          return { ...line, send: send === true, simulcast };
        });
      return { data: { streams: summary() }, jsep: null };
    },
    trickle() {},
    async detach() {},
  };
  const stage: Stage = {
    room: 1,
    privateId: 1,
    silence: SILENCE,
    attach: async (heard) => {
      events = heard;
      return handle;
    },
    moderate: async () => {},
    copy: async () => ({ end() {} }),
    fed: () => false,
    close: async () => {},
  };
  const say = (data: Item) => events.event?.({ data, jsep: null });
  /** What each line carries now, silence left out. */
  const carried = () =>
    lines.flatMap(({ mid, feed_id }) => (feed_id === SILENCE.audio.feed ? [] : [[mid, feed_id]]));
  return { asked, gone, joining, stage, say, carried, connect: () => events.connected?.() };
}

const source = (name: string, kind: Kind, feed: number, level: Level = 2): Wanted => ({
  publication: publicationId(name),
  kind,
  medium: mediumOf(kind),
  feed,
  mid: '7',
  level,
});

/**
 * A link that has just been opened.
 *
 * @param flows whether what is lost still passes the server, and has to be switched away first
 */
function begin(server: ReturnType<typeof janus>, first: readonly Wanted[] = [], flows = true) {
  let wanted = first;
  let offered: (sdp: string) => void = () => {};
  const offer = new Promise<string>((done) => {
    offered = done;
  });
  let slots: readonly Slot[] = [];
  const link = new DownLink({
    stage: server.stage,
    participant: participantId('bob'),
    sink: {
      open() {},
      signal: (_to, _link, signal) => offered(signal.type === 'offer' ? signal.sdp : ''),
      slots: (_to, _link, said) => {
        slots = said;
      },
      close() {},
    },
    broken: async (_link, error) => {
      throw error;
    },
    media: ['audio', 'video'],
    wanted: () => wanted,
    flows: () => flows,
    connected() {},
    settled() {},
  });
  return {
    link,
    offer,
    answer: async () => {
      const sdp = (await offer).replaceAll('sendonly', 'recvonly');
      expect(link.signal({ type: 'answer', sdp })).toBeNull();
      await vi.advanceTimersByTimeAsync(0);
    },
    connect: async () => {
      server.connect();
      await vi.advanceTimersByTimeAsync(0);
    },
    told: () => slots.flatMap(({ mid, publication }) => (publication ? [[mid, publication]] : [])),
    wants: (...next: readonly Wanted[]) => {
      wanted = next;
    },
  };
}

/** A link whose browser has answered and is connected. */
async function open(layered: readonly number[], flows = true) {
  const server = janus(layered);
  const { link, answer, connect, wants } = begin(server, [], flows);
  await answer();
  await connect();
  const want = async (...next: Wanted[]): Promise<Item[]> => {
    wants(...next);
    server.asked.length = 0;
    await (link.cut() ?? link.raise());
    await link.raise();
    return [...server.asked];
  };
  return { link, want, ...server };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('how much a down link asks its server for', () => {
  test('is all of it without a word, a layer by its substream, and nothing by not sending', async () => {
    const { want } = await open([5]);
    const camera = (level: Level) => source('alice/camera', 'camera', 5, level);
    expect(await want(camera(2))).toEqual([{ switch: { feed: 5, mid: '7', sub_mid: '4' } }]);
    expect(await want(camera(0))).toEqual([{ configure: { mid: '4', substream: 0 } }]);
    expect(await want(camera(0))).toEqual([]);
    expect(await want(camera('none'))).toEqual([{ configure: { mid: '4', send: false } }]);
    expect(await want(camera(1))).toEqual([{ configure: { mid: '4', send: true, substream: 1 } }]);
    expect(await want(camera(2))).toEqual([{ configure: { mid: '4', substream: 2 } }]);
  });

  test('is asked anew for what a line is switched to', async () => {
    const { want } = await open([5, 6]);
    const [alice, dave] = [source('alice/camera', 'camera', 5, 0), source('dave/camera', 'camera', 6, 1)];
    expect(await want(alice)).toHaveLength(2);
    await want();
    expect(await want(dave)).toEqual([
      { switch: { feed: 6, mid: '7', sub_mid: '4' } },
      { configure: { mid: '4', substream: 1 } },
    ]);
    await want();
    expect(await want({ ...alice, level: 2 })).toEqual([{ switch: { feed: 5, mid: '7', sub_mid: '4' } }]);
  });

  test('stays as it was where the same source is called another publication', async () => {
    const { want } = await open([5], false);
    await want(source('alice/camera', 'camera', 5, 0));
    expect(await want(source('alice/camera again', 'camera', 5, 0))).toHaveLength(1);
    expect(await want(source('alice/camera', 'camera', 5, 2))).toEqual([
      { switch: { feed: 5, mid: '7', sub_mid: '4' } },
      { configure: { mid: '4', substream: 2 } },
    ]);
  });

  test('is fewer pictures of a screen, and all or nothing of sound and of what has no layers', async () => {
    const { want } = await open([5]);
    const level = async (level: Level) => [
      ...(await want(
        source('alice/screen', 'screen', 5, level),
        source('alice/microphone', 'microphone', 5, level === 'none' ? level : 2),
        source('dave/camera', 'camera', 6, level),
      )),
    ];
    expect(await level(2)).toHaveLength(3);
    expect(await level(0)).toEqual([{ configure: { mid: '4', temporal: 0 } }]);
    expect(await level('none')).toEqual(['0', '4', '5'].map((mid) => ({ configure: { mid, send: false } })));
    expect(await level(2)).toEqual([
      { configure: { mid: '0', send: true } },
      { configure: { mid: '4', send: true, temporal: 2 } },
      { configure: { mid: '5', send: true } },
    ]);
  });

  test('is asked for again while the layer has not come', async () => {
    const { want, asked, say } = await open([5]);
    await want(source('alice/camera', 'camera', 5, 1));
    asked.length = 0;
    say({ videoroom: 'event', mid: '4', substream: 0 });
    await vi.advanceTimersByTimeAsync(500);
    expect(asked).toEqual([{ configure: { mid: '4', send: true } }]);
    say({ videoroom: 'event', mid: '4', substream: 1 });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked).toHaveLength(1);
    await want(source('alice/camera', 'camera', 5, 'none'));
    asked.length = 0;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked).toEqual([]);
  });
});

describe('what a down link begins with', () => {
  const alice = source('alice/camera', 'camera', 5, 1);
  const dave = source('dave/camera', 'camera', 6);

  test('stands in its first offer, at its level, and is asked for by nothing else', async () => {
    const server = janus([5]);
    const { answer, connect, told, link } = begin(server, [alice, dave]);
    await answer();
    expect(told()).toEqual([
      ['4', 'alice/camera'],
      ['5', 'dave/camera'],
    ]);
    await connect();
    expect(server.carried()).toEqual([
      ['4', 5],
      ['5', 6],
    ]);
    expect(link.raise()).toBeNull();
    expect(server.asked).toEqual([]);
  });

  test('is silence where its publisher left in this very moment', async () => {
    const server = janus([]);
    server.gone.add(5);
    const { answer, connect, wants } = begin(server, [alice, dave]);
    server.joining.hear = () => wants(dave);
    await answer();
    expect(server.carried()).toEqual([]);
    await connect();
    expect(server.carried()).toEqual([['4', 6]]);
  });

  test('is taken away before anybody is offered it, when it was lost meanwhile', async () => {
    const server = janus([]);
    const { offer, told, wants } = begin(server, [alice, dave]);
    server.joining.hear = () => wants(dave);
    await offer;
    expect(server.carried()).toEqual([['5', 6]]);
    expect(told()).toEqual([['5', 'dave/camera']]);
  });

  test('is left by a source that is about to pass again, however early', async () => {
    const server = janus([]);
    const { link, offer, wants } = begin(server, [alice]);
    let left: Promise<void> | null = null;
    server.joining.hear = () => {
      // Its packets are stopped for everybody, so that no listener need be switched away.
      wants();
      left = link.leave(alice);
    };
    await offer;
    expect(left).not.toBeNull();
    await left;
    expect(server.carried()).toEqual([]);
  });

  test('is joined by what comes meanwhile once it is connected, when a keyframe arrives', async () => {
    const server = janus([]);
    const carol = source('carol/camera', 'camera', 7);
    const { link, answer, connect, wants } = begin(server, [carol]);
    await answer();
    wants(carol, dave);
    await link.raise();
    expect(server.asked).toEqual([]);
    await connect();
    expect(server.asked).toEqual([{ switch: { feed: 6, mid: '7', sub_mid: '5' } }]);
  });

  test('is cut before it is connected as after', async () => {
    const server = janus([]);
    const { link, answer, wants } = begin(server, [alice]);
    await answer();
    wants();
    await link.cut();
    expect(server.carried()).toEqual([]);
  });
});
