import { randomInt } from 'node:crypto';
import type { Medium } from '@/lib/core/gate/rights.ts';
import type { RoomId } from '@/lib/core/ids.ts';
import type { Codec } from '@/lib/core/room/settings.ts';
import { type HandleEvents, JanusError, NO_SUCH_ROOM, type PluginHandle } from './connection.ts';
import type { Inlet } from './inlet.ts';
import { type Seat, seatsOf, succeed } from './seats.ts';
import type { JanusServer } from './server.ts';
import type { VideoPacket } from './video.ts';

/** A stream somebody publishes, as a slot is switched to it. */
export interface Source {
  readonly feed: number;
  readonly mid: string;
}

/** Copies of a line's packets. */
export interface Copy {
  /** No more of these layers; without any, of none. */
  end(layers?: readonly number[]): void;
}

/** One of our rooms as a VideoRoom that exists right now. A server that restarts means a new stage. */
export interface Stage {
  readonly room: number;
  /** What a listener's join must carry, because every room is made with `require_pvtid`. */
  readonly privateId: number;
  /** The placeholder that an empty slot is switched to: it publishes nothing, for ever. */
  readonly silence: Readonly<Record<Medium, Source>>;
  attach(events: HandleEvents): Promise<PluginHandle>;
  /** Drops (or passes again) all packets of one publisher's line at the server; resolves when it is in force. */
  moderate(source: Source, mute: boolean): Promise<void>;
  /**
   * Has Janus send us a copy of every packet that it passes on of a line, each layer by itself (0 the lowest). Takes
   * effect also where the line is muted, before its first packet. Rejects where this Janus sends no copies.
   */
  copy(source: Source, take: (layer: number, packet: VideoPacket) => void): Promise<Copy>;
  /** Whether copies have ever arrived from this Janus. */
  readonly fed: () => boolean;
  /** Removes the room and everybody in it; never rejects. */
  close(): Promise<void>;
}

/**
 * How loud somebody is who talks, in dB below the loudest there is (RFC 6464): Janus compares it with the mean of
 * every so many packets.
 */
export const LOUD = 40;
/** 300 ms of packets. The mean is taken of one such block after the other, so talking shows within two of them. */
const BLOCK = 15;

/** Feeds and rooms are numbers of at most 52 bits in Janus's JSON. */
export const randomFeed = () => randomInt(1, 2 ** 47);

/** What an earlier run of ours left behind at the server, and what still flows there. */
export interface Former {
  /** Removes it, and everybody in it; resolves when nothing flows there any more. Rejects with a `JanusError`. */
  end(): Promise<void>;
}

/**
 * Makes the VideoRoom, beside that of an earlier run if there is one and we inherit; otherwise that is ended first.
 * Rejects with a `JanusError`.
 */
export async function openStage(
  server: JanusServer,
  key: Buffer,
  { id, codec }: { readonly id: RoomId; readonly codec: Codec },
  inherits: () => boolean,
  lost: (why: string) => void,
): Promise<{ readonly stage: Stage; readonly former: Former | null }> {
  let over = false;
  const end = (why: string) => {
    if (!over) lost(why);
    over = true;
  };
  const control = await server.attach({
    ended: end,
    event: ({ data }) => {
      if (data.videoroom === 'destroyed') end('the room was destroyed');
    },
  });
  try {
    const seats = seatsOf(key, id);
    const taken = await Promise.all(seats.map(({ room }) => exists(control, room)));
    const { former, next, stale } = succeed(seats, taken);
    const left = former && inherits() ? { end: () => destroy(control, former) } : null;
    const useless = former && !left ? [...stale, former] : stale;
    await Promise.all(useless.map((seat) => destroy(control, seat)));
    const { room, secret } = next;
    await create(control, next, codec);
    // A handle that publishes nothing: it lends its private id to listeners, who have no publisher of their own.
    const { data } = await control.request({ request: 'join', ptype: 'publisher', room, id: randomFeed() });
    const silence = findSilence(data.publishers);
    const stage: Stage = {
      room,
      privateId: Number(data.private_id),
      silence,
      attach: (events) => server.attach(events),
      moderate: async ({ feed, mid }, mute) => {
        await control.request({ request: 'moderate', room, secret, id: feed, mid, mute });
      },
      fed: () => server.inlet.fed,
      copy: (source, take) => copies(server.inlet, { control, room, secret, codec }, source, take),
      close: async () => {
        over = true;
        await destroy(control, next).catch(() => undefined);
        await control.detach();
      },
    };
    return { stage, former: left };
  } catch (error) {
    over = true;
    void control.detach();
    throw error;
  }
}

async function exists(control: PluginHandle, room: number): Promise<boolean> {
  const { data } = await control.request({ request: 'exists', room });
  return data.exists === true;
}

async function destroy(control: PluginHandle, { room, secret }: Seat): Promise<void> {
  try {
    await control.request({ request: 'destroy', room, secret });
  } catch (error) {
    if (!(error instanceof JanusError) || error.code !== NO_SUCH_ROOM) throw error;
  }
}

/** `rtp_forward` of the VideoRoom: it names the layers substreams, and does not ask for a keyframe by itself. */
async function copies(
  inlet: Inlet,
  { control, room, secret, codec }: Seat & { readonly control: PluginHandle; readonly codec: Codec },
  { feed, mid }: Source,
  take: (layer: number, packet: VideoPacket) => void,
): Promise<Copy> {
  const { host, port } = await inlet.address();
  const ssrcs = [0, 1, 2].map((layer) => inlet.take(codec, (packet) => take(layer, packet)));
  const [ssrc, ssrc_2, ssrc_3] = ssrcs;
  const stream = { mid, port, ssrc, port_2: port, ssrc_2, port_3: port, ssrc_3 };
  const letGo = () => {
    for (const one of ssrcs) inlet.letGo(one);
  };
  const { data } = await control
    .request({ request: 'rtp_forward', room, secret, publisher_id: feed, host, streams: [stream] })
    .catch((error: unknown) => {
      letGo();
      throw error;
    });
  const standing = new Map(listOf(data.forwarders).map((one) => [Number(one.ssrc), one.stream_id]));
  return {
    end: (layers = [0, 1, 2]) => {
      for (const layer of layers) {
        const one = ssrcs[layer] ?? 0;
        const stream_id = standing.get(one);
        inlet.letGo(one);
        standing.delete(one);
        if (stream_id === undefined) continue;
        // Gone already, with the publisher or the room.
        control
          .request({ request: 'stop_rtp_forward', room, secret, publisher_id: feed, stream_id })
          .catch(() => undefined);
      }
    },
  };
}

/** Constrained baseline: the profile of H.264 that every browser has (RFC 7742, section 6.2). */
const H264 = '42e01f';

async function create(control: PluginHandle, { room, secret }: Seat, codec: Codec): Promise<void> {
  await control.request({
    request: 'create',
    room,
    secret,
    // Stands in every listener's SDP: it must not name the room.
    description: 'Rostrum',
    is_private: true,
    permanent: false,
    require_pvtid: true,
    notify_joining: false,
    publishers: 100_000,
    bitrate: 0,
    fir_freq: 0,
    audiocodec: 'opus',
    videocodec: codec,
    ...(codec === 'h264' && { h264_profile: H264 }),
    opus_fec: true,
    audiolevel_event: true,
    audio_active_packets: BLOCK,
    audio_level_average: LOUD,
    dummy_publisher: true,
    dummy_streams: [{ codec: 'opus' }, { codec }],
  });
}

/** The dummy publisher among those a join lists, with its one stream of each medium. */
function findSilence(publishers: unknown): Record<Medium, Source> {
  for (const publisher of listOf(publishers)) {
    if (publisher.dummy !== true) continue;
    const feed = Number(publisher.id);
    const streams = listOf(publisher.streams);
    const audio = streams.find((stream) => stream.type === 'audio');
    const video = streams.find((stream) => stream.type === 'video');
    if (audio && video)
      return { audio: { feed, mid: String(audio.mid) }, video: { feed, mid: String(video.mid) } };
  }
  throw new JanusError('refused', 'this Janus has no dummy publishers; version 1.1 or later is needed');
}

/** A list of objects out of Janus's JSON, whatever it really is. */
export const listOf = (value: unknown): readonly Readonly<Record<string, unknown>>[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'object' && item !== null) : [];
